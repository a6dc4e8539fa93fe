"""The main job, top to bottom: articles in, answers out. The table of contents of a run.

    read -> extract -> validate and load -> build the models -> publish -> tell

`flows.local_server.quiet` should have run before this is imported. Batches, not articles, are Prefect tasks: a task run
costs tens of milliseconds, an article a few.
"""

import collections
import dataclasses
import datetime
import pathlib
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from prefect import flow, task
from prefect.artifacts import create_markdown_artifact
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State, TaskRun
from prefect.tasks import Task
from pydantic import Field

from flows.artifact import run_as_markdown
from flows.extraction import BatchSize, Extractor, Inputs, Pending, Reading, batches
from flows.held import Held
from flows.notify import tell_failure
from flows.progress import Progress, progress
from flows.run_row import run_row
from tallybook.articles import ReadOptions, Unreadable, read
from warehouse import Batch, Loaded, Warehouse, WarehouseError, published_path


@dataclasses.dataclass
class RunResult:
    """What a run did: of the inputs read, how many were new, changed, known, copies or turned away."""

    run_id: str = ""
    read: int = 0
    new: int = 0
    changed: int = 0
    known: int = 0
    copies: int = 0
    unreadable: int = 0
    left_out: int = 0
    failed: int = 0
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


def _only_io(task: Task[Any, Any], run: TaskRun, state: State[Any]) -> bool:
    """Try again after a failing disk or network; a wrong call or a full disk does not mend by itself."""
    error = state.result(raise_on_failure=False)
    return isinstance(error, OSError) and not isinstance(error, WarehouseError)


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
    workers: int | str = Field(1, description="Processes that extract, or a Dask scheduler as dask://HOST:PORT"),
    publish: bool = Field(True, description="Write the readers' copy beside the warehouse at the end"),
    wait_seconds: float = Field(600.0, ge=0, description="How long to wait for another writer"),
) -> RunResult:
    """Read articles into the ledger and publish what they say."""
    result, size = RunResult(warehouse=str(warehouse)), BatchSize()
    with (
        progress() as shown,
        _timed(result, "all"),
        Extractor(workers) as extractor,
        Warehouse.open(warehouse, wait_seconds=wait_seconds, on_wait=shown.say) as ledger,
    ):
        told = {"paths": paths, "published_at": published_at, "publisher": publisher, "workers": workers}
        with run_row(ledger, "ingest", told, result.seconds) as row:
            result.run_id = row["run_id"]
            results = read(
                paths, published_at=published_at, publisher=publisher, options=ReadOptions(with_signatures=False)
            )
            under_way: collections.deque[tuple[Inputs, set[str], Pending]] = collections.deque()
            for inputs in batches(results, size):
                known = ledger.known_articles([article.article_id for article in inputs.articles])
                new = [article for article in inputs.articles if article.article_id not in known]
                under_way.append((inputs, known, extractor.submit(new)))
                while len(under_way) > extractor.ahead:
                    _take(ledger, result, shown, size, *under_way.popleft())
            while under_way:
                _take(ledger, result, shown, size, *under_way.popleft())
            shown.stage("building the models")
            with _timed(result, "models"):
                build_models(Held(ledger), result.run_id)
        result.copies = int(row.get("articles_copies") or 0)
        if publish:
            shown.stage("publishing")
            with _timed(result, "publish"):
                result.published = str(publish_copy(Held(ledger), published_path(warehouse)))
        report_run(Held(ledger), Held(result))
    return result


def _take(
    ledger: Warehouse,
    result: RunResult,
    shown: Progress,
    size: BatchSize,
    inputs: Inputs,
    known: set[str],
    pending: Pending,
) -> None:
    """One batch from extraction into the warehouse, and what it teaches about the size of the next."""
    start = time.monotonic()
    with _timed(result, "extract"):
        reading = extract_batch(Held(pending), inputs.number).it
    with _timed(result, "load"):
        loaded = load_batch(Held(ledger), Held(inputs), Held(reading), len(known), result.run_id).it
    result.seconds["read"] = round(result.seconds.get("read", 0.0) + inputs.seconds, 3)
    _count(result, inputs, reading, loaded, len(known))
    shown.count(len(inputs), loaded.figures)
    if len(inputs.articles) > len(known):
        size.learn(len(inputs), time.monotonic() - start + inputs.seconds)


@task(name="extract", task_run_name="extract-{number}", cache_policy=NO_CACHE, persist_result=False)
def extract_batch(pending: Held, number: int) -> Held:
    """The figures of one batch of articles."""
    return Held(pending.it.result())


@task(
    name="load",
    cache_policy=NO_CACHE,
    persist_result=False,
    retries=3,
    retry_delay_seconds=[1, 5, 15],
    retry_condition_fn=_only_io,
)
def load_batch(ledger: Held, inputs: Held, reading: Held, known: int, run_id: str) -> Held:
    """Validate one batch and load it in one transaction."""
    found: Reading = reading.it
    rejects = [
        {
            "uri": turned.uri,
            "rule": "unreadable" if isinstance(turned, Unreadable) else "left_out",
            "message": _why(turned),
        }
        for turned in inputs.it.turned_away
    ]
    rejects += [{"uri": uri, "rule": "engine_failed", "message": message} for uri, message in found.failed]
    batch = Batch(
        articles=found.articles,
        figures=found.figures,
        rejects=rejects,
        skipped=known,
    )
    return Held(ledger.it.load(batch, run_id))


@task(name="build-models", cache_policy=NO_CACHE, persist_result=False)
def build_models(ledger: Held, run_id: str) -> dict[str, float]:
    """Link copies and incidents, work out what counts, and make the views."""
    return ledger.it.build_models(run_id)


@task(
    name="publish",
    cache_policy=NO_CACHE,
    persist_result=False,
    retries=2,
    retry_delay_seconds=[1, 5],
    retry_condition_fn=_only_io,
)
def publish_copy(ledger: Held, dest: pathlib.Path) -> pathlib.Path:
    """Write the readers' copy."""
    return ledger.it.publish(dest)


@task(name="report-run", cache_policy=NO_CACHE, persist_result=False)
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


def _count(result: RunResult, inputs: Inputs, reading: Reading, loaded: Loaded, known: int) -> None:
    unreadable = [turned for turned in inputs.turned_away if isinstance(turned, Unreadable)]
    result.read += len(inputs)
    result.new += loaded.new
    result.changed += loaded.changed
    result.known += loaded.skipped
    result.unreadable += len(unreadable)
    result.left_out += len(inputs.turned_away) - len(unreadable)
    result.failed += len(reading.failed)
    result.figures += loaded.figures
    result.rejected_figures += loaded.rejected_figures
    result.problems += [str(turned) for turned in unreadable]
    result.problems += [f"{uri}: the engine failed ({message}); please report it" for uri, message in reading.failed]


def _why(turned: Any) -> str:
    return f"{turned.reason}; {turned.remedy}" if isinstance(turned, Unreadable) else turned.reason
