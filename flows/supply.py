"""Where a run's batches come from: articles read here, or shards that workers make of what they read themselves.

Either way a batch is under way before it is asked for, as many at a time as the workers can use, and comes in order.
"""

import collections
import time
from collections.abc import Iterator
from typing import Protocol

from flows.batches import BatchSize, Inputs, batches
from flows.extraction import Reading, aside, joined, read_figures
from flows.selection import Selection
from flows.shards import Part, Shard, Storage, Unit, make, units
from flows.workers import Call, Workers
from warehouse import Warehouse


class Pending(Protocol):
    """A batch under way."""

    def collect(self) -> list[Reading | Part]:
        """What came of it, to be fetched and loaded; asked again, as a retry does, it is worked out again."""


def read_here(paths: list[str], selection: Selection, workers: Workers, ledger: Warehouse) -> Iterator[Pending]:
    """Articles read in this process and extracted by the workers, without those that the ledger knows."""
    return _ahead(_submitted(paths, selection, workers, ledger), 2 if workers.count else 0)


def read_by_workers(paths: list[str], selection: Selection, workers: Workers, storage: Storage) -> Iterator[Pending]:
    """Shards that the workers make; what the ledger knows is left out as they are loaded."""
    started = (
        _Unit(unit, workers.submit(make, unit.paths, selection, storage) if unit.paths else None)
        for unit in units(paths)
    )
    return _ahead(started, 2 * workers.count)


def _ahead(started: Iterator[Pending], number: int) -> Iterator[Pending]:
    waiting: collections.deque[Pending] = collections.deque()
    for pending in started:
        waiting.append(pending)
        if len(waiting) > number:
            yield waiting.popleft()
    yield from waiting


def _submitted(paths: list[str], selection: Selection, workers: Workers, ledger: Warehouse) -> Iterator[Pending]:
    size = BatchSize()
    for inputs in batches(selection.read(paths), size):
        began = time.monotonic()
        known = ledger.known_articles([article.article_id for article in inputs.articles])
        new = [article for article in inputs.articles if article.article_id not in known]
        share = max(1, -(-len(new) // max(1, 2 * workers.count)))
        calls = [workers.submit(read_figures, new[i : i + share]) for i in range(0, len(new), share)]
        yield _Batch(inputs, len(known), calls)
        if new:
            size.learn(len(inputs), time.monotonic() - began + inputs.seconds)


class _Batch:
    def __init__(self, inputs: Inputs, known: int, calls: list[Call[Reading]]) -> None:
        self._aside = aside(inputs.turned_away, known=known, outside=inputs.outside, seconds=inputs.seconds)
        self._calls = calls

    def collect(self) -> list[Reading | Part]:
        return [joined([self._aside, *(call.result() for call in self._calls)])]


class _Unit:
    def __init__(self, unit: Unit, call: Call[Shard] | None) -> None:
        self._unit, self._call = unit, call

    def collect(self) -> list[Reading | Part]:
        shard = self._call.result() if self._call else None
        listed = aside(self._unit.turned_away, outside=shard.outside if shard else 0)
        return [*([listed] if listed.read or listed.outside else []), *(shard.parts if shard else [])]
