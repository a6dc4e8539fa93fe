"""Runs of the main job in processes of their own, killed at a random moment of the stage that is asked for.

A child tells its parent through a pipe when it enters a stage, so that a kill can be aimed at one; where it fell is
what the child had told last. Each child is forked from a process that has imported everything, so that kills fall into
the work. What a kill must leave whole is looked at here too: the readers' copy, and the ledger itself.
"""

import contextlib
import dataclasses
import functools
import multiprocessing
import os
import pathlib
import random
import signal
import time
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection
from typing import Any

import duckdb
import psutil

STAGES = ("ingest", "load", "build", "publish")
# Which method of the warehouse is which stage; between them a run reads and extracts.
_METHODS = {"load": "load", "build_models": "build", "publish": "publish"}
LOOK_SECONDS = 0.02

# What stands in a ledger, whatever the order and the ids of its runs: two that are the same hold the same rows.
CONTENT = """
SELECT (SELECT count(*) FROM articles) AS articles, (SELECT count(DISTINCT article_id) FROM articles) AS article_ids,
    (SELECT sum(hash(article_id, revision, body, published_at)::HUGEINT) FROM articles) AS article_hash,
    (SELECT count(*) FROM figures) AS figures, (SELECT count(DISTINCT figure_id) FROM figures) AS figure_ids,
    (SELECT sum(hash(figure_id, measure, value_best, sentence, source_id)::HUGEINT) FROM figures) AS figure_hash,
    (SELECT count(*) FROM rejects) AS rejects, (SELECT count(*) FROM counted_figures WHERE counted) AS counted,
    (SELECT sum(hash(figure_id, counted, excluded_because)::HUGEINT) FROM counted_figures) AS counting_hash
"""

# Of one moment, and whole: every article that the runs loaded is there, every figure has its article, every mart opens.
_WHOLE = """
SELECT (SELECT count(*) FROM articles) = (SELECT sum(articles_new + articles_changed) FROM runs)
    AND (SELECT sum(figures_loaded) FROM runs) = (SELECT count(*) FROM counted_figures)
    AND NOT EXISTS (FROM counted_figures ANTI JOIN articles USING (article_id))
"""


@dataclasses.dataclass(slots=True)
class Ended:
    """How a run ended: its exit code, the stage it was in, and by stage when it was entered and for how long.

    `memory` holds (seconds since its start, resident MB) as it was looked at, `read` (seconds, inputs) of each batch as
    it was loaded, `seconds` the time of the whole run.
    """

    code: int | None = None
    stage: str = "start"
    entered: list[tuple[str, float]] = dataclasses.field(default_factory=list)
    memory: list[tuple[float, float]] = dataclasses.field(default_factory=list)
    read: list[tuple[float, int]] = dataclasses.field(default_factory=list)
    seconds: float = 0.0

    @property
    def killed(self) -> bool:
        """Whether it was killed before it ended by itself."""
        return self.code == -signal.SIGKILL

    def lasted(self, stage: str) -> list[float]:
        """How long the run stayed in a stage, each time that it entered it."""
        times = [*(at for _, at in self.entered[1:]), self.seconds]
        return [end - at for (name, at), end in zip(self.entered, times, strict=True) if name == stage]


def _work(url: str, tell: Connection, arguments: list[str], log: str) -> None:
    os.environ["PREFECT_API_URL"] = url
    os.dup2(os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644), 1)
    os.dup2(1, 2)
    from prefect.settings import PREFECT_API_URL, temporary_settings

    from flows.cli import main
    from warehouse import Warehouse

    def telling(stage: str, method: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(method)
        def told(*given: Any, **more: Any) -> Any:
            tell.send((stage, 0))
            answer = method(*given, **more)
            tell.send(("ingest" if stage in ("ingest", "load") else "end", answer.read if stage == "load" else 0))
            return answer

        return told

    for name, stage in _METHODS.items():
        setattr(Warehouse, name, telling(stage, getattr(Warehouse, name)))
    Warehouse.begin_run = telling("ingest", Warehouse.begin_run)  # type: ignore[method-assign]  # on purpose
    with temporary_settings({PREFECT_API_URL: url}):
        main(arguments)


class Runs:
    """Starts runs against one Prefect server; keeps what they print in the file `log`."""

    def __init__(self, url: str, log: pathlib.Path, seed: int | None = None) -> None:
        self.url, self.log, self.draw = url, log, random.Random(seed)
        self._context = multiprocessing.get_context("forkserver")
        self._context.set_forkserver_preload(["flows.ingest", "flows.cli", "tallybook.articles.near_duplicates"])

    def run(self, *arguments: object) -> Ended:
        """Run to the end."""
        return self._run([str(argument) for argument in arguments], None)

    def killed(self, like: Ended, stage: str, *arguments: object) -> Ended:
        """Kill a run at a random moment of `stage`, which lasts about as long as it did in the run `like`.

        Where the moment comes too late for this run, it ends by itself or in a later stage, and the answer says so.
        """
        times = like.lasted(stage)
        which = self.draw.randrange(len(times)) if stage == "load" else 0
        spent = sum(times) if stage == "ingest" else times[which]
        aim = (stage, which, self.draw.uniform(0, spent))
        return self._run([str(argument) for argument in arguments], aim)

    def _run(self, arguments: list[str], aim: tuple[str, int, float] | None) -> Ended:
        mine, its = self._context.Pipe(duplex=False)
        child = self._context.Process(target=_work, args=(self.url, its, arguments, str(self.log)))
        child.start()
        its.close()
        ended, began, moment = Ended(), time.monotonic(), None
        with mine, contextlib.suppress(EOFError, OSError):
            while child.is_alive() or mine.poll():
                if mine.poll(
                    LOOK_SECONDS if moment is None else max(0.0, min(LOOK_SECONDS, moment - time.monotonic()))
                ):
                    stage, read = mine.recv()
                    ended.entered.append((stage, time.monotonic() - began))
                    if read:
                        ended.read.append((time.monotonic() - began, read))
                    if aim and moment is None and len([s for s, _ in ended.entered if s == aim[0]]) > aim[1]:
                        moment = time.monotonic() + aim[2]
                if moment is not None and time.monotonic() >= moment:
                    os.kill(child.pid, signal.SIGKILL)
                    break
                _look(child.pid, began, ended.memory)
        child.join()
        ended.seconds, ended.code = time.monotonic() - began, child.exitcode
        ended.stage = ended.entered[-1][0] if ended.entered else "start"
        return ended


def _look(pid: int, began: float, memory: list[tuple[float, float]]) -> None:
    """Note the resident memory of a process, some times a second."""
    at = time.monotonic() - began
    if memory and at - memory[-1][0] < 0.25:
        return
    with contextlib.suppress(psutil.Error):
        memory.append((at, psutil.Process(pid).memory_info().rss / 1e6))


def content(path: pathlib.Path) -> dict[str, int]:
    """What `CONTENT` answers, by column."""
    with duckdb.connect(str(path), read_only=True) as db:
        found = db.execute(CONTENT)
        return dict(zip([column[0] for column in found.description], found.fetchall()[0], strict=True))


def broken_copies(published: pathlib.Path) -> Iterator[str]:
    """What is not whole in a readers' copy, the database and the Parquet files; nothing where there is no copy."""
    file = published / "tallybook.duckdb"
    if file.exists():
        with duckdb.connect(str(file), read_only=True) as db:
            for (name,) in db.execute("SELECT table_name FROM duckdb_tables() WHERE NOT internal").fetchall():
                db.execute(f'SELECT count(*) FROM "{name}"').fetchall()
            if db.execute(_WHOLE).fetchall() != [(True,)]:
                yield f"{file} is no whole copy"
    parquet = published / "parquet"
    if any(parquet.glob("counted_figures/*/*.parquet")):  # of no figures there is no file
        with duckdb.connect() as db:
            for name in ("articles", "runs"):
                db.execute(f"CREATE VIEW {name} AS FROM read_parquet('{parquet}/{name}.parquet')")
            db.execute(f"CREATE VIEW counted_figures AS FROM read_parquet('{parquet}/counted_figures/*/*.parquet')")
            if db.execute(_WHOLE).fetchall() != [(True,)]:
                yield f"{parquet} is no whole copy"
