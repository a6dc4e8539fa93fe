"""What is read, a batch at a time: as many articles as take about five seconds.

So the cost of a batch itself is lost in it: two task runs, and a load whose checks take as long for one row as for
hundreds. `make bench-throughput` prints both.
"""

import time
from collections.abc import Iterable, Iterator

from flows.selection import Outside
from tallybook.articles import Article, Skipped, Unreadable

TARGET_SECONDS = 5.0
SMALLEST, LARGEST = 250, 2_000
# A batch is held in memory whole; a hundred pages of a book weigh more than a thousand briefs.
LARGEST_CHARS = 4_000_000


class Inputs:
    """What one batch was read from, in order; `outside` counts what was not wanted."""

    def __init__(self) -> None:
        self.articles: list[Article] = []
        self.turned_away: list[Unreadable | Skipped] = []
        self.outside = 0
        self.chars = 0
        self.seconds = 0.0

    def __len__(self) -> int:
        return len(self.articles) + len(self.turned_away) + self.outside

    def add(self, result: Article | Unreadable | Skipped | Outside) -> None:
        """Take one result of reading."""
        if isinstance(result, Article):
            self.articles.append(result)
            self.chars += len(result.body)
        elif isinstance(result, Outside):
            self.outside += 1
        else:
            self.turned_away.append(result)


class BatchSize:
    """How many articles make a batch."""

    def __init__(self, articles: int = 100) -> None:
        self.articles = articles

    def learn(self, articles: int, seconds: float) -> None:
        """Move towards the size that the pace of the last batch asks for, at most doubling or halving."""
        if not articles or seconds <= 0:
            return
        wanted = TARGET_SECONDS * articles / seconds
        bounded = min(max(wanted, self.articles / 2), self.articles * 2)
        self.articles = int(min(max(bounded, SMALLEST), LARGEST))


def batches(results: Iterable[Article | Unreadable | Skipped | Outside], size: BatchSize) -> Iterator[Inputs]:
    """The results of reading, a batch at a time; nothing is read ahead of the batch that is asked for."""
    inputs, start = Inputs(), time.monotonic()
    for result in results:
        inputs.add(result)
        if len(inputs) >= size.articles or inputs.chars >= LARGEST_CHARS:
            inputs.seconds = time.monotonic() - start
            yield inputs
            inputs, start = Inputs(), time.monotonic()
    if len(inputs):
        inputs.seconds = time.monotonic() - start
        yield inputs
