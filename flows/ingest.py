"""The main job, top to bottom: articles in, answers out. The table of contents of a run.

    read and extract -> validate and load -> build the models -> publish -> tell

`flows.local_server.quiet` should have run before this is imported. Batches, not articles, are Prefect tasks: a task run
costs tens of milliseconds, an article a few.
"""

import dataclasses
import datetime
import pathlib

from prefect import flow
from prefect.artifacts import create_markdown_artifact
from pydantic import Field

from flows import log, supply
from flows.artifact import run_as_markdown
from flows.extraction import Reading
from flows.held import Held
from flows.notify import tell_failure
from flows.progress import progress
from flows.run_result import RunResult
from flows.run_row import run_row
from flows.selection import Selection
from flows.shards import Storage
from flows.steps import BATCH_SECONDS, RUN_SECONDS, step
from flows.workers import workers as named_workers
from tallybook.articles import load_columns
from warehouse import Warehouse, published_path


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
    log.end_quietly()
    result = RunResult(warehouse=str(warehouse))
    selection = Selection(
        published_at, publisher, since, until, load_columns(columns) if columns else None, allow_private_addresses
    )
    storage = Storage.at(shards) if shards else None
    told = {"paths": paths, "workers": workers, "shards": shards} | dataclasses.asdict(selection)
    with (
        progress() as shown,
        result.timed("all"),
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
                with result.timed("extract"):
                    parts = extract_batch(Held(pending), number).it
                for part in parts:
                    with result.timed("load"):
                        reading, loaded = load_batch(Held(ledger), Held(part), result.run_id).it
                    result.add(reading, loaded)
                    shown.count(reading.read, loaded.figures)
            shown.stage("building the models")
            with result.timed("models"):
                build_models(Held(ledger), result.run_id)
            result.copies = int(row.close()["articles_copies"] or 0)
            if publish:
                shown.stage("publishing")
                with result.timed("publish"):
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
