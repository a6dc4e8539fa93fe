"""The whole site, from the published copy to a folder that opens from disk."""

import dataclasses
import datetime
import pathlib
import shutil
import time
import uuid
from typing import Any

import jinja2

from tallybook.report.data_files import SHARDS, DataFiles, names
from tallybook.report.disagreements import write_disagreements, write_incidents
from tallybook.report.downloads import write_downloads
from tallybook.report.errors import ReportError
from tallybook.report.ledger import Ledger, Numbers
from tallybook.report.marts import write_cells, write_timelines
from tallybook.report.overview import read_overview
from tallybook.report.texts import ARTICLES_A_FILE, FIGURES_A_FILE, write_texts
from tallybook.vocabulary import Basis, Certainty, SourceKind

HERE = pathlib.Path(__file__).parent
# Marks a folder as ours, so that building again replaces it and no other folder is ever replaced.
MARKER = ".tallybook-report"
PAGES = {
    "index.html": "Overview",
    "sources.html": "By source and region",
    "disagreements.html": "Disagreements",
    "timeline.html": "Timeline",
    "map.html": "Map",
    "incidents.html": "Incidents",
    "articles.html": "Articles",
    "dictionary.html": "Data dictionary",
    "downloads.html": "Downloads",
}
# Pages that show one thing, named after the #: figure.html#FIGURE_ID is the link to cite.
DETAILS = {"article.html": "Article", "figure.html": "Figure", "incident.html": "Incident"}

MEASURE_HUES = names(
    "killed injured missing detained abducted displaced refugees evacuated rescued returned infected hospitalised "
    "homeless affected houses_destroyed houses_damaged"
)

# The one style element that Observable Plot puts into a chart of class `plot`; no other inline style applies.
CHART_STYLE = "sha256-+TfQir1nvDucAdvE6XUQBt4ayUjpAWkbw2kCdSfekHM="


@dataclasses.dataclass(frozen=True, slots=True)
class Built:
    """What was built: the folder, its first page, how much it shows, and how long it took."""

    out: pathlib.Path
    index: pathlib.Path
    articles: int
    figures: int
    files: int
    seconds: float


def build(published: str | pathlib.Path, out: str | pathlib.Path, *, title: str = "Tallybook") -> Built:
    """Write the site of a published copy (the folder, or the file in it) to the folder `out`.

    A site that stands there is replaced as a whole once the new one is complete. Raises `ReportError` where the copy
    cannot be read, or `out` is a file or a folder that holds something else.
    """
    started = time.monotonic()
    out = pathlib.Path(out)
    _refuse_others(out)
    fresh = out.with_name(f".{out.name}.{uuid.uuid4().hex[:8]}")
    try:
        fresh.mkdir(parents=True)
        with Ledger(pathlib.Path(published)) as ledger:
            articles, figures, files = _write(ledger, fresh, title)
        (fresh / MARKER).write_text("made by `tallybook report`, which replaces this folder\n", encoding="utf-8")
        _put_in_place(fresh, out)
    except OSError as error:
        remedy = "make room or choose a folder that you may write to"
        raise ReportError(error.strerror or type(error).__name__, out, remedy) from error
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return Built(out, out / "index.html", articles, figures, files, time.monotonic() - started)


def _write(ledger: Ledger, folder: pathlib.Path, title: str) -> tuple[int, int, int]:
    files = DataFiles(folder)
    numbers = ledger.numbers()
    cells = write_cells(ledger, numbers, files)
    timelines = write_timelines(ledger, numbers, files)
    write_disagreements(ledger, numbers, files)
    incidents = write_incidents(ledger, numbers, files)
    overview = read_overview(ledger, numbers, files)
    write_texts(ledger, numbers, files)
    files.write("ledger", _ledger(ledger, numbers) | {"cells": cells, "timelines": timelines})
    shutil.copytree(HERE / "static", folder / "static")
    _write_pages(
        folder,
        title,
        shown_pages={name: told for name, told in PAGES.items() if incidents or name != "incidents.html"},
        overview=overview,
        tables=dictionary(ledger),
        downloads=write_downloads(ledger, folder),
        built_at=datetime.datetime.now(datetime.UTC).replace(tzinfo=None),
    )
    return len(numbers.articles), len(numbers.figures), files.files


def _ledger(ledger: Ledger, numbers: Numbers) -> dict[str, Any]:
    """What all data files refer to by number, and how they are cut."""
    regions = ledger.rows(
        "SELECT region_id, region_name, region_path, parent_region_id, country_code, latitude, longitude, depth "
        "FROM regions ORDER BY region_path, region_id"
    )
    precision = dict(
        ledger.rows(
            "SELECT region_id, mode(place_precision) FROM counted_figures WHERE region_id IS NOT NULL GROUP BY 1"
        )
    )
    measures = [row[0] for row in ledger.rows("SELECT DISTINCT measure FROM counted_figures ORDER BY ALL")]
    return {
        "regions": [
            [region_id, name, path, numbers.regions.get(parent), country, lat, lon, depth, precision.get(region_id)]
            for region_id, name, path, parent, country, lat, lon, depth in regions
        ],
        "claimants": [list(claimant) for claimant in numbers.claimants],
        "hues": {measure: hue(measure) for measure in measures},
        "vocabularies": {
            "basis": list(Basis),
            "certainty": list(Certainty),
            "source_kind": list(SourceKind),
        },
        "shards": SHARDS,
        "articles_a_file": ARTICLES_A_FILE,
        "figures_a_file": FIGURES_A_FILE,
    }


def dictionary(ledger: Ledger) -> list[dict[str, Any]]:
    """Every published table with its columns and their meanings, as the copy itself carries them."""
    tables = ledger.records(
        """
        SELECT table_name AS name, comment AS told FROM duckdb_tables() WHERE NOT internal AND comment IS NOT NULL
        UNION ALL
        SELECT view_name, comment FROM duckdb_views() WHERE NOT internal AND comment IS NOT NULL
        ORDER BY name"""
    )
    columns = ledger.records(
        """
        SELECT table_name, column_name AS name, data_type AS kind, comment AS told FROM duckdb_columns()
        WHERE NOT internal ORDER BY table_name, column_index"""
    )
    for table in tables:
        table["columns"] = [column for column in columns if column["table_name"] == table["name"]]
    return tables


def _write_pages(folder: pathlib.Path, title: str, **given: Any) -> None:
    pages = jinja2.Environment(
        loader=jinja2.FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    pages.filters["thousands"] = lambda value: f"{value:,.0f}"
    pages.filters["percent"] = lambda value: "—" if value is None else f"{value:.0%}"
    pages.filters["words"] = lambda value: str(value).replace("_", " ")
    pages.filters["day"] = lambda value: f"{value.day} {value:%B %Y}" if value else "no date"
    pages.filters["size"] = _size
    pages.filters["hue"] = hue
    pages.filters["value"] = value
    for name, heading in (given["shown_pages"] | DETAILS).items():
        page = pages.get_template(name).render(site=title, page=name, heading=heading, chart_style=CHART_STYLE, **given)
        (folder / name).write_text(page, encoding="utf-8")


def hue(measure: str) -> str:
    """The class of the style sheet that colours a measure; one that is new to it gets one of the same colours."""
    return f"m{MEASURE_HUES.index(measure) if measure in MEASURE_HUES else sum(measure.encode()) % len(MEASURE_HUES)}"


def value(figure: dict[str, Any]) -> str:
    """A figure's value with what its words allow, as ``tally.value`` in the pages writes it."""
    low, best, high = (figure[name] for name in ("value_low", "value_best", "value_high"))
    stated = next((v for v in (best, high, low) if v is not None), 0)
    if low == high:
        return f"{stated:,.0f}"
    if low is not None and high is not None:
        return f"{low:,.0f}–{high:,.0f}"
    if high is not None:
        return f"≤ {high:,.0f}"
    return f"{low:,.0f}+" if low is not None else f"~ {stated:,.0f}"


def _size(count: int) -> str:
    for unit in ("bytes", "kB", "MB"):
        if count < 1000 or unit == "MB":
            return f"{count:.0f} {unit}" if unit == "bytes" or count >= 10 else f"{count:.1f} {unit}"
        count /= 1000  # type: ignore[assignment]  # a count of bytes becomes one of thousands of them
    raise AssertionError("the last unit always returns")


def _refuse_others(out: pathlib.Path) -> None:
    if out.is_file() or (out.is_symlink() and not out.exists()):
        raise ReportError("is a file, not a folder", out, "choose another folder")
    if out.is_dir() and any(out.iterdir()) and not (out / MARKER).is_file():
        raise ReportError("holds something else than a report", out, "choose an empty folder or a new one")


def _put_in_place(fresh: pathlib.Path, out: pathlib.Path) -> None:
    old = fresh.with_name(fresh.name + ".old")
    if out.exists():
        out.rename(old)
    try:
        fresh.rename(out)
    except OSError:
        if old.exists():
            old.rename(out)
        raise
    shutil.rmtree(old, ignore_errors=True)
