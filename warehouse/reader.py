"""Reading without the writer's lock: the warehouse itself, or the published copy while a writer holds it."""

import dataclasses
import pathlib
import re
from types import TracebackType
from typing import Any, Self

import duckdb

from warehouse.connection import connect, explain, explaining
from warehouse.errors import NotAWarehouse, QueryRefused, WarehouseLocked
from warehouse.migrations import check_version
from warehouse.publish import PUBLISHED_FILE, published_path

# Nothing outside the opened file can be read or written, and no statement can undo that.
HARDENED: dict[str, str | bool | int | float | list[str]] = {
    "enable_external_access": False,
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "allow_community_extensions": False,
    "allow_unsigned_extensions": False,
    "lock_configuration": True,
}

EXPLAIN = re.compile(r"\s*explain\s+(analyze\s+)?", re.IGNORECASE)
MEND = "mend the SQL; `SHOW TABLES` lists the views, `DESCRIBE reported_figures` the columns of one"


@dataclasses.dataclass(slots=True)
class Answer:
    """The columns and rows of a query's answer."""

    columns: list[str]
    rows: list[tuple[Any, ...]]


class Reader:
    """A hardened read-only connection: no statement through it changes, attaches or reads anything else.

    `path` is the file that is really read, `is_published_copy` whether that is the readers' copy.
    """

    def __init__(self, path: pathlib.Path, db: duckdb.DuckDBPyConnection, *, is_published_copy: bool) -> None:
        self.path, self.db, self.is_published_copy = path, db, is_published_copy

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def query(self, sql: str, parameters: list[Any] | dict[str, Any] | None = None) -> Answer:
        """Answer one reading statement; raises `QueryRefused` for any other and for wrong SQL."""
        try:
            statements = self.db.extract_statements(sql)
        except duckdb.Error as error:
            raise QueryRefused(_short(error), MEND) from error
        if len(statements) != 1:
            raise QueryRefused("no statement" if not statements else f"{len(statements)} statements at once")
        kind = self._kind(statements[0])
        if kind != duckdb.StatementType.SELECT:
            raise QueryRefused(f"{kind.name} is not allowed, the warehouse is open for reading alone")
        with explaining(self.path):
            try:
                found = self.db.execute(statements[0], parameters or [])
                return Answer([column[0] for column in found.description or []], found.fetchall())
            except duckdb.IOException:
                raise
            except duckdb.Error as error:
                # of a damaged block DuckDB tells in an error of no kind of its own
                if type(error) is duckdb.Error and explain(error, self.path) is not None:
                    raise
                raise QueryRefused(_short(error), MEND) from error

    def _kind(self, statement: duckdb.Statement) -> duckdb.StatementType:
        """What a statement does; of EXPLAIN, what it explains."""
        if statement.type != duckdb.StatementType.EXPLAIN:
            return statement.type
        explained = self.db.extract_statements(EXPLAIN.sub("", statement.query, count=1))
        return explained[0].type if len(explained) == 1 else duckdb.StatementType.INVALID

    def close(self) -> None:
        """Close the connection."""
        self.db.close()


def read_only(path: str | pathlib.Path) -> Reader:
    """Open for reading; where a writer holds the warehouse, the copy in `NAME.published/` beside it.

    `path` may also be a published folder, or the file in it. Raises `WarehouseMissing`, `NotAWarehouse`,
    `WarehouseLocked` (no published copy yet), `SchemaTooNew`.
    """
    path = pathlib.Path(path)
    if (path / PUBLISHED_FILE).is_file():
        path = path / PUBLISHED_FILE
    try:
        return _open(path, is_published_copy=path.name == PUBLISHED_FILE)
    except WarehouseLocked:
        copy = published_path(path) / PUBLISHED_FILE
        if not copy.is_file():
            raise
        return _open(copy, is_published_copy=True)


def _open(path: pathlib.Path, *, is_published_copy: bool) -> Reader:
    db = connect(path, read_only=True, config=dict(HARDENED))
    try:
        with explaining(path):
            if check_version(db, path) is None:
                raise NotAWarehouse("is an empty database", path, "fill it with `tallybook run`")
    except BaseException:
        db.close()
        raise
    return Reader(path, db, is_published_copy=is_published_copy)


def _short(error: duckdb.Error) -> str:
    """The first line of DuckDB's message, without the name of its kind twice."""
    return str(error).splitlines()[0].removeprefix("Invalid Input Error: ")
