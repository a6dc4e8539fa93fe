"""The readers' copy: one DuckDB file with the marts as tables, and the same as Parquet with a Data Package.

Both are written aside and put in place by one rename, so that whoever opens the copy finds a whole one, and whoever
holds the old one keeps it::

    DEST/tallybook.duckdb                  every mart and table, with comments
    DEST/parquet -> versions/ID            the same as Parquet; `datapackage.json` describes it
"""

import contextlib
import json
import os
import pathlib
import shutil
import uuid
from collections.abc import Iterator

import duckdb

from schemas.ddl import comments, named, quoted
from warehouse import clock
from warehouse.backup import discard, discarded_on_failure, settle
from warehouse.connection import explaining, transaction
from warehouse.datapackage import descriptor
from warehouse.marts import column_meaning, marts, meanings
from warehouse.migrations import SCHEMA_VERSION

PUBLISHED_FILE = "tallybook.duckdb"
# The oldest format that keeps all of this: tools that carry a DuckDB of 1.x read it too.
STORAGE_VERSION = "v1.2.0"
# `counted_figures` holds every column of these, so that they are views on it and nothing is kept twice.
VIEWS = ("reported_figures", "figures")
COPY = "published_copy"
PARTITIONED = {"counted_figures": ("published_year", "year(published_at)")}


def published_path(warehouse: str | pathlib.Path) -> pathlib.Path:
    """The folder of the default published copy: `NAME.published` beside the warehouse `NAME.duckdb`."""
    warehouse = pathlib.Path(warehouse)
    name = warehouse.stem if warehouse.suffix in (".duckdb", ".db") else warehouse.name
    return warehouse.with_name(name + ".published")


def publish(db: duckdb.DuckDBPyConnection, dest: pathlib.Path) -> pathlib.Path:
    """Write the readers' copy of an open warehouse, whose models are built, into the folder `dest`."""
    with explaining(dest):
        dest.mkdir(parents=True, exist_ok=True)
        _publish_database(db, dest / PUBLISHED_FILE)
        # the Parquet files are written from the copy, so that no mart is worked out twice and both say the same, and by
        # this connection, for a second one would take as much memory again
        with _attached(db, dest / PUBLISHED_FILE, "READ_ONLY"):
            _publish_parquet(db, dest)
    return dest / PUBLISHED_FILE


@contextlib.contextmanager
def _attached(db: duckdb.DuckDBPyConnection, path: pathlib.Path, options: str) -> Iterator[None]:
    db.execute(f"ATTACH {quoted(str(path))} AS {COPY} ({options})")
    try:
        yield
    finally:
        db.execute(f"DETACH {COPY}")


def _publish_database(db: duckdb.DuckDBPyConnection, dest: pathlib.Path) -> None:
    partial = dest.with_name(dest.name + ".partial")
    discard(partial)
    with discarded_on_failure(partial):
        _write_database(db, partial)
        settle(partial, dest)


def _write_database(db: duckdb.DuckDBPyConnection, partial: pathlib.Path) -> None:
    with _attached(db, partial, f"STORAGE_VERSION '{STORAGE_VERSION}'"):
        for name, select in marts():
            if name not in VIEWS:
                db.execute(f"CREATE TABLE {COPY}.{named(name)} AS {select}")
        columns_of = {name: [row[0] for row in db.execute(f"DESCRIBE {name}").fetchall()] for name in VIEWS}
    with duckdb.connect(partial) as copy, transaction(copy):
        held = {row[0] for row in copy.execute("DESCRIBE counted_figures").fetchall()}
        for name, wanted in columns_of.items():
            kept = ", ".join(named(column) for column in wanted if column in held)
            copy.execute(f"CREATE VIEW {name} AS SELECT {kept} FROM counted_figures")
        copy.execute("CREATE TABLE schema_versions (version INTEGER, applied_at TIMESTAMP)")
        copy.execute("INSERT INTO schema_versions VALUES (?, ?)", [SCHEMA_VERSION, clock.now()])
        found = copy.execute("SELECT table_name, column_name FROM duckdb_columns() WHERE NOT internal").fetchall()
        for name, (told, _) in meanings().items():
            columns = [column for table, column in found if table == name]
            if columns:
                kind = "VIEW" if name in VIEWS else "TABLE"
                for statement in comments(
                    kind, name, told, ((column, column_meaning(name, column)) for column in columns)
                ):
                    copy.execute(statement)


def _publish_parquet(db: duckdb.DuckDBPyConnection, dest: pathlib.Path) -> None:
    versions = dest / "versions"
    before = os.readlink(dest / "parquet") if (dest / "parquet").is_symlink() else None
    fresh = versions / uuid.uuid4().hex[:12]
    fresh.mkdir(parents=True)
    with discarded_on_failure(fresh):
        _write_parquet(db, fresh)
    link = dest / f"parquet.{fresh.name}"
    link.symlink_to(pathlib.Path("versions") / fresh.name)
    os.replace(link, dest / "parquet")
    # the version before stays for those who read it; older ones, and what dead runs left, go
    kept = {fresh.name, pathlib.Path(before).name if before else ""}
    for old in versions.iterdir():
        if old.name not in kept:
            shutil.rmtree(old, ignore_errors=True)
    for old_link in dest.glob("parquet.*"):
        old_link.unlink(missing_ok=True)


def _write_parquet(db: duckdb.DuckDBPyConnection, fresh: pathlib.Path) -> None:
    for name, _ in marts():
        if name in PARTITIONED:
            column, value = PARTITIONED[name]
            db.execute(
                f"COPY (SELECT *, {value} AS {column} FROM {COPY}.{named(name)}) TO {quoted(str(fresh / name))} "
                f"(FORMAT parquet, COMPRESSION zstd, PARTITION_BY ({column}))"
            )
            (fresh / name).mkdir(exist_ok=True)
        elif name not in VIEWS:
            db.execute(
                f"COPY {COPY}.{named(name)} TO {quoted(str(fresh / f'{name}.parquet'))} "
                "(FORMAT parquet, COMPRESSION zstd)"
            )
    (fresh / "datapackage.json").write_text(json.dumps(descriptor(db, COPY, fresh), indent=1), encoding="utf-8")
