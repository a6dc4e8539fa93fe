"""A whole copy of the warehouse, and putting one back."""

import os
import pathlib

import duckdb

from schemas.ddl import quoted
from warehouse.connection import connect, explaining
from warehouse.errors import WarehouseMissing
from warehouse.lock import WriterLock
from warehouse.migrations import check_version


def backup(db: duckdb.DuckDBPyConnection, dest: pathlib.Path) -> pathlib.Path:
    """Copy the open warehouse to the file `dest`: written beside it, flushed, then renamed into place."""
    partial = dest.with_name(dest.name + ".partial")
    with explaining(dest):
        dest.parent.mkdir(parents=True, exist_ok=True)
        discard(partial)
        source = str(db.execute("SELECT current_database()").fetchall()[0][0])
        db.execute(f"ATTACH {quoted(str(partial))} AS backup_copy")
        try:
            db.execute(f'COPY FROM DATABASE "{source}" TO backup_copy')
        finally:
            db.execute("DETACH backup_copy")
        settle(partial, dest)
    return dest


def restore(backup: str | pathlib.Path, path: str | pathlib.Path, *, wait_seconds: float = 60.0) -> None:
    """Put a backup in the warehouse's place, atomically; the file that was there is kept as `NAME.before-restore`.

    The backup is opened and its version looked at first, so nothing is replaced by a file that is no warehouse.
    """
    backup, path = pathlib.Path(backup), pathlib.Path(path)
    if not backup.exists():
        raise WarehouseMissing(backup)
    with connect(backup, read_only=True) as db:
        check_version(db, backup)
    lock = WriterLock(path)
    with explaining(path):
        path.parent.mkdir(parents=True, exist_ok=True)
    lock.acquire(wait_seconds, None)
    try:
        with explaining(path):
            partial = path.with_name(path.name + ".partial")
            partial.write_bytes(backup.read_bytes())
            wal = path.with_name(path.name + ".wal")
            if path.exists():
                kept = path.with_name(path.name + ".before-restore")
                os.replace(path, kept)
                if wal.exists():
                    os.replace(wal, kept.with_name(kept.name + ".wal"))
            settle(partial, path)
    finally:
        lock.release()


def discard(path: pathlib.Path) -> None:
    """Remove what a run that died left of a file that it was writing."""
    path.unlink(missing_ok=True)
    path.with_name(path.name + ".wal").unlink(missing_ok=True)


def settle(partial: pathlib.Path, dest: pathlib.Path) -> None:
    """Flush a finished file to the disk and put it in its place at once; readers of the old one keep it."""
    with partial.open("rb") as file:
        os.fsync(file.fileno())
    os.replace(partial, dest)
