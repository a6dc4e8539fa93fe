"""The writer's lock: a file beside the warehouse, so that a second run can wait and say for whom."""

import contextlib
import json
import os
import pathlib
import time
from collections.abc import Callable

import filelock

from warehouse.errors import WarehouseLocked, WarehouseReadOnly

POLL_SECONDS = 0.2


class WriterLock:
    """Held by the one process that writes a warehouse; freed by the system when that process dies.

    The lock is on `NAME.lock`; who holds it is told in `NAME.lock.json`, which is a note for people alone.
    """

    def __init__(self, warehouse: pathlib.Path) -> None:
        self.warehouse = warehouse
        self.note = warehouse.with_name(warehouse.name + ".lock.json")
        self.lock = filelock.FileLock(warehouse.with_name(warehouse.name + ".lock"), thread_local=False)

    def acquire(self, wait_seconds: float, on_wait: Callable[[str], object] | None) -> None:
        """Take the lock, waiting up to `wait_seconds`; raises `WarehouseLocked`, `WarehouseReadOnly`."""
        began, told = time.monotonic(), False
        while True:
            try:
                self.lock.acquire(timeout=0)
                break
            except filelock.Timeout:
                waited = time.monotonic() - began
                if waited >= wait_seconds:
                    raise WarehouseLocked(self.warehouse, self.holder(), waited) from None
                if on_wait is not None and not told:
                    told = True
                    on_wait(f"{self.warehouse}: {self.holder()} is writing; waiting up to {wait_seconds:.0f} s")
                time.sleep(min(POLL_SECONDS, wait_seconds - waited))
            except OSError as error:
                raise WarehouseReadOnly(self.warehouse) from error
        with contextlib.suppress(OSError):
            self.note.write_text(json.dumps({"pid": os.getpid(), "since": time.strftime("%Y-%m-%d %H:%M:%S")}))

    def holder(self) -> str:
        """Who holds the lock, as far as is known: `another process` or that with its id and since when."""
        try:
            note = json.loads(self.note.read_text())
            return f"another process (pid {int(note['pid'])}, since {note['since']})"
        except (OSError, ValueError, KeyError, TypeError):
            return "another process"

    def release(self) -> None:
        """Give the lock back."""
        with contextlib.suppress(OSError):
            self.note.unlink(missing_ok=True)
        self.lock.release()
