"""How things stand: what the warehouse holds (`status`), and whether a run could go (`doctor`)."""

import dataclasses
import os
import pathlib
import platform
import shutil
import sys
from collections.abc import Iterator
from importlib import metadata

import tallybook
from warehouse import WarehouseError, WarehouseMissing, published_path, read_only
from warehouse.lock import WriterLock

LEAST_FREE_BYTES = 1_000_000_000
PACKAGES = ("duckdb", "prefect", "fastapi", "polars", "pandera", "pyarrow", "typer", "trafilatura")

# As they were written: by a clock that was set back the last run would not be the last. No row of `runs` goes.
_LATEST = "rowid desc"
_GLANCE = """
select
    (select count(*) from articles),
    (select count(distinct publisher) from articles),
    (select count(*) from articles where duplicate_of_article_id is not null),
    (select count(*) from reported_figures),
    (select count(*) from counted_figures where counted),
    (select count(distinct source_name) from reported_figures),
    (select count(distinct region_path) from reported_figures),
    (select count(*) from disagreements),
    (select count(*) from rejects),
    (select min(published_at) from articles),
    (select max(published_at) from articles)
"""
_GLANCE_LABELS = (
    "articles",
    "publishers",
    "copies of another article",
    "figures",
    "figures counted in a total over everything",
    "sources",
    "regions",
    "disagreements",
    "rejects",
    "oldest article",
    "newest article",
)


def at_a_glance(path: pathlib.Path) -> list[tuple[str, object]]:
    """What the warehouse holds, as rows of label and value. Raises `WarehouseError`."""
    with read_only(path) as reader:
        rows: list[tuple[str, object]] = [("warehouse", str(reader.path))]
        rows.append(("size in MB", reader.path.stat().st_size / 1e6))
        rows += zip(_GLANCE_LABELS, reader.query(_GLANCE).rows[0], strict=True)
        runs = reader.query(
            f"select started_at, status, articles_read, figures_loaded from runs order by {_LATEST} limit 3"
        ).rows
    for started, state, articles, figures in runs:
        rows.append((f"run of {started:%Y-%m-%d %H:%M}", f"{state}: {articles or 0:,} read, {figures or 0:,} figures"))
    return rows


@dataclasses.dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at; `remedy` where it is not as it should be, `hinders` where a run would fail of it."""

    what: str
    found: str
    remedy: str = ""
    hinders: bool = False

    @property
    def mark(self) -> str:
        """A word for the first column."""
        return "PROBLEM" if self.hinders else "note" if self.remedy else "ok"


def examine(path: pathlib.Path) -> list[Finding]:
    """Everything that a run needs, each with its remedy where it is amiss."""
    return [*_program(), *_engine(), *_warehouse(path), *_disk(path), *_prefect()]


def _program() -> Iterator[Finding]:
    version = platform.python_version()
    fits = (3, 11) <= sys.version_info[:2] <= (3, 13)
    yield Finding(
        "Tallybook", f"{tallybook.__version__} on Python {version}", "" if fits else "use Python 3.11 to 3.13"
    )
    versions = []
    for name in PACKAGES:
        try:
            versions.append(f"{name} {metadata.version(name)}")
        except metadata.PackageNotFoundError:
            yield Finding(f"package {name}", "not installed", "install Tallybook again", hinders=True)
    yield Finding("packages", ", ".join(versions))


def _engine() -> Iterator[Finding]:
    probe = "ALEPPO, Syria — Police said 12 people were killed in Aleppo on Tuesday."
    try:
        figures = tallybook.extract(probe, published_at="2012-02-29")
    except Exception as error:  # Whatever is broken in its data or code, this is the place to say so.
        yield Finding("engine", f"{type(error).__name__}: {error}", "install Tallybook again", hinders=True)
        return
    good = any(figure.value_best == 12 and figure.region_name for figure in figures)
    yield Finding(
        "engine, lexicon and gazetteer",
        "read the probe sentence" if good else f"found {len(figures)} figures in the probe sentence, without its place",
        "" if good else "install Tallybook again: its word lists or places are missing",
        hinders=not good,
    )


def _warehouse(path: pathlib.Path) -> Iterator[Finding]:
    try:
        reader = read_only(path)
    except WarehouseMissing:
        yield Finding("warehouse", f"{path} is not there yet", "the first `tallybook run` makes it")
        return
    except WarehouseError as error:
        yield Finding("warehouse", f"{path}: {error.what}", error.remedy, hinders=True)
        return
    try:
        version = reader.query("select max(version) from schema_versions").rows[0][0]
        killed = reader.query("select count(*) from runs where status = 'killed'").rows[0][0]
        last = reader.query(f"select started_at, status from runs order by {_LATEST} limit 1").rows
    except WarehouseError as error:
        yield Finding("warehouse", error.what, "restore a backup: tallybook restore FILE", hinders=True)
        return
    finally:
        reader.close()
    holder = WriterLock(path).holder() if reader.is_published_copy else ""
    held = f"held by {holder}; the published copy answers" if holder else "free"
    yield Finding("warehouse", f"{path}, schema version {version}, {held}")
    if last:
        yield Finding("last run", f"{last[0][0]:%Y-%m-%d %H:%M}, {last[0][1]}; {killed} runs were killed so far")
    if not published_path(path).is_dir():
        yield Finding("published copy", "none", "the next `tallybook run` or `tallybook publish` writes it")


def _disk(path: pathlib.Path) -> Iterator[Finding]:
    folder = path.absolute().parent
    while not folder.exists():
        folder = folder.parent
    free = shutil.disk_usage(folder).free
    low = free < LEAST_FREE_BYTES
    yield Finding(
        "disk",
        f"{free / 1e9:.1f} GB free at {folder}",
        "free some space" if low else "",
        hinders=free < LEAST_FREE_BYTES / 20,
    )
    if not os.access(folder, os.W_OK):
        yield Finding("folder", f"{folder} cannot be written", "check its permissions", hinders=True)


def _prefect() -> Iterator[Finding]:
    from flows import local_server
    from flows.errors import UserError

    local_server.quiet()
    from prefect.settings import PREFECT_API_URL

    url = PREFECT_API_URL.value()
    if not url:
        yield Finding(
            "Prefect server",
            "none configured; each run starts a temporary one",
            "`tallybook serve` starts a lasting one",
        )
        return
    try:
        local_server.reach(str(url))
    except UserError as error:
        yield Finding("Prefect server", f"{url} does not answer", str(error).partition("; ")[2], hinders=True)
    else:
        yield Finding("Prefect server", f"{url} answers")
