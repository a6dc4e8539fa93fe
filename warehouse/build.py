"""From rows to answers: link copies and incidents, work out what counts, make the views; all of it or nothing."""

import time

import duckdb

from warehouse import copies, incidents
from warehouse.connection import transaction
from warehouse.errors import ModelError
from warehouse.sqlfile import SqlFile, fingerprint, sql_files


def is_current(db: duckdb.DuckDBPyConnection) -> bool:
    """Whether the models stand on the present rows and files."""
    found = db.execute("SELECT state_value FROM warehouse_state WHERE state_key = 'models_built'").fetchall()
    return found == [(fingerprint(),)]


def build_models(db: duckdb.DuckDBPyConnection) -> dict[str, float]:
    """Build everything that is derived; seconds by step (`copies`, `incidents`, `counting`, `views`).

    Empty where nothing has changed since the last time.
    """
    if is_current(db):
        return {}
    timings: dict[str, float] = {}
    with transaction(db):
        began = time.perf_counter()
        copies.link(db)
        timings["copies"] = time.perf_counter() - began
        began = time.perf_counter()
        incidents.link(db)
        timings["incidents"] = time.perf_counter() - began
        db.execute("CREATE SCHEMA IF NOT EXISTS build")
        for step, wants_view in (("counting", False), ("views", True)):
            began = time.perf_counter()
            for file in sql_files():
                if file.is_view == wants_view:
                    make(db, file)
            timings[step] = time.perf_counter() - began
        db.execute("DELETE FROM warehouse_state WHERE state_key = 'models_built'")
        db.execute("INSERT INTO warehouse_state VALUES ('models_built', ?)", [fingerprint()])
    return timings


def make(db: duckdb.DuckDBPyConnection, file: SqlFile) -> None:
    """Make one view or table and comment it; `CREATE OR REPLACE` drops comments, so they are set each time."""
    try:
        db.execute(file.create())
    except (duckdb.BinderException, duckdb.CatalogException, duckdb.ParserException) as error:
        raise ModelError(str(error), f"{file.name}.sql", "mend the file") from error
    for statement in file.statements(columns(db, file.name)):
        db.execute(statement)


def columns(db: duckdb.DuckDBPyConnection, name: str) -> list[str]:
    """The columns of a table or view, in order."""
    return [row[0] for row in db.execute(f"DESCRIBE {name}").fetchall()]
