"""The main job, top to bottom: articles in, answers out. The table of contents of a run.

    read and extract -> validate and load -> build the models -> publish -> tell

`flows.local_server.quiet` should have run before this is imported. Batches, not articles, are Prefect tasks: a task run
costs tens of milliseconds, an article a few.
"""

import dataclasses
import datetime
import pathlib
import time
from collections.abc import Iterator
from contextlib import contextmanager

from prefect import flow
from prefect.artifacts import create_markdown_artifact
from pydantic import Field

from flows import log, supply
from flows.artifact import run_as_markdown
from flows.extraction import Reading
from flows.held import Held
from flows.notify import tell_failure
from flows.progress import progress
from flows.run_row import run_row
from flows.selection import Selection
from flows.shards import Storage
from flows.steps import BATCH_SECONDS, RUN_SECONDS, step
from flows.workers import workers as named_workers
from tallybook.articles import load_columns
from tallybook.articles.article import printable
from warehouse import Loaded, Warehouse, published_path

# So many inputs that could not be read are told; all of them are in `rejects`, and none more is held in memory.
SHOWN_PROBLEMS = 20


@dataclasses.dataclass
class RunResult:
    """What a run did: of the inputs read, how many were new, changed, known, copies or turned away.

    `problems` tells the first of the unreadable ones, each in a line.
    """

    run_id: str = ""
    read: int = 0
    new: int = 0
    changed: int = 0
    known: int = 0
    copies: int = 0
    unreadable: int = 0
    left_out: int = 0
    outside: int = 0
    figures: int = 0
    rejected_figures: int = 0
    warehouse: str = ""
    published: str | None = None
    problems: list[str] = dataclasses.field(default_factory=list)
    seconds: dict[str, float] = dataclasses.field(default_factory=dict)

    @property
    def articles(self) -> int:
        """Articles that could be read, whether they were new or not."""
        return self.new + self.changed + self.known

    def add(self, reading: Reading, loaded: Loaded) -> None:
        """Count one batch."""
        self.read += reading.read
        self.new += loaded.new
        self.changed += loaded.changed
        self.known += loaded.skipped
        self.outside += reading.outside
        self.seconds["read"] = round(self.seconds.get("read", 0.0) + reading.seconds, 3)
        self.figures += loaded.figures
        self.rejected_figures += loaded.rejected_figures
        for rule, uri, message in reading.rejects.select("rule", "uri", "message").rows():
            if rule == "left_out":
                self.left_out += 1
                continue
            self.unreadable += 1
            if rule == "engine_failed":
                message = f"the engine failed ({message}); please report it"
            if len(self.problems) < SHOWN_PROBLEMS:
                self.problems.append(printable(f"{uri[:300]}: {message}"))


@flow(
    name="ingest",
    validate_parameters=True,
    persist_result=False,
    on_failure=[tell_failure],
    on_crashed=[tell_failure],
)
def ingest(
    paths: list[str] = Field(description="Files, folders, globs, URLs or - for standard input"),
    warehouse: pathlib.Path = Field(
        pathlib.Path("tallybook.duckdb"), description="The DuckDB file that holds the ledger"
    ),
    published_at: datetime.datetime | None = Field(
        None, description="When the articles were published, where they do not say it; relative days count from it"
    ),
    publisher: str | None = Field(None, description="Who published the articles, where they do not say it"),
    since: datetime.date | None = Field(None, description="Only articles published on this day or later"),
    until: datetime.date | None = Field(None, description="Only articles published on this day or earlier"),
    columns: pathlib.Path | None = Field(
        None, description="A TOML or JSON file that says which columns of tables and records hold text, title, date …"
    ),
    allow_private_addresses: bool = Field(False, description="Read URLs of private and loopback addresses too"),
    workers: int | str = Field(
        1, description="Processes that extract, a Dask scheduler as dask://HOST:PORT, or dask:N for a local cluster"
    ),
    shards: str | None = Field(
        None,
        description="A folder or store that all workers see: they read the articles themselves and write figures there",
    ),
    publish: bool = Field(True, description="Write the readers' copy beside the warehouse at the end"),
    wait_seconds: float = Field(600.0, ge=0, description="How long to wait for another writer"),
) -> RunResult:
    """Read articles into the ledger and publish what they say."""
    result = RunResult(warehouse=str(warehouse))
    selection = Selection(
        published_at, publisher, since, until, load_columns(columns) if columns else None, allow_private_addresses
    )
    storage = Storage.at(shards) if shards else None
    told = {"paths": paths, "workers": workers, "shards": shards} | dataclasses.asdict(selection)
    with (
        progress() as shown,
        _timed(result, "all"),
        named_workers(workers) as extractors,
        Warehouse.open(warehouse, wait_seconds=wait_seconds, on_wait=log.say) as ledger,
    ):
        with run_row(ledger, "backfill" if since or until else "ingest", told, result.seconds) as row:
            result.run_id = row.run_id
            if storage:
                found = supply.read_by_workers(paths, selection, extractors, storage)
            else:
                found = supply.read_here(paths, selection, extractors, ledger)
            for number, pending in enumerate(found, 1):
                with _timed(result, "extract"):
                    parts = extract_batch(Held(pending), number).it
                for part in parts:
                    with _timed(result, "load"):
                        reading, loaded = load_batch(Held(ledger), Held(part), result.run_id).it
                    result.add(reading, loaded)
                    shown.count(reading.read, loaded.figures)
            shown.stage("building the models")
            with _timed(result, "models"):
                build_models(Held(ledger), result.run_id)
            result.copies = int(row.close()["articles_copies"] or 0)
            if publish:
                shown.stage("publishing")
                with _timed(result, "publish"):
                    result.published = str(publish_copy(Held(ledger), published_path(warehouse)))
        report_run(Held(ledger), Held(result))
    return result


@step("extract", BATCH_SECONDS, run_name="extract-{number}")
def extract_batch(pending: Held, number: int) -> Held:
    """What came of one batch, whoever extracted it: its parts, in memory or in storage."""
    return Held(pending.it.collect())


@step("load", BATCH_SECONDS)
def load_batch(ledger: Held, part: Held, run_id: str) -> Held:
    """Validate one part of a batch and load it in one transaction."""
    reading: Reading = part.it.fetch()
    return Held((reading, ledger.it.load(reading.batch(), run_id)))


@step("build-models", RUN_SECONDS)
def build_models(ledger: Held, run_id: str) -> dict[str, float]:
    """Link copies and incidents, work out what counts, and make the views."""
    return ledger.it.build_models(run_id)


@step("publish", RUN_SECONDS)
def publish_copy(ledger: Held, dest: pathlib.Path) -> pathlib.Path:
    """Write the readers' copy."""
    return ledger.it.publish(dest)


@step("report-run", BATCH_SECONDS)
def report_run(ledger: Held, result: Held) -> None:
    """Leave a Markdown table of the run where Prefect's UI shows it."""
    create_markdown_artifact(run_as_markdown(ledger.it, result.it), key="tallybook-run", description="What the run did")


@contextmanager
def _timed(result: RunResult, stage: str) -> Iterator[None]:
    start = time.monotonic()
    try:
        yield
    finally:
        result.seconds[stage] = round(result.seconds.get(stage, 0.0) + time.monotonic() - start, 3)
