"""What a day's articles cost to bring together with those before it, by how many there were before.

    python -m benchmarks.incidents [ARTICLES ...] [--day 1000]

Makes a warehouse of generated articles (a thousand a day, over forty countries; an incident is told by one to a dozen
of them within three days, with tolls that grow), builds it, then loads one more day and builds again. Prints for each
size, by default 10,000 and 100,000 (1000000 on request): seconds of the first linking and of the day's, its share of
loading and building that day, how many pairs were enough, and the process's peak memory. Three hostile inputs follow.
"""

import argparse
import datetime
import random
import resource
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import polars as pl

from warehouse import Batch, Warehouse

FIRST = datetime.date(2015, 1, 1)
A_DAY = 1000
A_BATCH = 20_000
KINDS = ("bombing", "attack", "shooting", "airstrike", "flood", "earthquake", "fire", "crash", "outbreak", "storm")
CODES = [a + b for a in "ABCDEFGH" for b in "VWXYZ"]
PLACES = [
    (code, f"Land {code} / Province {p} / Town {p}.{t}", f"{code}.{p}.{t}")
    for code in CODES
    for p in range(6)
    for t in range(12)
]

Rows = tuple[list[dict[str, object]], list[dict[str, object]]]


def told(
    article: str, key: str, kind: str, day: datetime.date, place: tuple[str, str, str], killed: int
) -> dict[str, object]:
    """One figure, of one event."""
    code, path, region = place
    sentence = f"Police said {killed} people died in {path.split(' / ')[-1]}."
    return {
        "figure_id": f"{article}-{key}",
        "article_id": article,
        "measure": "killed",
        "population": "people",
        "unit": "person",
        "value_low": float(killed),
        "value_best": float(killed),
        "value_high": float(killed),
        "qualifier": "exact",
        "number_text": str(killed),
        "start_char": 12,
        "end_char": 12 + len(str(killed)),
        "sentence": sentence,
        "basis": "new",
        "period_start": day,
        "period_end": day,
        "period_precision": "day",
        "region_id": region,
        "region_name": path.split(" / ")[-1],
        "region_path": path,
        "country_code": code,
        "place_precision": "city",
        "source_id": f"police-{code}",
        "source_name": f"{code} Police",
        "source_kind": "police",
        "attribution": "explicit",
        "certainty": "reported",
        "event_key": key,
        "event_type": kind,
        "event_start": day,
        "event_end": day,
        "event_region_id": region,
        "event_country_code": code,
        "event_place": path.split(" / ")[-1],
        "confidence": 0.9,
        "engine_version": "bench",
    }


def article(name: str, published: datetime.date, body: str) -> dict[str, object]:
    """One article."""
    return {
        "article_id": name,
        "uri": f"{name}.txt",
        "publisher": f"Paper {hash_of(name) % 60}",
        "title": name,
        "published_at": datetime.datetime.combine(published, datetime.time()),
        "body": body,
        "content_hash": name,
    }


def in_one_body(figures: list[dict[str, object]]) -> str:
    """The text of an article that tells all of them, one sentence after another; each then knows where it stands."""
    at = 0
    for figure in figures:
        sentence, number = str(figure["sentence"]), str(figure["number_text"])
        figure["start_char"] = at + sentence.index(number)
        figure["end_char"] = at + sentence.index(number) + len(number)
        at += len(sentence) + 1
    return "".join(f"{figure['sentence']} " for figure in figures)


def hash_of(name: str) -> int:
    """A number from a name, the same in every process."""
    return sum(ord(letter) * (place + 7) for place, letter in enumerate(name))


def a_day(number: int, count: int) -> Rows:
    """The articles of one day and their figures."""
    rng, day = random.Random(number), FIRST + datetime.timedelta(days=number)
    articles: list[dict[str, object]] = []
    figures: list[dict[str, object]] = []
    while len(articles) < count:
        place, kind, toll = rng.choice(PLACES), rng.choice(KINDS), rng.randint(1, 90)
        on = day - datetime.timedelta(days=rng.randint(0, 1))
        for _ in range(min(rng.choice((1, 1, 2, 3, 5, 12)), count - len(articles))):
            name = f"d{number:05}-{len(articles):05}"
            toll += rng.choice((0, 0, 1, 4))
            figures.append(told(name, "1", kind, on, place, toll))
            articles.append(article(name, day, str(figures[-1]["sentence"])))
    return articles, figures


def days(articles: int) -> Iterator[Rows]:
    """Days until there are so many articles, some days at a time."""
    held: Rows = ([], [])
    for number in range(articles // A_DAY):
        for kept, new in zip(held, a_day(number, A_DAY), strict=True):
            kept.extend(new)
        if len(held[0]) >= A_BATCH:
            yield held
            held = ([], [])
    if held[0]:
        yield held


def load(warehouse: Warehouse, rows: Rows, run_id: str) -> None:
    """Load a batch; the figures as a frame, so that a million rows are not a million mappings."""
    warehouse.load(Batch(rows[0], pl.DataFrame(rows[1], infer_schema_length=None)), run_id)


def measured(articles: int, day: int) -> str:
    """A line of the table: `articles` before, one day on top."""
    with tempfile.TemporaryDirectory() as folder, Warehouse.open(Path(folder) / "w.duckdb") as warehouse:
        run_id = warehouse.begin_run(engine_version="bench")
        for rows in days(articles):
            load(warehouse, rows, run_id)
        first = warehouse.build_models(run_id)["incidents"]
        rows = a_day(articles // A_DAY, day)
        began = time.perf_counter()
        load(warehouse, rows, run_id)
        steps = warehouse.build_models(run_id)
        whole = time.perf_counter() - began
        pairs = count(warehouse, "SELECT count(*) FROM (SELECT DISTINCT one, other FROM build.incident_pairs)")
        found = count(warehouse, "SELECT count(*) FROM incidents WHERE merged_into IS NULL")
    return (
        f"{articles:>10,} {found:>10,} {pairs:>11,} {first:>10.1f} {steps['incidents']:>8.2f} {whole:>10.2f} "
        f"{steps['incidents'] / whole:>7.0%} {memory():>9,.0f}"
    )


def hostile() -> Iterator[tuple[str, Rows]]:
    """Inputs that would blow up what compares everything with everything."""
    rng, day, place = random.Random(1), FIRST, PLACES[0]
    same = [told(f"c{n:05}", "1", "bombing", day, place, 26) for n in range(10_000)]
    grown = [told(f"g{n:05}", "1", "bombing", day, place, rng.randint(2, 90)) for n in range(10_000)]
    many = [told("m", str(n), "bombing", day, place, n + 2) for n, place in enumerate(PLACES[:500])]
    yield "10,000 copies", ([article(str(f["article_id"]), day, str(f["sentence"])) for f in same], same)
    yield "10,000 reports", ([article(str(f["article_id"]), day, str(f["sentence"])) for f in grown], grown)
    yield "500 places", ([article("m", day, in_one_body(many))], many)


def measured_hostile(name: str, rows: Rows) -> str:
    """A line of the second table."""
    with tempfile.TemporaryDirectory() as folder, Warehouse.open(Path(folder) / "w.duckdb") as warehouse:
        run_id = warehouse.begin_run(engine_version="bench")
        load(warehouse, rows, run_id)
        seconds = warehouse.build_models(run_id)["incidents"]
        pairs = count(warehouse, "SELECT count(*) FROM (SELECT DISTINCT one, other FROM build.incident_pairs)")
        found = count(warehouse, "SELECT count(*) FROM incidents WHERE merged_into IS NULL")
    return f"{name:<16} {found:>10,} {pairs:>11,} {seconds:>10.2f} {memory():>9,.0f}"


def count(warehouse: Warehouse, sql: str) -> int:
    """The one number that a query answers."""
    return int(warehouse.db.execute(sql).fetchall()[0][0])


def memory() -> float:
    """The process's peak memory so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", nargs="*", type=int, default=[10_000, 100_000])
    parser.add_argument("--day", type=int, default=A_DAY, help="articles of the day that comes on top")
    asked = parser.parse_args()
    print(
        f"{'articles':>10} {'incidents':>10} {'pairs':>11} {'first s':>10} {'day s':>8} {'day all s':>10} "
        f"{'share':>7} {'peak MB':>9}"
    )
    for articles in asked.articles:
        print(measured(articles, asked.day), flush=True)
    print(f"\n{'hostile':<16} {'incidents':>10} {'pairs':>11} {'seconds':>10} {'peak MB':>9}")
    for name, rows in hostile():
        print(measured_hostile(name, rows), flush=True)


if __name__ == "__main__":
    main()
