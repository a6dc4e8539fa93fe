"""How far a run is, for the person who waits: a live line on a terminal, a line now and then in a log."""

import contextlib
import sys
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING

from flows import log

if TYPE_CHECKING:  # rich is imported at a terminal alone
    from rich.status import Status

QUIET_SECONDS = 10.0


class Progress:
    """Counts of a run, shown on standard error; standard output belongs to the answer."""

    def __init__(self) -> None:
        self.read = self.figures = 0
        self._start = self._told = time.monotonic()
        self._live: Status | None = None

    def stage(self, name: str) -> None:
        """Begin another stage of the run."""
        self._show(name, "stage")

    def count(self, read: int, figures: int) -> None:
        """Add what a batch brought."""
        self.read += read
        self.figures += figures
        self._show("reading", "batch")

    def _show(self, stage: str, event: str) -> None:
        now = time.monotonic()
        rate = self.read / max(now - self._start, 0.001)
        line = f"{stage}: {self.read:,} read, {self.figures:,} figures, {rate:,.0f} a second"
        if self._live is not None:
            self._live.update(line)
        elif log.in_json() or now - self._told >= QUIET_SECONDS:
            self._told = now
            log.say(line, event, stage=stage, read=self.read, figures=self.figures, seconds=round(now - self._start, 3))


@contextlib.contextmanager
def progress() -> Iterator[Progress]:
    """Show the progress of what is done within."""
    shown = Progress()
    if log.in_json() or not sys.stderr.isatty():
        yield shown
        return
    from rich.console import Console

    with Console(stderr=True).status("starting") as shown._live:
        yield shown
