"""Reading without the writer's lock: the warehouse itself, or the published copy while a writer holds it."""

import dataclasses
import pathlib
from typing import Any

import duckdb


@dataclasses.dataclass(slots=True)
class Answer:
    """The columns and rows of a query's answer."""

    columns: list[str]
    rows: list[tuple[Any, ...]]


class Reader:
    """A hardened read-only connection: no statement through it changes, attaches or reads anything else."""

    path: pathlib.Path
    """The file that is really read."""
    is_published_copy: bool
    db: duckdb.DuckDBPyConnection

    def query(self, sql: str, parameters: list[Any] | None = None) -> Answer:
        """Answer one reading statement; raises `QueryRefused` for any other and for wrong SQL."""

    def close(self) -> None:
        """Close the connection."""


def read_only(path: str | pathlib.Path) -> Reader:
    """Open for reading; where a writer holds the warehouse, the copy in `NAME.published/` beside it.

    Raises `WarehouseMissing`, `NotAWarehouse`, `WarehouseLocked` (no published copy yet), `SchemaTooNew`.
    """
