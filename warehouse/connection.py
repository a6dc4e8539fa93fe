"""Opening DuckDB files, and telling its errors in words that say what to do."""

import contextlib
import pathlib
import re
from collections.abc import Iterator
from typing import Any

import duckdb
import polars as pl

from warehouse.errors import (
    DiskFull,
    NotAWarehouse,
    NotEnoughMemory,
    WarehouseError,
    WarehouseLocked,
    WarehouseMissing,
    WarehouseReadOnly,
)

SIGNS_OF_A_FULL_DISK = ("no space left", "file too large", "disk quota", "could not write all bytes", "out of disk")
SIGNS_OF_NO_PERMISSION = ("permission denied", "read-only file system", "operation not permitted")
SIGNS_OF_NO_DATABASE = ("not a valid duckdb database", "not a database", "does not exist in the file", "is a directory")
SIGNS_OF_DAMAGE = (
    "corrupt",
    "checksum",
    "failed to load metadata",
    "wal replay",
    "could not read enough bytes",
    "deserialize",
    "failure while replaying wal",
)
RESTORE = "put a backup in its place with `tallybook restore`, or move the file away and run again"


def explain(error: Exception, path: pathlib.Path) -> WarehouseError | None:
    """The error in Tallybook's words; None where it is not about the file, and so a fault of the program."""
    text = str(error).lower()
    if isinstance(error, duckdb.OutOfMemoryException) and "max_temp_directory_size" not in text:
        return NotEnoughMemory(path)
    if any(sign in text for sign in SIGNS_OF_A_FULL_DISK):
        return DiskFull(path)
    if any(sign in text for sign in SIGNS_OF_NO_PERMISSION):
        return WarehouseReadOnly(path)
    if "could not set lock" in text or "conflicting lock" in text or "being used by another process" in text:
        found = re.search(r"pid (\d+)", text)
        return WarehouseLocked(path, f"another process (pid {found[1]})" if found else "another process", 0)
    if any(sign in text for sign in SIGNS_OF_NO_DATABASE):
        return NotAWarehouse("is no DuckDB database", path, "give another --warehouse, or move the file away")
    if "newer version of duckdb" in text or "database file with version number" in text:
        return NotAWarehouse("was written by another release of DuckDB", path, "install the release that wrote it")
    if any(sign in text for sign in SIGNS_OF_DAMAGE):
        return NotAWarehouse("is damaged and cannot be opened", path, RESTORE)
    return None


@contextlib.contextmanager
def explaining(path: pathlib.Path) -> Iterator[None]:
    """Turn DuckDB's and the system's errors about the file into `WarehouseError`s."""
    try:
        yield
    except (duckdb.Error, OSError) as error:
        told = explain(error, path)
        if told is None:
            raise
        raise told from error


def connect(
    path: pathlib.Path,
    *,
    read_only: bool = False,
    config: dict[str, str | bool | int | float | list[str]] | None = None,
) -> duckdb.DuckDBPyConnection:
    """Open the file, with this project's errors; with `read_only` it has to be there."""
    if path.is_dir():
        raise NotAWarehouse("is a folder", path, "give the path of a file, such as ledger.duckdb")
    if read_only and not path.exists():
        raise WarehouseMissing(path)
    with explaining(path):
        try:
            return duckdb.connect(path, read_only=read_only, config=config or {})
        except duckdb.ConnectionException as error:
            if "different configuration" not in str(error):
                raise
            raise WarehouseLocked(path, "this very process", 0) from error
        except (duckdb.SerializationException, duckdb.InternalException, duckdb.FatalException) as error:
            raise NotAWarehouse("is damaged and cannot be opened", path, RESTORE) from error


@contextlib.contextmanager
def transaction(db: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """All of the block, or nothing of it."""
    db.execute("BEGIN TRANSACTION")
    try:
        yield
    except BaseException:
        # after a full disk DuckDB has closed the transaction, or the whole database, itself
        with contextlib.suppress(duckdb.Error):
            db.execute("ROLLBACK")
        raise
    db.execute("COMMIT")


@contextlib.contextmanager
def given(db: duckdb.DuckDBPyConnection, **frames: pl.DataFrame) -> Iterator[None]:
    """Let the statements of the block read the frames under the names given, which must not be those of tables."""
    for name, rows in frames.items():
        db.register(name, rows)
    try:
        yield
    finally:
        for name in frames:
            # once a statement has failed, this would fail too, and hide what went wrong
            with contextlib.suppress(duckdb.Error):
                db.unregister(name)


def one_row(answered: duckdb.DuckDBPyConnection) -> tuple[Any, ...]:
    """The single row of an executed statement.

    Read to its end: a result left half read keeps DuckDB's connection busy.
    """
    return tuple(answered.fetchall()[0])
