"""How long the report takes to build and to answer: `make bench-report`.

Makes 100,000 figures in 20,000 articles (or as many as asked for), publishes them, builds the site, and opens it in
headless Chromium from disk: time until the overview is usable, and until each filter of the matrix has been answered
and drawn. Reach: build under 60 s, overview under 2 s, a filter under 200 ms.
"""

import argparse
import datetime
import pathlib
import random
import shutil
import statistics
import tempfile
import time

import polars as pl
from playwright.sync_api import Page, sync_playwright

from tallybook.report import Built, build
from warehouse import Batch, Warehouse, published_path

MEASURES = ("killed", "killed", "killed", "injured", "injured", "missing", "displaced", "detained", "rescued")
BASES = ("new", "new", "new", "cumulative", "cumulative", "stock")
KINDS = ("government", "police", "medical", "ngo", "un", "media", "military", "witness")
COUNTRIES = ("SY", "NP", "SD", "PK", "PH", "NG", "CO", "UA", "TR", "ID", "MM", "ET")
START = datetime.date(2014, 1, 1)
LOAD = 5_000


def generate(path: pathlib.Path, articles: int, figures: int) -> pathlib.Path:
    """A published ledger of that size: 60 sources, 12 countries with 25 cities each, ten years of days."""
    draw = random.Random(8)
    each = figures // articles
    with Warehouse.open(path) as ledger:
        run = ledger.begin_run(engine_version="1", parameters={})
        for first in range(0, articles, LOAD):
            texts, rows = [], []
            for number in range(first, min(articles, first + LOAD)):
                day = START + datetime.timedelta(days=draw.randrange(3650))
                text, own = _article(draw, number, day, each)
                texts.append(text)
                rows += own
            ledger.load(Batch(texts, pl.DataFrame(rows, infer_schema_length=None)), run)
        ledger.build_models(run)
        ledger.finish_run(run, timings={})
        ledger.publish(published_path(path))
    return published_path(path)


def _article(
    draw: random.Random, number: int, day: datetime.date, each: int
) -> tuple[dict[str, object], list[dict[str, object]]]:
    country = draw.choice(COUNTRIES)
    sentences, rows, at = [], [], 0
    for n in range(each):
        measure, basis = draw.choice(MEASURES), draw.choice(BASES)
        value = int(draw.lognormvariate(3, 1.3)) + 1
        city, source = draw.randrange(25), draw.randrange(60)
        sentence = (
            f"Source {source} said {value} people were {measure} in City {city} of {country} in report {number}.{n}."
        )
        start = at + sentence.index(" said ") + 6
        is_new = basis == "new"
        rows.append(
            {
                "figure_id": f"figure-{number:06}-{n}",
                "article_id": f"article-{number:06}",
                "measure": measure,
                "population": "people",
                "unit": "person",
                "value_low": float(value),
                "value_best": float(value),
                "value_high": float(value),
                "qualifier": "exact",
                "number_text": str(value),
                "start_char": start,
                "end_char": start + len(str(value)),
                "sentence": sentence,
                "basis": basis,
                "period_start": day if is_new else None,
                "period_end": day if is_new else None,
                "period_precision": "day" if is_new else "unknown",
                "region_id": f"{country}.{city}",
                "region_name": f"City {city}",
                "region_path": f"{country} / City {city}",
                "country_code": country,
                "place_text": f"City {city}",
                "place_precision": "city",
                "latitude": -30.0 + COUNTRIES.index(country) * 5 + city / 10,
                "longitude": -100.0 + COUNTRIES.index(country) * 18 + city / 5,
                "source_id": f"source-{source}",
                "source_name": f"Source {source}",
                "source_kind": KINDS[source % len(KINDS)],
                "attribution": "explicit",
                "certainty": "reported",
                "confidence": 0.9,
                "engine_version": "1",
            }
        )
        sentences.append(sentence)
        at += len(sentence) + 1
    body = " ".join(sentences)
    article = {
        "article_id": f"article-{number:06}",
        "uri": f"file:///generated/{number}.txt",
        "body": body,
        "content_hash": f"{number:064x}",
        "title": f"Report {number} of {country}",
        "publisher": f"Paper {number % 40}",
        "published_at": datetime.datetime.combine(day, datetime.time(12)),
        "language": "en",
    }
    return article, rows


# Changes a select as a reader does and waits for the next frame after the page has drawn the answer.
CHANGE = """
async ([name, value]) => {
  const select = document.querySelector(`select[name=${name}]`);
  const matrix = document.getElementById("matrix");
  const drawn = new Promise((resolve) => new MutationObserver((_, seen) => {
    seen.disconnect();
    requestAnimationFrame(() => setTimeout(resolve));
  }).observe(matrix, { childList: true }));
  const started = performance.now();
  select.value = value;
  select.dispatchEvent(new Event("input", { bubbles: true }));
  await drawn;
  return performance.now() - started;
}"""
FILTERS = (
    ("country", "SY"),
    ("kind", "police"),
    ("country", ""),
    ("kind", ""),
    ("sort", "highest"),
    ("sort", "apart"),
    ("sort", "region"),
    ("grain", "year"),
    ("grain", "month"),
    ("grain", "day"),
    ("grain", "all"),
    ("measure", "injured person"),
    ("measure", "killed person"),
    ("basis", "cumulative"),
    ("basis", "new"),
)


def measure_pages(site: pathlib.Path) -> tuple[float, list[tuple[str, float]]]:
    """Seconds until the overview is usable (the middle of five), and milliseconds until each filter is answered."""
    chromium = shutil.which("chromium")
    if not chromium:
        raise SystemExit("Chromium is missing: run scripts/install_browser.sh")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": 1300, "height": 900})
        overview = statistics.median(_open(page, f"file://{site}/index.html") for _ in range(5))
        _open(page, f"file://{site}/sources.html")
        filters = [(f"{name} = {value or 'all'}", page.evaluate(CHANGE, [name, value])) for name, value in FILTERS]
        browser.close()
    return overview, filters


def _open(page: Page, address: str) -> float:
    started = time.monotonic()
    page.goto(address)
    page.wait_for_selector("html[data-ready=yes]")
    return time.monotonic() - started


def tell(built: Built, overview: float, filters: list[tuple[str, float]]) -> None:
    """Print the table."""
    size = sum(path.stat().st_size for path in built.out.rglob("*") if path.is_file())
    print(f"{built.figures:,} figures, {built.articles:,} articles: {built.files:,} data files, {size / 1e6:,.0f} MB")
    print(f"{'build':<34}{built.seconds:>9.1f} s    (reach: 60 s)")
    print(f"{'overview usable':<34}{overview:>9.2f} s    (reach: 2 s)")
    for name, milliseconds in filters:
        print(f"{'filter ' + name:<34}{milliseconds:>9.0f} ms   (reach: 200 ms)")
    print(f"{'slowest filter':<34}{max(ms for _, ms in filters):>9.0f} ms")


def main() -> None:
    """Make, build, open, tell."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--figures", type=int, default=100_000)
    parser.add_argument("--keep", type=pathlib.Path, help="keep the site in this folder")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="tallybook-bench-") as room:
        published = generate(pathlib.Path(room) / "bench.duckdb", asked.articles, asked.figures)
        built = build(published, asked.keep or pathlib.Path(room) / "site")
        tell(built, *measure_pages(built.out))


if __name__ == "__main__":
    main()
