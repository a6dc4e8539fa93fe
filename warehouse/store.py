"""The warehouse open for writing: one writer at a time, whole transactions."""

import pathlib
from collections.abc import Callable, Collection, Mapping
from typing import Any, Self

import duckdb

from warehouse.load import Batch, Loaded, Rows


class Warehouse:
    """One DuckDB file, held by this process alone for writing. Use `Warehouse.open`."""

    path: pathlib.Path
    db: duckdb.DuckDBPyConnection

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
        Runs that died are marked `killed`, and what they left half done (models not rebuilt) is remembered.
        Raises `WarehouseLocked`, `NotAWarehouse`, `WarehouseReadOnly`, `DiskFull`, `SchemaTooNew`,
        and with `create=False` `WarehouseMissing`.
        """

    def close(self) -> None:
        """Write the file out and give the lock back."""

    def known_articles(self, article_ids: Collection[str]) -> set[str]:
        """Which of these articles (one uri with one content each) are here already."""

    def begin_run(
        self,
        *,
        engine_version: str,
        kind: str = "ingest",
        parameters: Mapping[str, Any] | None = None,
        flow_run_id: str | None = None,
        run_id: str | None = None,
    ) -> str:
        """Write the run's row, status `running`, and return its id (a new one where none is given)."""

    def load(self, batch: Batch, run_id: str) -> Loaded:
        """Validate a batch and load it in one transaction, the run's counts with it.

        Rows that break a rule go to `rejects` with the rule and the evidence. An article that is here already is
        skipped with its figures, so loading the same batch twice changes no row.
        """

    def replace_figures(self, article_ids: Collection[str], figures: Rows, run_id: str) -> dict[str, int]:
        """Put a new reading of stored articles in place of the old, in one transaction.

        Returns how many figures were `added`, `removed`, `changed` and `same`.
        """

    def stored_articles(self, *, batch_size: int = 500):
        """Iterate over the stored articles (current columns of `articles`), a polars DataFrame a batch."""

    def build_models(self, run_id: str | None = None) -> dict[str, float]:
        """Link copies and incidents, work out what counts, and make the views; returns seconds a step.

        Cheap where nothing changed. With `run_id` the run's `copies` are written too.
        """

    def finish_run(self, run_id: str, *, status: str = "done", message: str | None = None,
                   timings: Mapping[str, float] | None = None) -> dict[str, Any]:
        """Close the run's row (`done` or `failed`) with seconds a stage; returns the row."""

    def publish(self, dest: str | pathlib.Path) -> pathlib.Path:
        """Write the readers' copy into the folder `dest` (see `warehouse.publish`); returns the DuckDB file's path."""

    def backup(self, dest: str | pathlib.Path) -> pathlib.Path:
        """Write a whole copy of the warehouse to the file `dest`, checked and renamed into place."""


def restore(backup: str | pathlib.Path, path: str | pathlib.Path, *, wait_seconds: float = 60.0) -> None:
    """Put a backup in the warehouse's place, atomically; the file that was there is kept as `NAME.before-restore`."""
