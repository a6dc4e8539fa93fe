"""The version of a warehouse's schema, and how an older one is brought up to date in place."""

import pathlib

import duckdb

from schemas.ddl import statements
from warehouse import clock
from warehouse.connection import one_row, transaction
from warehouse.errors import NotAWarehouse, SchemaTooNew

SCHEMA_VERSION = 1

# version -> the statements that bring the version before it there. What has been released is never edited.
MIGRATIONS: dict[int, tuple[str, ...]] = {}


def schema_version(db: duckdb.DuckDBPyConnection, path: pathlib.Path) -> int | None:
    """The version found in the file; None where it is empty. Raises `NotAWarehouse` for somebody else's database."""
    names = {row[0] for row in db.execute("SELECT table_name FROM duckdb_tables() WHERE NOT internal").fetchall()}
    if "schema_versions" in names:
        found: int | None = one_row(db.execute("SELECT max(version) FROM schema_versions"))[0]
        return found
    if names:
        raise NotAWarehouse("is a DuckDB database of something else", path, "give another --warehouse")
    return None


def check_version(db: duckdb.DuckDBPyConnection, path: pathlib.Path) -> int | None:
    """The version found; raises `SchemaTooNew` where a later Tallybook wrote it."""
    found = schema_version(db, path)
    if found is not None and found > SCHEMA_VERSION:
        raise SchemaTooNew(path, found, SCHEMA_VERSION)
    return found


def migrate(db: duckdb.DuckDBPyConnection, path: pathlib.Path) -> bool:
    """Make the tables of an empty file, or bring an older one up to date, each version in a transaction.

    True where anything was done, so that the models have to be built again.
    """
    found = check_version(db, path)
    if found == SCHEMA_VERSION:
        return False
    if found is None:
        with transaction(db):
            db.execute(";\n".join(statements()))
            db.execute("INSERT INTO schema_versions VALUES (?, ?)", [SCHEMA_VERSION, clock.now()])
        return True
    for version in range(found + 1, SCHEMA_VERSION + 1):
        with transaction(db):
            for statement in MIGRATIONS[version]:
                db.execute(statement)
            db.execute("INSERT INTO schema_versions VALUES (?, ?)", [version, clock.now()])
    return True
