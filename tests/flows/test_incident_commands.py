"""`tallybook incidents` and `tallybook incident`: lists, filters, one incident with its sentences, and wrong calls."""

import datetime
import json
import pathlib
from typing import Any

import pytest

from flows.cli import main
from warehouse import Batch, Warehouse

BODY = "Police said {count} people were killed in {place}."


def rows(name: str, count: int, place: str, kind: str, day: datetime.date) -> tuple[dict[str, Any], dict[str, Any]]:
    body = BODY.format(count=count, place=place)
    article = {
        "article_id": name,
        "uri": f"{name}.txt",
        "publisher": f"Paper {name}",
        "title": name,
        "published_at": datetime.datetime.combine(day, datetime.time()) + datetime.timedelta(days=1),
        "body": body,
        "content_hash": name,
    }
    figure = {
        "figure_id": f"{name}-1",
        "article_id": name,
        "measure": "killed",
        "population": "people",
        "unit": "person",
        "value_low": float(count),
        "value_best": float(count),
        "value_high": float(count),
        "qualifier": "exact",
        "number_text": str(count),
        "start_char": 12,
        "end_char": 12 + len(str(count)),
        "sentence": body,
        "basis": "new",
        "period_precision": "unknown",
        "region_id": f"r:{place}",
        "region_name": place,
        "region_path": f"Norland / {place}",
        "country_code": "NL",
        "place_precision": "city",
        "source_id": "s:police",
        "source_name": "Norland Police",
        "source_kind": "police",
        "attribution": "explicit",
        "certainty": "reported",
        "event_key": "1",
        "event_type": kind,
        "event_start": day,
        "event_end": day,
        "event_region_id": f"r:{place}",
        "event_country_code": "NL",
        "event_place": place,
        "confidence": 0.9,
        "engine_version": "test",
    }
    return article, figure


@pytest.fixture
def ledger(tmp_path: pathlib.Path) -> pathlib.Path:
    path = tmp_path / "w.duckdb"
    told = [
        rows("a", 12, "Hafen", "fire", datetime.date(2020, 3, 3)),
        rows("b", 15, "Hafen", "fire", datetime.date(2020, 3, 3)),
        rows("c", 40, "Bergen", "flood", datetime.date(2020, 6, 1)),
    ]
    told[2][1].update(qualifier="at_least", value_high=None)
    with Warehouse.open(path) as warehouse:
        run_id = warehouse.begin_run(engine_version="test")
        loaded = warehouse.load(Batch([article for article, _ in told], [figure for _, figure in told]), run_id)
        assert loaded.figures == 3
        warehouse.build_models(run_id)
        warehouse.finish_run(run_id)
    return path


def called(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as left:
        main(list(arguments))
    printed = capsys.readouterr()
    return int(str(left.value.code or 0)), printed.out, printed.err


def listed(capsys: pytest.CaptureFixture[str], ledger: pathlib.Path, *arguments: str) -> list[dict[str, Any]]:
    status, out, err = called(capsys, "incidents", *arguments, "--format", "json", "--warehouse", str(ledger))
    assert (status, err) == (0, "")
    answer: list[dict[str, Any]] = json.loads(out)
    return answer


def test_incidents_are_listed_latest_first_with_their_tolls(
    capsys: pytest.CaptureFixture[str], ledger: pathlib.Path
) -> None:
    told = [(row["incident"], row["articles"], row["tolls"]) for row in listed(capsys, ledger)]
    assert told == [
        ("flood, Bergen, 1 June 2020", 1, "killed: Norland Police at least 40"),
        ("fire, Hafen, 3 March 2020", 2, "killed: Norland Police 15"),
    ]


@pytest.mark.parametrize(
    ("arguments", "labels"),
    [
        (["--type", "fire"], ["fire, Hafen, 3 March 2020"]),
        (["--since", "2020-05-01"], ["flood, Bergen, 1 June 2020"]),
        (["--country", "nl", "--limit", "1"], ["flood, Bergen, 1 June 2020"]),
        (["--country", "SY"], []),
    ],
)
def test_incidents_are_narrowed_by_country_day_and_type(
    arguments: list[str], labels: list[str], capsys: pytest.CaptureFixture[str], ledger: pathlib.Path
) -> None:
    assert [row["incident"] for row in listed(capsys, ledger, *arguments)] == labels


def test_an_incident_shows_who_said_how_many_with_the_sentences_also_by_an_id_that_leads_on(
    capsys: pytest.CaptureFixture[str], ledger: pathlib.Path
) -> None:
    with Warehouse.open(ledger) as warehouse:
        merged = warehouse.db.execute("SELECT incident_id FROM incidents WHERE merged_into IS NOT NULL").fetchall()
    assert len(merged) == 1
    status, out, _ = called(capsys, "incident", merged[0][0], "--warehouse", str(ledger))
    assert status == 0
    for words in ("fire, Hafen, 3 March 2020", "2 articles", "Norland Police", "revised", "Police said 12 people"):
        assert words in " ".join(out.split())


def test_an_incident_s_toll_keeps_the_bound_that_its_words_set(
    capsys: pytest.CaptureFixture[str], ledger: pathlib.Path
) -> None:
    (flood,) = listed(capsys, ledger, "--type", "flood")
    status, out, _ = called(capsys, "incident", flood["id"], "--warehouse", str(ledger))
    assert status == 0
    assert "Norland Police at least 40" in " ".join(out.split())


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["incident", "i0"], "there is none of this id"),
        (["incidents", "--country", "Syria"], "not two letters"),
        (["incidents", "--since", "31 of Never"], "--since"),
        (["incidents", "--type", "riot"], "no such type"),
    ],
)
def test_a_wrong_call_is_told_in_one_line(
    arguments: list[str], words: str, capsys: pytest.CaptureFixture[str], ledger: pathlib.Path
) -> None:
    status, out, err = called(capsys, *arguments, "--warehouse", str(ledger))
    assert (status, out) == (2, "")
    assert words in err
    assert err.count("\n") == 1
