"""Batches of articles to figures, in this process, in several or on a cluster: the same rows, in the order read."""

import dataclasses
import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from typing import TYPE_CHECKING, Any, Self

from tallybook.articles import Article, Skipped, Unreadable

if TYPE_CHECKING:
    from flows.cluster import DaskPool

TARGET_SECONDS = 2.0
SMALLEST, LARGEST = 25, 2_000
# A batch is held in memory whole; a hundred pages of a book weigh more than a thousand briefs.
LARGEST_CHARS = 4_000_000


class Inputs:
    """What one batch was read from, in order. A plain class: Prefect looks into parameters that are collections."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.articles: list[Article] = []
        self.turned_away: list[Unreadable | Skipped] = []
        self.chars = 0
        self.seconds = 0.0

    def __len__(self) -> int:
        return len(self.articles) + len(self.turned_away)

    def add(self, result: Article | Unreadable | Skipped) -> None:
        """Take one result of reading."""
        if isinstance(result, Article):
            self.articles.append(result)
            self.chars += len(result.body)
        else:
            self.turned_away.append(result)


class BatchSize:
    """How many articles make a batch: as many as take about two seconds, so that a task's own cost is lost in it."""

    def __init__(self) -> None:
        self.articles = 100

    def learn(self, articles: int, seconds: float) -> None:
        """Move towards the size that the pace of the last batch asks for, at most doubling or halving."""
        if not articles or seconds <= 0:
            return
        wanted = TARGET_SECONDS * articles / seconds
        bounded = min(max(wanted, self.articles / 2), self.articles * 2)
        self.articles = int(min(max(bounded, SMALLEST), LARGEST))


def batches(results: Iterable[Article | Unreadable | Skipped], size: BatchSize) -> Iterator[Inputs]:
    """The results of reading, a batch at a time; nothing is read ahead of the batch that is asked for."""
    number, inputs, start = 1, Inputs(1), time.monotonic()
    for result in results:
        inputs.add(result)
        if len(inputs) >= size.articles or inputs.chars >= LARGEST_CHARS:
            inputs.seconds = time.monotonic() - start
            yield inputs
            number, start = number + 1, time.monotonic()
            inputs = Inputs(number)
    if len(inputs):
        inputs.seconds = time.monotonic() - start
        yield inputs


@dataclasses.dataclass(slots=True)
class Reading:
    """What extraction found in some articles; `failed` are those on which the engine broke, with its error."""

    articles: list[Article] = dataclasses.field(default_factory=list)
    figures: list[dict[str, object]] = dataclasses.field(default_factory=list)
    failed: list[tuple[str, str]] = dataclasses.field(default_factory=list)


def read_figures(articles: list[Article]) -> Reading:
    """Extract the figures of each article, and sign it so that near-copies are found."""
    import tallybook
    from tallybook.articles import near_duplicates

    reading = Reading()
    for article in articles:
        try:
            figures = tallybook.extract(
                article.body,
                published_at=article.published_at,
                publisher=article.publisher,
                title=article.title,
                article_id=article.article_id,
            )
        except Exception as error:  # A fault of the engine in one article must not cost the others; it is kept to read.
            reading.failed.append((article.uri, f"{type(error).__name__}: {error}"))
            continue
        article.signature, article.bands = near_duplicates.sign(article.body)
        reading.articles.append(article)
        reading.figures += [figure.as_dict() for figure in figures]
    return reading


class Extractor:
    """Extracts in this process (1), in a pool of processes (a number), or on a cluster (`dask://HOST:PORT`).

    Use it in a `with` statement. Raises `UserError` where the cluster cannot be reached.
    """

    def __init__(self, workers: int | str = 1) -> None:
        self._address = workers if isinstance(workers, str) and not workers.isdecimal() else None
        self.workers = 1 if self._address else int(workers)
        self._pool: ProcessPoolExecutor | DaskPool | None = None

    def __enter__(self) -> Self:
        if self._address:
            from flows.cluster import DaskPool

            self._pool = DaskPool(self._address)
            self.workers = self._pool.workers
        elif self.workers > 1:
            # Spawned, not forked: by now this process has threads.
            self._pool = ProcessPoolExecutor(
                self.workers, mp_context=multiprocessing.get_context("spawn"), initializer=_start_worker
            )
        return self

    def __exit__(self, *_: object) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)

    @property
    def ahead(self) -> int:
        """How many batches to have under way while one is being loaded."""
        return 2 if self._pool is not None else 0

    def submit(self, articles: list[Article]) -> "Pending":
        """Start on a batch; the answer waits in what is returned."""
        if self._pool is None:
            return Pending(articles, [])
        share = max(1, -(-len(articles) // (self.workers * 2)))
        parts = [articles[i : i + share] for i in range(0, len(articles), share)]
        return Pending([], [self._pool.submit(read_figures, part) for part in parts])


class Pending:
    """A batch under way. A plain class, for the reason that `Inputs` gives."""

    def __init__(self, articles: list[Article], parts: "list[Future[Reading]]") -> None:
        self._articles, self._parts = articles, parts

    def result(self) -> Reading:
        """What was found, in the order of the articles; extracts now where no pool does."""
        whole = read_figures(self._articles)
        for part in (future.result() for future in self._parts):
            whole.articles += part.articles
            whole.figures += part.figures
            whole.failed += part.failed
        return whole


def _start_worker() -> None:
    """Leave Ctrl-C to the parent, and end when the parent is killed rather than wait for work for ever."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent: Any = multiprocessing.parent_process()

    def follow() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=follow, name="follow-parent", daemon=True).start()
