"""Reports of one event found across articles: what belongs together, what stays apart, in any order and any batches."""

import datetime
import pathlib
import random
import re
from collections.abc import Callable, Iterable
from typing import Any

import pytest

from tallybook.articles.near_duplicates import sign
from warehouse import Batch, Warehouse, incident_pairs
from warehouse.incident_pairs import BESIDE, FEW
from warehouse.incident_types import types

REGIONS = {
    "Norland": "NL",
    "Norland / Hafen": "NL.01",
    "Norland / Hafen / Hafen": "gn1",
    "Norland / Hafen / Seestadt": "gn2",
    "Norland / Hafen / Seestadt / Altstadt": "gn2/altstadt",
    "Norland / Bergen": "NL.02",
    "Norland / Bergen / Hochberg": "gn3",
    "Norland / Salzburg": "gn4",
    "Norland / Rural Salzburg": "NL.03",
    "Norland / Rural Salzburg / Aigen": "gn5",
    "Norland / Lindenhof": "NL/lindenhof",
}


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


class Press:
    """Articles and their figures, told briefly: each event is a type, a day, a region and what was counted."""

    def __init__(self) -> None:
        self.articles: list[dict[str, Any]] = []
        self.figures: list[dict[str, Any]] = []

    def article(
        self, name: str, published: str, *events: dict[str, Any], uri: str | None = None, words: str = ""
    ) -> None:
        body = ""
        for number, event in enumerate(events, start=1):
            start, region = event.get("on"), event.get("region")
            for measure, count in event["counts"].items():
                sentence = f"{event.get('said', '')}There were {count} counted as {measure}. "
                at = len(body) + sentence.index(str(count))
                body += sentence
                self.figures.append(
                    {
                        "figure_id": f"{name}-{number}-{measure}-{count}",
                        "article_id": name,
                        "measure": measure,
                        "population": "people",
                        "unit": "person",
                        "value_low": float(count),
                        "value_best": float(count),
                        "value_high": float(count),
                        "qualifier": "exact",
                        "number_text": str(count),
                        "start_char": at,
                        "end_char": at + len(str(count)),
                        "sentence": sentence.strip(),
                        "basis": event.get("basis", "new"),
                        "period_precision": "unknown",
                        "region_id": region and REGIONS[region],
                        "region_name": region and region.split(" / ")[-1],
                        "region_path": region,
                        "country_code": "NL",
                        "place_precision": "city",
                        "source_id": event.get("source") and "s:" + event["source"],
                        "source_name": event.get("source"),
                        "source_kind": event.get("source") and "police",
                        "attribution": "explicit" if event.get("source") else "publisher",
                        "certainty": "reported",
                        "event_key": str(number),
                        "event_type": event.get("type"),
                        "event_start": start and day(start),
                        "event_end": day(event.get("until", start)) if start else None,
                        "event_region_id": region and REGIONS[region],
                        "event_country_code": "NL",
                        "event_place": region and region.split(" / ")[-1],
                        "confidence": 0.9,
                        "engine_version": "test",
                    }
                )
        body += words
        signature, bands = sign(body + " " + (words or name) * 3)
        self.articles.append(
            {
                "article_id": name,
                "uri": uri or f"{name}.txt",
                "publisher": f"Paper {name}",
                "title": name,
                "published_at": datetime.datetime.combine(day(published), datetime.time()),
                "body": body,
                "content_hash": f"hash {name}",
                "signature": signature if words else None,
                "bands": bands if words else None,
            }
        )

    def batch(self, names: Iterable[str]) -> Batch:
        wanted = set(names)
        return Batch(
            [article for article in self.articles if article["article_id"] in wanted],
            [figure for figure in self.figures if figure["article_id"] in wanted],
        )

    def load(self, path: pathlib.Path, *batches: list[str]) -> Warehouse:
        """A warehouse into which the articles came in these batches, built after each; at once without any."""
        warehouse = Warehouse.open(path)
        run_id = warehouse.begin_run(engine_version="test")
        for names in batches or [[article["article_id"] for article in self.articles]]:
            loaded = warehouse.load(self.batch(names), run_id)
            assert not loaded.rejected_figures
            warehouse.build_models(run_id)
        warehouse.finish_run(run_id)
        return warehouse


def event(kind: str | None, region: str | None, on: str | None, **told: Any) -> dict[str, Any]:
    counts = {key: told.pop(key) for key in ("killed", "injured", "infected", "evacuated") if key in told}
    return {"type": kind, "region": region, "on": on, "counts": counts or {"killed": 3}, **told}


def together(warehouse: Warehouse) -> set[frozenset[str]]:
    """Which events of which articles lie together, as `article:event`."""
    rows = warehouse.db.execute(
        "SELECT list(DISTINCT article_id || ':' || event_key) FROM build.incident_members GROUP BY incident_id"
    ).fetchall()
    return {frozenset(row[0]) for row in rows}


def groups(*texts: str) -> set[frozenset[str]]:
    return {frozenset(text.split()) for text in texts}


@pytest.fixture
def press() -> Press:
    return Press()


@pytest.fixture
def found(press: Press, tmp_path: pathlib.Path) -> Callable[[], set[frozenset[str]]]:
    def find() -> set[frozenset[str]]:
        with press.load(tmp_path / "w.duckdb") as warehouse:
            return together(warehouse)

    return find


HAFEN = "Norland / Hafen / Hafen"
SEESTADT = "Norland / Hafen / Seestadt"


def test_one_place_at_two_times_is_two_incidents(press: Press, found: Callable[[], set[frozenset[str]]]) -> None:
    press.article("a", "2020-03-04", event("earthquake", "Norland / Hafen", "2020-03-03", killed=22))
    press.article("b", "2020-03-05", event("earthquake", "Norland / Hafen", "2020-03-03", killed=24))
    press.article("c", "2020-04-02", event("earthquake", "Norland / Hafen", "2020-04-01", killed=22))
    assert found() == groups("a:1 b:1", "c:1")


def test_an_aftershock_with_victims_of_its_own_is_another_incident(
    press: Press, found: Callable[[], set[frozenset[str]]]
) -> None:
    press.article("a", "2020-03-04", event("earthquake", HAFEN, "2020-03-03", killed=22))
    press.article("b", "2020-03-04", event("aftershock", HAFEN, "2020-03-03", killed=2))
    assert found() == groups("a:1", "b:1")


def test_two_attacks_on_one_day_in_one_city_that_an_article_tells_apart_stay_two(
    press: Press, found: Callable[[], set[frozenset[str]]]
) -> None:
    press.article(
        "a",
        "2020-03-04",
        event("bombing", HAFEN, "2020-03-03", killed=31, injured=74),
        event("bombing", HAFEN, "2020-03-03", killed=12, injured=33),
    )
    press.article("b", "2020-03-04", event("bombing", HAFEN, "2020-03-03", killed=31, injured=76))
    press.article("c", "2020-03-04", event("bombing", HAFEN, "2020-03-03", killed=12, injured=33))
    assert found() == groups("a:1 b:1", "a:2 c:1")


def test_an_article_that_does_not_say_when_its_second_event_was_keeps_it_apart(
    press: Press, found: Callable[[], set[frozenset[str]]]
) -> None:
    press.article("a", "2020-03-04", event("bombing", HAFEN, "2020-03-03", killed=31), event("bombing", HAFEN, None))
    press.article("b", "2020-03-04", event("bombing", HAFEN, "2020-03-03", killed=31))
    assert found() == groups("a:1 b:1", "a:2")


def test_a_shooting_and_a_bombing_with_nothing_else_in_common_stay_two(
    press: Press, found: Callable[[], set[frozenset[str]]]
) -> None:
    press.article("a", "2020-03-04", event("bombing", HAFEN, "2020-03-03", killed=31))
    press.article("b", "2020-03-04", event("shooting", HAFEN, "2020-03-03", killed=2))
    assert found() == groups("a:1", "b:1")


def test_one_attack_under_its_city_its_quarter_and_its_province_is_one(
    press: Press, found: Callable[[], set[frozenset[str]]]
) -> None:
    press.article("a", "2020-03-03", event("bombing", SEESTADT, "2020-03-03", killed=26))
    press.article("b", "2020-03-04", event("attack", "Norland / Hafen", "2020-03-03", killed=26))
    press.article("c", "2020-03-05", event("bombing", SEESTADT + " / Altstadt", "2020-03-03", killed=29))
    press.article("d", "2020-03-05", event("bombing", "Norland / Bergen / Hochberg", "2020-03-03", killed=4))
    assert found() == groups("a:1 b:1 c:1", "d:1")


def test_a_city_and_the_province_around_it_that_bears_its_name_are_one_place(
    press: Press, found: Callable[[], set[frozenset[str]]]
) -> None:
    press.article("a", "2020-03-04", event("attack", "Norland / Salzburg", "2020-03-03", killed=26))
    press.article("b", "2020-03-05", event("attack", "Norland / Rural Salzburg / Aigen", "2020-03-03", killed=24))
    press.article("c", "2020-03-05", event("attack", "Norland / Bergen / Hochberg", "2020-03-03", killed=4))
    assert found() == groups("a:1 b:1", "c:1")


def test_a_place_that_no_list_holds_is_known_again_where_a_text_speaks_of_it(
    press: Press, found: Callable[[], set[frozenset[str]]]
) -> None:
    attack = {"killed": 20}
    press.article("a", "2020-03-04", event("attack", "Norland / Lindenhof", "2020-03-03", **attack))
    press.article(
        "b", "2020-03-04", event("attack", SEESTADT, "2020-03-03", **attack), words="They came to Lindenhof. "
    )
    press.article(
        "c", "2020-03-04", event("attack", "Norland / Bergen / Hochberg", "2020-03-03", **attack), words="No one came. "
    )
    assert found() == groups("a:1 b:1", "c:1")


def test_an_undated_report_belongs_to_what_happened_just_before_it_was_published(
    press: Press, found: Callable[[], set[frozenset[str]]]
) -> None:
    press.article("a", "2020-03-04", event("fire", HAFEN, "2020-03-03", killed=9))
    press.article("b", "2020-03-05", event("fire", HAFEN, None, killed=11))
    press.article("c", "2020-06-05", event("fire", HAFEN, None, killed=9))
    assert found() == groups("a:1 b:1", "c:1")


def test_an_anniversary_article_leads_to_the_incident_of_then(
    press: Press, found: Callable[[], set[frozenset[str]]]
) -> None:
    press.article("then", "2011-03-12", event("earthquake", "Norland / Hafen", "2011-03-11", killed=1543))
    press.article(
        "later",
        "2012-03-11",
        event("earthquake", "Norland / Hafen", "2011-03-11", killed=1600),
        event("fire", HAFEN, "2012-03-10", killed=2),
    )
    press.article("now", "2012-03-11", event("fire", HAFEN, "2012-03-10", killed=2))
    assert found() == groups("then:1 later:1", "later:2 now:1")


def test_a_round_up_of_six_incidents_keeps_them_apart_and_meets_each(
    press: Press, found: Callable[[], set[frozenset[str]]]
) -> None:
    six = [
        event("bombing", HAFEN, "2020-03-03", killed=31),
        event("shooting", SEESTADT, "2020-03-03", killed=4),
        event("flood", "Norland / Bergen", "2020-03-01", killed=17),
        event("crash", "Norland / Bergen / Hochberg", "2020-03-02", killed=6),
        event("fire", SEESTADT, "2020-03-02", killed=5),
        event("earthquake", "Norland", "2020-03-03", killed=110),
    ]
    press.article("all", "2020-03-04", *six)
    for number, one in enumerate(six, start=1):
        press.article(f"n{number}", "2020-03-04", one)
    assert found() == groups(*(f"all:{number} n{number}:1" for number in range(1, 7)))


def test_a_retrospective_that_mentions_ten_does_not_join_them(
    press: Press, found: Callable[[], set[frozenset[str]]]
) -> None:
    years = range(2005, 2015)
    for year in years:
        press.article(f"y{year}", f"{year}-05-03", event("bombing", HAFEN, f"{year}-05-02", killed=20))
    press.article("past", "2020-01-01", *(event("bombing", HAFEN, f"{year}-05-02", killed=20) for year in years))
    assert found() == groups(*(f"y{year}:1 past:{number}" for number, year in enumerate(years, start=1)))


def test_a_year_of_attacks_is_a_sum_and_a_year_of_an_outbreak_an_incident(press: Press, tmp_path: pathlib.Path) -> None:
    press.article("a", "2020-03-04", event("attack", "Norland", "2019-01-01", until="2019-12-31", killed=300))
    press.article("b", "2020-03-04", event("outbreak", "Norland", "2019-01-01", until="2019-12-31", infected=300))
    with press.load(tmp_path / "w.duckdb") as warehouse:
        told = warehouse.db.execute("SELECT article_id, incident_id IS NULL FROM reported_figures").fetchall()
    assert dict(told) == {"a": True, "b": False}


def test_outbreak_reports_weeks_apart_are_one_and_a_year_apart_two(
    press: Press, found: Callable[[], set[frozenset[str]]]
) -> None:
    press.article("a", "2020-03-04", event("outbreak", "Norland / Hafen", "2020-03-01", infected=120))
    press.article("b", "2020-04-04", event("outbreak", "Norland / Hafen", "2020-04-01", infected=480))
    press.article("c", "2022-04-04", event("outbreak", "Norland / Hafen", "2022-04-01", infected=120))
    assert found() == groups("a:1 b:1", "c:1")


def test_copies_and_revisions_share_the_events_of_what_they_copy(
    press: Press, found: Callable[[], set[frozenset[str]]]
) -> None:
    words = " ".join(f"The {n} street of the town was shut all day." for n in range(40))
    told = event("evacuation", None, None, evacuated=430)
    press.article("a", "2020-03-04", told, words=words)
    press.article("copy", "2020-03-06", told, words=words + " It rained.")
    press.article("later", "2020-03-05", told, uri="a.txt", words=words + " More soon.")
    press.article("other", "2020-03-04", event("evacuation", None, None, evacuated=55))
    assert found() == groups("a:1 copy:1 later:1", "other:1")


def crowd(seed: int = 5) -> Press:
    """Forty articles of a dozen incidents, some of them near each other, with round-ups and undated reports."""
    rng, press = random.Random(seed), Press()
    places = [HAFEN, SEESTADT, "Norland / Hafen", "Norland / Bergen / Hochberg", "Norland", None]
    kinds = ["bombing", "attack", "shooting", "flood", "earthquake", None]
    for n in range(40):
        events = [
            event(
                rng.choice(kinds),
                rng.choice(places),
                rng.choice([None, "2020-03-02", "2020-03-03", "2020-03-04"]),
                killed=rng.choice([3, 17, 22, 100]),
            )
            for _ in range(rng.choice([1, 1, 1, 3]))
        ]
        press.article(f"a{n:02}", f"2020-03-0{rng.randint(3, 6)}", *events)
    return press


def test_ten_orders_and_batch_sizes_bring_the_same_figures_together(tmp_path: pathlib.Path) -> None:
    press, rng = crowd(), random.Random(1)
    names = [article["article_id"] for article in press.articles]
    surviving = "SELECT * EXCLUDE (incident_id) FROM incidents WHERE merged_into IS NULL ORDER BY ALL"
    with press.load(tmp_path / "whole.duckdb") as warehouse:
        expected, rows = together(warehouse), warehouse.db.execute(surviving).fetchall()
    assert max(map(len, expected)) > 2
    for turn in range(10):
        rng.shuffle(names)
        size = rng.choice([1, 3, 8, 20, 40]) if turn else 1
        batches = [names[start : start + size] for start in range(0, len(names), size)]
        with press.load(tmp_path / f"{turn}.duckdb", *batches) as warehouse:
            assert together(warehouse) == expected
            assert warehouse.db.execute(surviving).fetchall() == rows


def test_an_id_stays_when_reports_are_added_also_earlier_ones(press: Press, tmp_path: pathlib.Path) -> None:
    press.article("first", "2020-03-05", event("fire", HAFEN, "2020-03-03", killed=9))
    press.article("second", "2020-03-04", event("fire", HAFEN, "2020-03-03", killed=8))
    ids = "SELECT DISTINCT incident_id FROM reported_figures"
    with press.load(tmp_path / "w.duckdb", ["first"]) as warehouse:
        before = warehouse.db.execute(ids).fetchall()
    with press.load(tmp_path / "w.duckdb", ["second"]) as warehouse:
        assert warehouse.db.execute(ids).fetchall() == before
        assert len(before) == 1


def test_where_two_turn_out_to_be_one_the_later_id_leads_to_the_earlier(press: Press, tmp_path: pathlib.Path) -> None:
    press.article("a", "2020-03-03", event("bombing", SEESTADT, "2020-03-03", killed=26))
    press.article("b", "2020-03-05", event("bombing", HAFEN, "2020-03-03", killed=33))
    press.article("c", "2020-03-06", event("bombing", "Norland / Hafen", "2020-03-03", killed=26, injured=33))
    incident_of = "SELECT incident_id FROM reported_figures WHERE article_id = ?"
    with press.load(tmp_path / "w.duckdb", ["a", "b"]) as warehouse:
        a, b = (warehouse.db.execute(incident_of, [name]).fetchall()[0][0] for name in "ab")
        assert a != b
    with press.load(tmp_path / "w.duckdb", ["c"]) as warehouse:
        assert {row[0] for name in "abc" for row in warehouse.db.execute(incident_of, [name]).fetchall()} == {a}
        led = warehouse.db.execute("SELECT merged_into FROM incidents WHERE incident_id = ?", [b]).fetchall()
        assert led == [(a,)]


def test_an_incident_tells_what_most_of_its_reports_say(press: Press, tmp_path: pathlib.Path) -> None:
    press.article("a", "2020-03-03", event("attack", SEESTADT, "2020-03-03", killed=26, source="Police"))
    press.article("b", "2020-03-04", event("bombing", SEESTADT, "2020-03-03", killed=27, source="Mayor"))
    press.article("c", "2020-03-05", event("bombing", SEESTADT, "2020-03-03", killed=28, source="Police"))
    with press.load(tmp_path / "w.duckdb") as warehouse:
        rows = warehouse.db.execute(
            """SELECT label, country_code, region_id, region_path, started_on, ended_on, first_published_at::DATE,
                last_published_at::DATE, articles, publishers, sources FROM incidents WHERE merged_into IS NULL"""
        ).fetchall()
    assert rows == [
        (
            "bombing, Seestadt, 3 March 2020",
            "NL",
            "gn2",
            SEESTADT,
            day("2020-03-03"),
            day("2020-03-03"),
            day("2020-03-03"),
            day("2020-03-05"),
            3,
            3,
            2,
        )
    ]


def test_figures_read_anew_take_their_new_incident_and_the_old_id_leads_on(
    press: Press, tmp_path: pathlib.Path
) -> None:
    press.article("a", "2020-03-03", event("bombing", HAFEN, "2020-03-03", killed=26))
    press.article("b", "2020-03-04", event("bombing", HAFEN, "2020-03-03", killed=26))
    with press.load(tmp_path / "w.duckdb") as warehouse:
        old = warehouse.db.execute("SELECT incident_id FROM reported_figures WHERE article_id = 'a'").fetchall()[0][0]
        run_id = warehouse.begin_run(engine_version="test", kind="reprocess")
        moved = [
            figure | {"event_key": "9", "event_start": day("2019-01-01"), "event_end": day("2019-01-01")}
            for figure in press.figures
            if figure["article_id"] == "a"
        ]
        warehouse.replace_figures(["a"], moved, run_id)
        warehouse.build_models(run_id)
        assert together(warehouse) == groups("a:9", "b:1")
        left = warehouse.db.execute("SELECT incident_id FROM reported_figures WHERE article_id = 'b'").fetchall()[0][0]
        led = warehouse.db.execute("SELECT merged_into FROM incidents WHERE incident_id = ?", [old]).fetchall()
        assert led == [(left,)]


def compared(warehouse: Warehouse) -> int:
    return int(
        warehouse.db.execute("SELECT count(*) FROM (SELECT DISTINCT one, other FROM build.incident_pairs)").fetchall()[
            0
        ][0]
    )


@pytest.mark.parametrize("same", [True, False], ids=["copies of one article", "reports of one incident"])
def test_a_thousand_reports_of_one_incident_cost_no_square_of_pairs(same: bool, tmp_path: pathlib.Path) -> None:
    press, rng = Press(), random.Random(3)
    for n in range(1000):
        killed = 26 if same else rng.randint(10, 60)
        press.article(f"a{n:04}", "2020-03-04", event("bombing", HAFEN, "2020-03-03", killed=killed))
    with press.load(tmp_path / "w.duckdb") as warehouse:
        assert len(together(warehouse)) == 1
        assert compared(warehouse) < 1000 * (BESIDE + 1) * (1 if same else 12)


class Planned:
    """A connection that notes the steps by which DuckDB means to compare."""

    def __init__(self, db: Any) -> None:
        self.db, self.plans = db, list[str]()

    def __getattr__(self, name: str) -> Any:
        return getattr(self.db, name)

    def execute(self, sql: str, *parameters: Any) -> Any:
        if sql == incident_pairs.POINTS:
            told = self.db.execute(f"EXPLAIN (FORMAT json) {sql}", *parameters).fetchall()
            self.plans += re.findall('"name": *"([^"]*)"', told[0][1])
        return self.db.execute(sql, *parameters)


def test_mentions_are_joined_by_their_pairs_and_not_each_with_every_other(
    monkeypatch: pytest.MonkeyPatch, press: Press, tmp_path: pathlib.Path
) -> None:
    compare, plans = incident_pairs.compare, list[str]()

    def planned(db: Any) -> None:
        watched = Planned(db)
        compare(watched)  # type: ignore[arg-type]
        plans.extend(watched.plans)

    monkeypatch.setattr(incident_pairs, "compare", planned)
    for n in range(300):
        press.article(f"a{n:04}", "2020-03-04", event("bombing", HAFEN, "2020-03-03", killed=n + 2))
    with press.load(tmp_path / "w.duckdb"):
        pass
    assert [step for step in plans if "JOIN" in step or "PRODUCT" in step] == ["HASH_JOIN", "HASH_JOIN"]


def test_an_article_of_five_hundred_events_costs_no_square_of_pairs(press: Press, tmp_path: pathlib.Path) -> None:
    press.article(
        "all", "2020-03-04", *(event("bombing", list(REGIONS)[n % 7], "2020-03-03", killed=n + 2) for n in range(500))
    )
    press.article("one", "2020-03-04", event("bombing", HAFEN, "2020-03-03", killed=26))
    with press.load(tmp_path / "w.duckdb") as warehouse:
        assert len(together(warehouse)) == 500
        assert compared(warehouse) < 500 * FEW


def test_every_type_of_the_engine_has_its_family() -> None:
    from tallybook.extraction.data import rows

    told = {row["type"] for row in rows("events")}
    assert told <= set(types()["event_type"])


def test_ids_outlive_the_tables_that_are_made_again(press: Press, tmp_path: pathlib.Path) -> None:
    press.article("first", "2020-03-05", event("fire", HAFEN, "2020-03-03", killed=9))
    press.article("second", "2020-03-04", event("fire", HAFEN, "2020-03-03", killed=8))
    press.article("third", "2020-03-07", event("fire", HAFEN, "2020-03-03", killed=10))
    ids = "SELECT DISTINCT incident_id FROM reported_figures"
    with press.load(tmp_path / "w.duckdb", ["first"], ["second"]) as warehouse:
        before = warehouse.db.execute(ids).fetchall()
        for name in ("rules", "members", "seen", "mentions", "keys", "texts", "pairs"):
            warehouse.db.execute(f"DROP TABLE build.incident_{name}")
    with press.load(tmp_path / "w.duckdb", ["third"]) as warehouse:
        assert warehouse.db.execute(ids).fetchall() == before
        assert together(warehouse) == groups("first:1 second:1 third:1")
