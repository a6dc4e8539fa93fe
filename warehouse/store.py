"""The warehouse open for writing: one writer at a time, whole transactions."""

import datetime
import json
import os
import pathlib
import re
import uuid
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any, Self

import duckdb
import polars as pl

from warehouse import backup as copies_of_file
from warehouse import build, clock, publish, reread
from warehouse.connection import connect, explaining, one_row
from warehouse.errors import WarehouseError, WarehouseMissing
from warehouse.load import Batch, Loaded, Rows, known_articles, load
from warehouse.lock import WriterLock
from warehouse.migrations import migrate

# What DuckDB may take where TALLYBOOK_MEMORY says nothing: else it would take four fifths of the machine. What does not
# fit goes to a folder beside the file; keys and pinned blocks have to fit, which at ten million figures 2 GB did not.
MEMORY = "3GB"
AMOUNT = re.compile(r"\d+(?:\.\d+)?\s?[KMGT]i?B", re.IGNORECASE)


def writing() -> dict[str, str | bool | int | float | list[str]]:
    """DuckDB's settings for a writer; raises `WarehouseError` where TALLYBOOK_MEMORY is no amount of memory."""
    memory = os.environ.get("TALLYBOOK_MEMORY", MEMORY)
    if not AMOUNT.fullmatch(memory):
        raise WarehouseError(f"{memory!r} is no amount of memory", "TALLYBOOK_MEMORY", "give one such as 6GB")
    # of changes, before the file is brought up to date with them: at DuckDB's own 16 MB every batch would press and
    # write anew what the one before it wrote
    return {"checkpoint_threshold": "256MB", "memory_limit": memory}


class Warehouse:
    """One DuckDB file, held by this process alone for writing. Use `Warehouse.open`."""

    def __init__(self, path: pathlib.Path, db: duckdb.DuckDBPyConnection, lock: WriterLock) -> None:
        self.path, self.db, self._lock = path, db, lock

    @classmethod
    def open(
        cls,
        path: str | pathlib.Path,
        *,
        wait_seconds: float = 60.0,
        on_wait: Callable[[str], object] | None = None,
        create: bool = True,
    ) -> Self:
        """Open the file for writing, making or migrating it where needed; usable in a `with` statement.

        Waits up to `wait_seconds` while another process writes, and tells `on_wait` once, in one line, that it does.
        Runs that died are marked `killed`; what they left half done is taken up by the next `build_models`.
        Raises `WarehouseLocked`, `NotAWarehouse`, `WarehouseReadOnly`, `DiskFull`, `SchemaTooNew`,
        and with `create=False` `WarehouseMissing`.
        """
        path = pathlib.Path(path)
        if not path.exists():
            if not create:
                raise WarehouseMissing(path)
            with explaining(path):
                path.parent.mkdir(parents=True, exist_ok=True)
        lock = WriterLock(path)
        lock.acquire(wait_seconds, on_wait)
        try:
            db = connect(path, config=writing())
            try:
                with explaining(path):
                    if migrate(db, path):
                        build.build_models(db)
                    db.execute("UPDATE runs SET status = 'killed' WHERE status = 'running'")
            except BaseException:
                db.close()
                raise
        except BaseException:
            lock.release()
            raise
        return cls(path, db, lock)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Write the file out and give the lock back."""
        try:
            with explaining(self.path):
                self.db.close()
        finally:
            self._lock.release()

    def known_articles(self, article_ids: Collection[str]) -> set[str]:
        """Which of these articles (one uri with one content each) are here already."""
        with explaining(self.path):
            return known_articles(self.db, article_ids)

    def begin_run(
        self,
        *,
        engine_version: str,
        kind: str = "ingest",
        parameters: Mapping[str, Any] | None = None,
        flow_run_id: str | None = None,
    ) -> str:
        """Write the run's row, status `running`, and return its id."""
        run_id = uuid.uuid4().hex
        with explaining(self.path):
            self.db.execute(
                """
                INSERT INTO runs BY NAME
                SELECT $run_id AS run_id, $kind AS kind, 'running' AS status, $started_at AS started_at,
                    $engine_version AS engine_version, $flow_run_id AS flow_run_id, $parameters AS parameters,
                    0 AS articles_read, 0 AS articles_new, 0 AS articles_changed, 0 AS articles_copies,
                    0 AS articles_skipped, 0 AS articles_rejected, 0 AS figures_loaded, 0 AS figures_rejected
                """,
                {
                    "run_id": run_id,
                    "kind": kind,
                    "started_at": clock.now(),
                    "engine_version": engine_version,
                    "flow_run_id": flow_run_id,
                    "parameters": json.dumps(parameters, default=str) if parameters is not None else None,
                },
            )
        return run_id

    def load(self, batch: Batch, run_id: str) -> Loaded:
        """Validate a batch and load it in one transaction, the run's counts with it.

        Rows that break a rule go to `rejects` with the rule and the evidence. An article that is here already is
        skipped with its figures, so loading the same batch twice changes no row.
        """
        with explaining(self.path):
            return load(self.db, batch, run_id)

    def stopped_at(self, run_id: str) -> str | None:
        """The id of the last article that a stopped run read again of what this `reprocess` run is to read again.

        Articles are read again in the order of their ids. None where no run of the same engine and days was stopped
        since one was done.
        """
        with explaining(self.path):
            return reread.stopped_at(self.db, run_id)

    def stored_articles(
        self,
        *,
        since: datetime.date | None = None,
        until: datetime.date | None = None,
        after: str | None = None,
        batch_size: int = 500,
    ) -> Iterator[pl.DataFrame]:
        """The stored articles by id and in batches, as frames of the table's columns.

        With `since` or `until` those published between two days, both inclusive and in UTC, and none without a date;
        with `after` those whose id comes after it.
        """
        with explaining(self.path):
            yield from reread.stored_articles(self.db, since=since, until=until, after=after, batch_size=batch_size)

    def replace_figures(self, article_ids: Collection[str], figures: Rows, run_id: str) -> dict[str, int]:
        """Put a new reading of stored articles in place of the old, in one transaction.

        Returns how many figures were `added`, `removed`, `changed` and `same`, and how many were `rejected`.
        """
        with explaining(self.path):
            return reread.replace_figures(self.db, article_ids, figures, run_id)

    def build_models(self, run_id: str | None = None) -> dict[str, float]:
        """Link copies and incidents, work out what counts, and make the views; returns seconds a step.

        Does nothing where no row has changed since. With `run_id` the run's `articles_copies` is written too.
        """
        with explaining(self.path):
            timings = build.build_models(self.db)
            if run_id is not None:
                self.db.execute(
                    """
                    UPDATE runs SET articles_copies = (SELECT count(*) FROM articles
                        WHERE articles.run_id = $run_id AND duplicate_of_article_id IS NOT NULL)
                    WHERE run_id = $run_id
                    """,
                    {"run_id": run_id},
                )
            return timings

    def finish_run(
        self,
        run_id: str,
        *,
        status: str = "done",
        message: str | None = None,
        timings: Mapping[str, float] | None = None,
    ) -> dict[str, Any]:
        """Close the run's row (`done` or `failed`) with seconds a stage; returns the row by column."""
        with explaining(self.path):
            self.db.execute(
                # a clock that was set back meanwhile makes no run end before it began
                "UPDATE runs SET status = ?, finished_at = greatest(started_at, ?), message = ?, timings = ? "
                "WHERE run_id = ?",
                [status, clock.now(), message, json.dumps(dict(timings)) if timings is not None else None, run_id],
            )
            found = self.db.execute("SELECT * FROM runs WHERE run_id = ?", [run_id])
            columns = [column[0] for column in found.description]
            return dict(zip(columns, one_row(found), strict=True))

    def publish(self, dest: str | pathlib.Path) -> pathlib.Path:
        """Write the readers' copy into the folder `dest` (see `warehouse.publish`); returns the DuckDB file's path."""
        return publish.publish(self.db, pathlib.Path(dest))

    def backup(self, dest: str | pathlib.Path) -> pathlib.Path:
        """Write a whole copy of the warehouse to the file `dest`, checked and renamed into place."""
        return copies_of_file.backup(self.db, pathlib.Path(dest))
