"""From rows to answers: link copies and incidents, work out what counts, make the views; all of it or nothing."""

import contextlib
import time
from collections.abc import Callable

import duckdb

from warehouse import copies, incidents
from warehouse.connection import transaction
from warehouse.errors import ModelError
from warehouse.sqlfile import SqlFile, fingerprint, sql_files


def is_current(db: duckdb.DuckDBPyConnection, what: str = "models_built") -> bool:
    """Whether the models stand on the present rows and files; with `views_made`, whether the views are those files'."""
    found = db.execute("SELECT state_value FROM warehouse_state WHERE state_key = ?", [what]).fetchall()
    return found == [(_files(),)]


def build_models(db: duckdb.DuckDBPyConnection) -> dict[str, float]:
    """Build everything that is derived; seconds by step (`copies`, `incidents`, `counting`, `views`).

    Empty where nothing has changed since the last time.
    """
    if is_current(db):
        return {}
    timings: dict[str, float] = {}

    def timed(step: str, work: Callable[[duckdb.DuckDBPyConnection], None]) -> None:
        began = time.perf_counter()
        work(db)
        timings[step] = time.perf_counter() - began

    try:
        with transaction(db):
            db.execute("CREATE SCHEMA IF NOT EXISTS build")
            timed("copies", copies.link)
            timed("incidents", incidents.link)
            timed("counting", _count)
            timed("views", _make_views)
            _note(db, "models_built")
    finally:
        with contextlib.suppress(duckdb.FatalException):  # the disk was full, and DuckDB has closed the database
            db.execute("RESET preserve_insertion_order")
    return timings


def _count(db: duckdb.DuckDBPyConnection) -> None:
    # In which order the rows of a step lie tells nothing; to keep one, DuckDB has to hold a large step in memory.
    db.execute("SET preserve_insertion_order = false")
    for file in sql_files():
        if not file.is_view:
            make(db, file)


def _make_views(db: duckdb.DuckDBPyConnection) -> None:
    """Views follow their rows by themselves: they are made anew only when a file has changed."""
    if is_current(db, "views_made"):
        return
    for file in sql_files():
        if file.is_view:
            make(db, file)
    _note(db, "views_made")


def _note(db: duckdb.DuckDBPyConnection, what: str) -> None:
    db.execute("DELETE FROM warehouse_state WHERE state_key = ?", [what])
    db.execute("INSERT INTO warehouse_state VALUES (?, ?)", [what, _files()])


def _files() -> str:
    """What the build stands on besides the rows: the models' files and the rules of incidents."""
    return fingerprint() + incidents.rules()


def make(db: duckdb.DuckDBPyConnection, file: SqlFile) -> None:
    """Make one view or table and comment it; `CREATE OR REPLACE` drops comments, so they are set each time."""
    try:
        db.execute(file.create())
    except (duckdb.BinderException, duckdb.CatalogException, duckdb.ParserException) as error:
        raise ModelError(str(error), f"{file.name}.sql", "mend the file") from error
    db.execute(";\n".join(file.statements(columns(db, file.name))))


def columns(db: duckdb.DuckDBPyConnection, name: str) -> list[str]:
    """The columns of a table or view, in order."""
    return [row[0] for row in db.execute(f"DESCRIBE {name}").fetchall()]
