"""A whole copy of the warehouse, and putting one back."""

import contextlib
import os
import pathlib
import shutil
from collections.abc import Iterator

import duckdb

from schemas.ddl import named, quoted
from warehouse.connection import connect, explaining, one_row
from warehouse.errors import WarehouseError, WarehouseMissing
from warehouse.lock import WriterLock
from warehouse.migrations import check_version


def backup(db: duckdb.DuckDBPyConnection, dest: pathlib.Path) -> pathlib.Path:
    """Copy the open warehouse to the file `dest`: written beside it, flushed, then renamed into place."""
    partial = dest.with_name(dest.name + ".partial")
    with explaining(dest):
        dest.parent.mkdir(parents=True, exist_ok=True)
        discard(partial)
        with discarded_on_failure(partial):
            _copy(db, one_row(db.execute("SELECT current_database()"))[0], partial)
            settle(partial, dest)
    return dest


def _copy(db: duckdb.DuckDBPyConnection, source: str, dest: pathlib.Path) -> None:
    db.execute(f"ATTACH {quoted(str(dest))} AS backup_copy")
    try:
        db.execute(f"COPY FROM DATABASE {named(source)} TO backup_copy")
    finally:
        db.execute("DETACH backup_copy")


def restore(backup: str | pathlib.Path, path: str | pathlib.Path, *, wait_seconds: float = 60.0) -> None:
    """Put a backup in the warehouse's place, atomically; the file that was there is kept as `NAME.before-restore`.

    Every row of the backup is read before, so that nothing is replaced by a file that is damaged or no warehouse.
    """
    backup, path = pathlib.Path(backup), pathlib.Path(path)
    if not backup.exists():
        raise WarehouseMissing(backup)
    with explaining(path):
        path.parent.mkdir(parents=True, exist_ok=True)
    lock = WriterLock(path)
    lock.acquire(wait_seconds, None)
    partial = path.with_name(path.name + ".partial")
    try:
        with connect(backup, read_only=True) as db, explaining(backup):
            check_version(db, backup)
        with discarded_on_failure(partial), duckdb.connect() as db:
            discard(partial)
            with explaining(backup):
                db.execute(f"ATTACH {quoted(str(backup))} AS kept (READ_ONLY)")
                _copy(db, "kept", partial)
            with explaining(path):
                if path.exists():
                    _keep(path, path.with_name(path.name + ".before-restore"))
                settle(partial, path)
    finally:
        lock.release()


def _keep(path: pathlib.Path, kept: pathlib.Path) -> None:
    """Give the file a second name, under which it stays when another takes its place."""
    # what waits in its log goes into the file; of one that cannot be opened the log is kept beside it
    with contextlib.suppress(duckdb.Error, WarehouseError), connect(path) as db:
        db.execute("CHECKPOINT")
    discard(kept)
    try:
        os.link(path, kept)
    except OSError:  # a file system without links
        shutil.copyfile(path, kept)
    wal = path.with_name(path.name + ".wal")
    if wal.exists():
        os.replace(wal, kept.with_name(kept.name + ".wal"))


def discard(path: pathlib.Path) -> None:
    """Remove what a run that died left of a file that it was writing."""
    path.unlink(missing_ok=True)
    path.with_name(path.name + ".wal").unlink(missing_ok=True)


@contextlib.contextmanager
def discarded_on_failure(partial: pathlib.Path) -> Iterator[None]:
    """Leave nothing of a file or folder that could not be written to its end: on a full disk it would keep it full."""
    try:
        yield
    except BaseException:
        if partial.is_dir():
            shutil.rmtree(partial, ignore_errors=True)
        else:
            discard(partial)
        raise


def settle(partial: pathlib.Path, dest: pathlib.Path) -> None:
    """Flush a finished file to the disk and put it in its place at once; readers of the old one keep it."""
    with partial.open("rb") as file:
        os.fsync(file.fileno())
    os.replace(partial, dest)
