"""The flow: the same again changes nothing, changed content is a revision, several processes find the same rows."""

import csv
import io
import json
import pathlib
import subprocess
import sys

import pytest

COUNTS = """
    select (select count(*) from articles) as articles, (select count(*) from figures) as figures,
        (select sum(hash(figure_id)::hugeint) from figures) as ids, (select count(*) from rejects) as rejects
"""


@pytest.fixture
def ledger(tmp_path, tallybook, prefect_api):
    """Run the main job into one warehouse, and ask it."""

    class Ledger:
        path = tmp_path / "ledger.duckdb"

        def run(self, *arguments):
            told = tallybook("run", *arguments, "--warehouse", self.path)
            assert told.status == 0, told.err
            return told

        def ask(self, sql):
            told = tallybook("query", sql, "--format", "csv", "--warehouse", self.path)
            assert told.status == 0, told.err
            return list(csv.DictReader(io.StringIO(told.out)))

    return Ledger()


@pytest.fixture(scope="module")
def examples(tmp_path_factory, prefect_api):
    """A warehouse with the examples in it, for tests that only read."""
    from flows.ingest import ingest

    path = tmp_path_factory.mktemp("examples") / "examples.duckdb"
    ingest(paths=[str(pathlib.Path(__file__).resolve().parents[2] / "examples" / "articles")], warehouse=path)
    return path


def test_the_same_again_changes_nothing(ledger, articles):
    folder = articles("in", 12)
    assert "12 new" in ledger.run(folder).out
    before = ledger.ask(COUNTS)
    assert int(before[0]["figures"]) >= 12
    assert "12 known already; 0 figures" in ledger.run(folder).out
    assert ledger.ask(COUNTS) == before


def test_changed_content_is_a_revision_beside_the_old(ledger, articles):
    folder = articles("in", 2)
    ledger.run(folder)
    text = (folder / "a0.txt").read_text()
    (folder / "a0.txt").write_text(text.replace("wounded", "injured"))
    assert "1 changed" in ledger.run(folder).out
    assert [row["n"] for row in ledger.ask("select count(*) as n from articles group by uri order by uri")] == [
        "2",
        "1",
    ]


def test_two_processes_load_what_one_loads(tmp_path, tallybook, prefect_api, articles):
    folder, told = articles("in", 60), []
    for workers in ("1", "2"):
        path = tmp_path / f"by-{workers}.duckdb"
        done = tallybook("run", folder, "--workers", workers, "--warehouse", path, "--no-publish")
        assert done.status == 0, done.err
        told.append(tallybook("query", COUNTS, "--format", "csv", "--warehouse", path).out)
    assert told[0] == told[1]


def test_a_run_leaves_its_row_with_counts_that_add_up(ledger, articles):
    folder = articles("in", 5)
    (folder / "empty.txt").write_text("")
    from flows.ingest import ingest

    result = ingest(paths=[str(folder)], warehouse=ledger.path)
    row = ledger.ask("select * from runs")[0]
    assert row["status"] == "done"
    assert row["run_id"] == result.run_id
    assert row["flow_run_id"]
    counts = {name: int(row[f"articles_{name}"]) for name in ("read", "new", "changed", "skipped", "rejected")}
    assert counts == {"read": 6, "new": 5, "changed": 0, "skipped": 0, "rejected": 1}
    assert set(json.loads(row["timings"])) == {"read", "extract", "load", "models", "publish"}
    assert json.loads(row["parameters"])["paths"] == [str(folder)]


def test_the_options_win_over_the_side_file(ledger, articles):
    ledger.run(articles("in", 1), "--published-at", "2013-05-06", "--publisher", "Other")
    row = ledger.ask("select publisher, published_at::date::varchar as day from articles")[0]
    assert row == {"publisher": "Other", "day": "2013-05-06"}


def test_a_backfill_reads_the_days_asked_for_and_goes_on_after_what_is_loaded(ledger, tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    for day in range(1, 11):
        (folder / f"{day}.txt").write_text(f"Police said {day + 1} people were killed in Aleppo on Tuesday.")
        (folder / f"{day}.meta.json").write_text(json.dumps({"published_at": f"2012-03-{day:02}"}))
    first = ledger.run(folder, "--since", "2012-03-03", "--until", "2012-03-05")
    assert "3 new" in first.out
    assert "7 more outside the days asked for" in first.out
    again = ledger.run(folder, "--since", "2012-03-03", "--until", "2012-03-06")
    assert "1 new, 3 known already" in again.out
    days = ledger.ask("select distinct published_at::date::varchar as day from articles order by day")
    assert [row["day"] for row in days] == ["2012-03-03", "2012-03-04", "2012-03-05", "2012-03-06"]
    run = ledger.ask("select kind, parameters, articles_read from runs order by started_at")[0]
    assert (run["kind"], run["articles_read"]) == ("backfill", "3")
    assert json.loads(run["parameters"])["since"] == "2012-03-03"
    assert ledger.ask("select count(*) as n from rejects") == [{"n": "0"}]
    assert "Read 0 articles" in ledger.run(folder, "--since", "2020-01-01").out


def test_a_run_publishes_beside_the_warehouse(ledger, articles):
    ledger.run(articles("in", 3))
    files = list((ledger.path.parent / "ledger.published").rglob("*.duckdb"))
    assert len(files) == 1


def artifact_of(warehouse):
    """What the newest run of this ledger told Prefect: the runs of other tests share the server."""
    from prefect.client.orchestration import get_client
    from prefect.client.schemas.filters import ArtifactFilter, ArtifactFilterKey
    from prefect.client.schemas.sorting import ArtifactSort

    with get_client(sync_client=True) as client:
        artifacts = client.read_artifacts(
            artifact_filter=ArtifactFilter(key=ArtifactFilterKey(any_=["tallybook-run"])),
            sort=ArtifactSort.CREATED_DESC,
        )
    return next(artifact for artifact in artifacts if f"`{warehouse}`" in artifact.data)


def test_the_run_is_told_to_prefect_with_an_artifact(ledger, articles):
    from prefect.client.orchestration import get_client

    ledger.run(articles("in", 4))
    artifact = artifact_of(ledger.path)
    assert "| new articles | 4 |" in artifact.data
    with get_client(sync_client=True) as client:
        assert client.read_flow_run(artifact.flow_run_id).state_name == "Completed"


def test_the_artifact_names_the_disagreements_that_a_run_brought(tmp_path, prefect_api):
    from flows.ingest import ingest

    def report(folder, name, body):
        source = tmp_path / folder
        source.mkdir(exist_ok=True)
        (source / f"{name}.txt").write_text(f"ALEPPO, Syria — {body}\n")
        (source / f"{name}.meta.json").write_text('{"published_at": "2012-02-29", "publisher": "Paper"}')
        ingest(paths=[str(source / f"{name}.txt")], warehouse=tmp_path / "w.duckdb", publish=False)
        return artifact_of(tmp_path / "w.duckdb").data

    first = report("in", "one", "Police said 12 people were killed in Aleppo on Tuesday.")
    assert "engine" in first
    assert "Disagreements" not in first
    second = report("in", "two", "Doctors said 19 people were killed in Aleppo on Tuesday.")
    assert "| new | killed |" in second
    assert "19" in second.partition("## Disagreements")[2]
    third = report("in", "three", "Residents said 30 people were killed in Aleppo on Tuesday.")
    assert "| changed | killed |" in third
    fourth = report("in", "four", "The mayor opened a school in Aleppo on Tuesday.")
    assert "Disagreements" not in fourth


def test_answers_show_sources_regions_disagreements_and_the_warehouse(examples, tallybook):
    told = tallybook("answers", "--warehouse", examples)
    assert told.status == 0
    assert "Nepal / Karnali / Jumla" in told.out
    assert "Home Ministry" in told.out
    by_source, disagreements = told.out.split("Where sources disagree")
    assert "killed" in by_source
    assert "killed" in disagreements
    assert str(examples) in told.out


def test_answers_tell_bounds_and_the_period_covered(ledger, tmp_path, tallybook):
    text = tmp_path / "bounds.txt"
    text.write_text(
        "ALEPPO, Syria — Police said more than 50 people were killed in Aleppo on Tuesday. "
        "The government said between 20 and 30 people were killed in Aleppo on Tuesday. "
        "Doctors said hundreds of people were wounded in Aleppo on Monday. "
        "The army said 40 people were killed in Aleppo on Tuesday.",
        encoding="utf-8",
    )
    told = ledger.run(text, "--published-at", "2012-02-29", "--publisher", "Herald")
    assert "Read 1 article: 1 new; 4 figures." in told.out
    by_source, disagreements = tallybook("answers", "--warehouse", ledger.path).out.split("Where sources disagree")
    told = [" ".join(line.split()) for line in by_source.splitlines()]
    assert "police Syria / Aleppo killed new more than 50 2012-02-28 1 1" in told
    assert "government Syria / Aleppo killed new 20 to 30 2012-02-28 1 1" in told
    assert "doctors Syria / Aleppo injured new at least 200 2012-02-27 1 1" in told
    assert "army Syria / Aleppo killed new 40 2012-02-28 1 1" in told
    assert "police more than 50; army 40; government 20 to 30" in " ".join(disagreements.split())


def test_answers_cut_long_tables_and_say_how_to_see_the_rest(examples, tallybook):
    told = tallybook("answers", "--limit", 2, "--warehouse", examples)
    assert "more: tallybook query" in told.out


def test_status_and_doctor_say_how_things_stand(examples, tallybook):
    told = tallybook("status", "--warehouse", examples)
    assert told.status == 0
    assert "copies of another article" in told.out
    told = tallybook("doctor", "--warehouse", examples)
    assert told.status == 0, told.out
    assert "answers" in told.out


def test_doctor_names_the_process_that_holds_the_warehouse(ledger, articles, tallybook):
    ledger.run(articles("in", 1))
    code = (
        "import pathlib, sys\nfrom warehouse import Warehouse\n"
        "with Warehouse.open(pathlib.Path(sys.argv[1])):\n    print('open', flush=True)\n    sys.stdin.read()"
    )
    command = [sys.executable, "-c", code, str(ledger.path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout.readline() == "open\n"
        told = tallybook("doctor", "--warehouse", ledger.path)
        writer.stdin.close()
    assert told.status == 0, told.out
    assert str(writer.pid) in told.out
    assert "the published copy answers" in " ".join(told.out.split())


def test_doctor_goes_without_a_warehouse_and_names_the_remedy_for_a_broken_one(tmp_path, tallybook, prefect_api):
    assert tallybook("doctor", "--warehouse", tmp_path / "none.duckdb").status == 0
    (tmp_path / "broken.duckdb").write_text("no database\n" * 100)
    told = tallybook("doctor", "--warehouse", tmp_path / "broken.duckdb")
    assert told.status == 2
    assert "PROBLEM" in told.out


def test_a_backup_is_put_back(ledger, articles, tallybook, tmp_path):
    ledger.run(articles("in", 3))
    before = ledger.ask(COUNTS)
    assert tallybook("backup", tmp_path / "kept.duckdb", "--warehouse", ledger.path).status == 0
    ledger.run(articles("more", 4, seed=9, prefix="b"))
    assert ledger.ask(COUNTS) != before
    assert tallybook("restore", tmp_path / "kept.duckdb", "--warehouse", ledger.path).status == 0
    assert ledger.ask(COUNTS) == before


def test_reading_again_with_the_same_engine_changes_no_figure(ledger, articles, tallybook):
    ledger.run(articles("in", 5))
    before = ledger.ask(COUNTS)
    told = tallybook("reprocess", "--warehouse", ledger.path)
    assert told.status == 0, told.err
    assert "0 added, 0 removed, 0 changed" in told.out
    assert ledger.ask(COUNTS) == before


def test_reading_again_by_date_touches_those_articles_alone(ledger, articles, tallybook):
    ledger.run(articles("old", 3), "--published-at", "2012-03-01")
    ledger.run(articles("late", 2, seed=9, prefix="b"), "--published-at", "2012-06-01")
    before = ledger.ask(COUNTS)
    told = tallybook("reprocess", "--since", "2012-05-01", "--until", "2012-06-01", "--warehouse", ledger.path)
    assert told.status == 0, told.err
    assert ": 0 added, 0 removed, 0 changed, 4 same" in told.out
    assert ledger.ask(COUNTS) == before
    row = ledger.ask("select parameters, flow_run_id from runs where kind = 'reprocess'")[0]
    assert json.loads(row["parameters"])["since"] == "2012-05-01"
    assert row["flow_run_id"]


def test_reading_again_goes_on_where_it_was_stopped(ledger, articles, tallybook, monkeypatch):
    from flows import reprocess as module

    ledger.run(articles("in", 9))
    monkeypatch.setattr(module, "BATCH", 3)
    reread, seen = module.reread_batch.fn, []

    def stops(ledger, stored, run_id, number):
        seen.append(len(stored.it))
        if len(seen) == 3:
            raise ValueError("stopped")
        return reread(ledger, stored, run_id, number)

    monkeypatch.setattr(module.reread_batch, "fn", stops)
    with pytest.raises(ValueError, match="stopped"):
        module.reprocess(warehouse=ledger.path)
    seen.clear()
    assert module.reprocess(warehouse=ledger.path)["same"] == 6
    assert seen == [3]
    seen.clear()
    seen.append(0)  # a run that is done is not gone on with
    seen.append(0)
    with pytest.raises(ValueError, match="stopped"):
        module.reprocess(warehouse=ledger.path)
    seen.clear()
    seen += [0] * 5
    module.reprocess(warehouse=ledger.path, again=True)
    assert seen[5:] == [3, 3, 3]
    runs = ledger.ask("select count(distinct run_id) as n from figures")
    assert runs == [{"n": "1"}]


def test_reading_again_without_a_warehouse_is_told_before_prefect_starts(tallybook, tmp_path, monkeypatch):
    def starts() -> None:
        raise AssertionError("Prefect starts")

    monkeypatch.setattr("flows.local_server.api", starts)
    told = tallybook("reprocess", "--warehouse", tmp_path / "none.duckdb")
    assert told.status == 2
    assert "there is no warehouse here" in told.err


def test_a_wrong_date_for_reading_again_is_told(tallybook, tmp_path):
    told = tallybook("reprocess", "--since", "spring", "--warehouse", tmp_path / "w.duckdb")
    assert told.status == 2
    assert "2012-02-29" in told.err


@pytest.mark.parametrize("format", ["csv", "parquet", "jsonl", "geojson", "hxl", "helix"])
def test_every_export_format_is_written(examples, tallybook, tmp_path, format):
    told = tallybook("export", "--format", format, "--output", tmp_path / f"out-{format}", "--warehouse", examples)
    assert told.status == 0, told.err
    assert (tmp_path / f"out-{format}").stat().st_size > 100


def test_publish_writes_where_it_is_told(examples, tallybook, tmp_path):
    told = tallybook("publish", tmp_path / "copy", "--warehouse", examples)
    assert told.status == 0, told.err
    assert list((tmp_path / "copy").rglob("*.duckdb"))
