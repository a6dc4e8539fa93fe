"""What a run did, counted batch by batch: what the command tells, Prefect's UI shows and scripts get back."""

import dataclasses
import time
from collections.abc import Iterator
from contextlib import contextmanager

from flows.extraction import Reading
from tallybook.articles.article import printable
from warehouse import Loaded

# So many inputs that could not be read are told; all of them are in `rejects`, and none more is held in memory.
SHOWN_PROBLEMS = 20


@dataclasses.dataclass
class RunResult:
    """What a run did: of the inputs read, how many were new, changed, known, copies or turned away.

    `problems` tells the first of the unreadable ones, each in a line.
    """

    run_id: str = ""
    read: int = 0
    new: int = 0
    changed: int = 0
    known: int = 0
    copies: int = 0
    unreadable: int = 0
    left_out: int = 0
    outside: int = 0
    figures: int = 0
    rejected_figures: int = 0
    warehouse: str = ""
    published: str | None = None
    problems: list[str] = dataclasses.field(default_factory=list)
    seconds: dict[str, float] = dataclasses.field(default_factory=dict)

    @property
    def articles(self) -> int:
        """Articles that could be read, whether they were new or not."""
        return self.new + self.changed + self.known

    def add(self, reading: Reading, loaded: Loaded) -> None:
        """Count one batch."""
        self.read += reading.read
        self.new += loaded.new
        self.changed += loaded.changed
        self.known += loaded.skipped
        self.outside += reading.outside
        self.seconds["read"] = round(self.seconds.get("read", 0.0) + reading.seconds, 3)
        self.figures += loaded.figures
        self.rejected_figures += loaded.rejected_figures
        for rule, uri, message in reading.rejects.select("rule", "uri", "message").rows():
            if rule == "left_out":
                self.left_out += 1
                continue
            self.unreadable += 1
            if rule == "engine_failed":
                message = f"the engine failed ({message}); please report it"
            if len(self.problems) < SHOWN_PROBLEMS:
                self.problems.append(printable(f"{uri[:300]}: {message}"))

    @contextmanager
    def timed(self, stage: str) -> Iterator[None]:
        """Add the time that the block takes to that of its stage."""
        start = time.monotonic()
        try:
            yield
        finally:
            self.seconds[stage] = round(self.seconds.get(stage, 0.0) + time.monotonic() - start, 3)
