"""What is said on standard error, for a person and for a machine; and the figures that a run leaves for Prometheus."""

import json

import pytest
from prometheus_client.parser import text_string_to_metric_families

from flows import log


def test_a_person_is_told_one_line(capsys, monkeypatch):
    monkeypatch.delenv(log.VARIABLE, raising=False)
    log.say("two\n lines", "event", number=1)
    assert capsys.readouterr().err == "tallybook: two lines\n"


@pytest.fixture
def run_in_json(tallybook, tmp_path, articles, monkeypatch, prefect_api):
    monkeypatch.setenv(log.VARIABLE, "json")
    folder = articles("in", 7)
    (folder / "empty.txt").write_text("")
    return tallybook("run", folder, "--warehouse", tmp_path / "w.duckdb")


def test_a_machine_is_told_an_object_a_line(run_in_json):
    told = [json.loads(line) for line in run_in_json.err.splitlines()]
    assert {"batch", "stage", "unreadable", "ended"} == {line["event"] for line in told}
    assert all(line["time"] and line["message"] for line in told)
    batch = next(line for line in told if line["event"] == "batch")
    assert (batch["read"], batch["figures"]) == (8, 14)
    assert batch["flow_run_id"]
    ended = told[-1]
    assert (ended["new"], ended["unreadable"], ended["figures"]) == (7, 1, 14)
    assert ended["seconds"]["models"] > 0


def test_a_machine_is_told_of_a_failure_too(tallybook, tmp_path, monkeypatch):
    monkeypatch.setenv(log.VARIABLE, "json")
    told = json.loads(tallybook("run", tmp_path / "nowhere", "--warehouse", tmp_path / "w.duckdb").err)
    assert (told["event"], told["status"]) == ("ended", 2)


def _metrics(path):
    return {
        (sample.name, *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(path.read_text())
        for sample in family.samples
    }


def test_counters_go_on_from_run_to_run_and_a_failed_run_is_counted(tmp_path, articles, monkeypatch, prefect_api):
    from flows import ingest as module

    path, told = tmp_path / "tallybook.prom", {"warehouse": tmp_path / "w.duckdb"}
    monkeypatch.setenv("TALLYBOOK_METRICS", str(path))
    folder = articles("in", 4)
    module.ingest(paths=[str(folder)], **told)
    first = _metrics(path)
    assert first["tallybook_articles_total", "new"] == 4
    assert first["tallybook_figures_total",] == 8
    assert first["tallybook_runs_total", "ingest", "done"] == 1
    assert first["tallybook_stage_seconds_total", "publish"] > 0
    assert first["tallybook_last_run_timestamp_seconds", "ingest", "done"] > 1.7e9
    module.ingest(paths=[str(folder)], **told)

    def broken(*_):
        raise ValueError("no")

    monkeypatch.setattr(module.build_models, "fn", broken)
    with pytest.raises(ValueError, match="no"):
        module.ingest(paths=[str(articles("more", 1, prefix="b"))], **told)
    after = _metrics(path)
    assert after["tallybook_articles_total", "known"] == 4
    assert after["tallybook_articles_total", "new"] == 5
    assert (after["tallybook_runs_total", "ingest", "done"], after["tallybook_runs_total", "ingest", "failed"]) == (
        2,
        1,
    )


def test_a_place_for_metrics_that_is_not_there_fails_no_run(tmp_path, articles, monkeypatch, prefect_api, capsys):
    from flows.ingest import ingest

    monkeypatch.setenv("TALLYBOOK_METRICS", str(tmp_path / "nowhere" / "tallybook.prom"))
    assert ingest(paths=[str(articles("in", 1))], warehouse=tmp_path / "w.duckdb", publish=False).new == 1
    assert "TALLYBOOK_METRICS" in capsys.readouterr().err
