"""Loading: whole batches, nothing twice, bad rows aside, counts that add up."""

import datetime
import json
from typing import Any

import polars as pl
import pytest

from tallybook import Figure
from warehouse import Batch, Loaded, Warehouse
from warehouse.audit import faults


@pytest.fixture
def warehouse(path: Any) -> Any:
    with Warehouse.open(path) as opened:
        yield opened


@pytest.fixture
def run_id(warehouse: Warehouse) -> str:
    return warehouse.begin_run(engine_version="1")


def held(warehouse: Warehouse) -> list[Any]:
    tables = ("articles", "figures", "sources", "regions", "rejects", "article_bands")
    return [warehouse.db.execute(f"SELECT * FROM {table} ORDER BY ALL").fetchall() for table in tables]


def test_the_same_batch_again_changes_no_row(warehouse: Warehouse, run_id: str, rows: Any) -> None:
    batch = rows.batch("a1", "a2")
    batch.rejects = [{"uri": "empty.txt", "rule": "empty", "message": "nothing in it"}]
    batch.figures.append(rows.figure("a1", figure_id="bad", qualifier="roughly"))
    assert warehouse.load(batch, run_id) == Loaded(read=3, new=2, rejected=1, figures=2, rejected_figures=1)
    before = held(warehouse)
    assert warehouse.load(batch, run_id) == Loaded(read=3, skipped=2, rejected=1)
    assert held(warehouse) == before


def test_changed_content_is_a_revision_and_the_old_is_kept(warehouse: Warehouse, run_id: str, rows: Any) -> None:
    warehouse.load(rows.batch("a1"), run_id)
    changed = rows.article("a9", 15, uri="papers/a1.txt")
    loaded = warehouse.load(Batch([changed], [rows.figure("a9", 15)]), run_id)
    assert (loaded.new, loaded.changed) == (0, 1)
    found = warehouse.db.execute("SELECT article_id, revision FROM articles ORDER BY revision").fetchall()
    assert found == [("a1", 1), ("a9", 2)]


def test_two_revisions_in_one_batch_are_in_order_of_publication(warehouse: Warehouse, run_id: str, rows: Any) -> None:
    later = rows.article("new", uri="one.txt", published_at=datetime.datetime(2020, 3, 6))
    warehouse.load(Batch([later, rows.article("old", uri="one.txt")]), run_id)
    assert warehouse.db.execute("SELECT article_id FROM articles ORDER BY revision").fetchall() == [("old",), ("new",)]


def test_a_bad_figure_is_rejected_with_rule_and_evidence_and_the_rest_is_loaded(
    warehouse: Warehouse, run_id: str, rows: Any
) -> None:
    bad = rows.figure("a1", figure_id="bad", start_char=8, end_char=10)
    loaded = warehouse.load(Batch([rows.article("a1")], [rows.figure("a1"), bad]), run_id)
    assert (loaded.figures, loaded.rejected_figures) == (1, 1)
    found = warehouse.db.execute(
        "SELECT stage, rule, article_id, uri, figure_id, start_char, row FROM rejects"
    ).fetchall()
    assert [row[:6] for row in found] == [("figure", "number_text_at_span", "a1", "papers/a1.txt", "bad", 8)]
    assert json.loads(found[0][6])["number_text"] == "12"


def test_an_article_that_breaks_a_rule_takes_its_figures_with_it(warehouse: Warehouse, run_id: str, rows: Any) -> None:
    loaded = warehouse.load(Batch([rows.article("a1", body="  ")], [rows.figure("a1")]), run_id)
    assert (loaded.read, loaded.new, loaded.rejected, loaded.figures, loaded.rejected_figures) == (1, 0, 1, 0, 1)
    assert {row[0] for row in warehouse.db.execute("SELECT rule FROM rejects").fetchall()} >= {
        "body_is_not_empty",
        "article_is_known",
    }


def test_an_article_given_twice_in_a_batch_is_loaded_once(warehouse: Warehouse, run_id: str, rows: Any) -> None:
    batch = rows.batch("a1", "a1")
    assert warehouse.load(batch, run_id) == Loaded(read=2, new=1, skipped=1, figures=1)


def test_rows_may_be_frames_or_dataclasses(warehouse: Warehouse, run_id: str, rows: Any) -> None:
    figures = pl.DataFrame([rows.figure("a1")])
    articles = pl.DataFrame([rows.article("a1")])
    assert warehouse.load(Batch(articles, figures), run_id).figures == 1
    assert warehouse.load(Batch([rows.article("a2")], [Figure(**rows.figure("a2"))]), run_id).figures == 1


@pytest.mark.parametrize("as_frame", [False, True])
def test_moments_are_stored_in_utc_with_their_offset(
    warehouse: Warehouse, run_id: str, rows: Any, as_frame: bool
) -> None:
    zone = datetime.timezone(datetime.timedelta(hours=5, minutes=30))
    article = rows.article("a1", published_at=datetime.datetime(2020, 3, 4, 1, 0, tzinfo=zone))
    articles: Any = [article]
    if as_frame:
        kind = pl.Datetime("us", "Asia/Kolkata")
        articles = pl.DataFrame([article]).with_columns(pl.col("published_at").dt.convert_time_zone(kind.time_zone))
    warehouse.load(Batch(articles), run_id)
    found = warehouse.db.execute("SELECT published_at, published_utc_offset FROM articles").fetchall()
    assert found == [(datetime.datetime(2020, 3, 3, 19, 30), 330)]


@pytest.mark.parametrize(
    "text", ["'; DROP TABLE figures; --", "NUL \x00 in it", "\u202e12", "half \ud800 a pair", "=1+1"]
)
def test_hostile_text_is_text(warehouse: Warehouse, run_id: str, rows: Any, text: str) -> None:
    body = f"In Hafen 12 people {text}"
    article = rows.article("a1", title=text, publisher=text, body=body)
    figure = rows.figure("a1", sentence=body, source_name=text, region_path=f"Norland / {text}")
    assert warehouse.load(Batch([article], [figure]), run_id).figures == 1
    warehouse.build_models()
    assert faults(warehouse.db) == []
    assert warehouse.db.execute("SELECT title FROM reported_figures").fetchall() == [
        (text.replace("\ud800", "\ufffd"),)
    ]


def test_regions_between_a_place_and_its_country_are_filled_in(warehouse: Warehouse, run_id: str, rows: Any) -> None:
    deep = rows.figure("a1", region_id="r:quarter", region_path="Norland / Hafen / Altstadt", region_name="Altstadt")
    warehouse.load(Batch([rows.article("a1")], [deep]), run_id)
    tree = "SELECT region_id, parent_region_id, depth FROM regions ORDER BY depth"
    assert warehouse.db.execute(tree).fetchall() == [
        ("path:Norland", None, 0),
        ("path:Norland / Hafen", "path:Norland", 1),
        ("r:quarter", "path:Norland / Hafen", 2),
    ]
    warehouse.load(rows.batch("a2"), run_id)
    assert warehouse.db.execute(tree).fetchall() == [
        ("path:Norland", None, 0),
        ("r:hafen", "path:Norland", 1),
        ("r:quarter", "r:hafen", 2),
    ]


def test_counts_of_a_run_add_up_and_its_row_is_closed(warehouse: Warehouse, run_id: str, rows: Any) -> None:
    warehouse.load(rows.batch("a1"), run_id)
    warehouse.load(Batch(skipped=3, rejects=[{"uri": "x", "rule": "unreadable", "message": "no"}]), run_id)
    warehouse.build_models(run_id)
    row = warehouse.finish_run(run_id, timings={"read": 0.5})
    assert (row["articles_read"], row["articles_new"], row["articles_skipped"], row["articles_rejected"]) == (
        5,
        1,
        3,
        1,
    )
    assert (row["status"], json.loads(row["timings"])) == ("done", {"read": 0.5})
    assert faults(warehouse.db) == []


def test_known_articles_are_told(warehouse: Warehouse, run_id: str, rows: Any) -> None:
    warehouse.load(rows.batch("a1", "a2"), run_id)
    assert warehouse.known_articles(["a1", "a3"]) == {"a1"}
    assert warehouse.known_articles([]) == set()


def test_a_new_reading_replaces_the_old_and_tells_what_changed(warehouse: Warehouse, run_id: str, rows: Any) -> None:
    warehouse.load(rows.batch("a1", "a2", "a3"), run_id)
    again = warehouse.begin_run(engine_version="2", kind="reprocess")
    stored = [row["article_id"] for frame in warehouse.stored_articles(batch_size=2) for row in frame.to_dicts()]
    assert stored == ["a1", "a2", "a3"]
    rest = [row["article_id"] for frame in warehouse.stored_articles(after="a1") for row in frame.to_dicts()]
    assert rest == ["a2", "a3"]
    figures = [
        rows.figure("a1", engine_version="2"),
        rows.figure("a2", engine_version="2", certainty="suggested"),
        rows.figure("a3", engine_version="2", figure_id="another"),
        rows.figure("a3", engine_version="2", figure_id="bad", number_text="13"),
    ]
    told = warehouse.replace_figures(stored, figures, again)
    assert told == {"added": 1, "removed": 1, "changed": 1, "same": 1, "rejected": 1}
    warehouse.build_models(again)
    assert {row[0] for row in warehouse.db.execute("SELECT figure_id FROM counted_figures").fetchall()} == {
        "a1-12",
        "a2-12",
        "another",
    }
    assert faults(warehouse.db) == []
