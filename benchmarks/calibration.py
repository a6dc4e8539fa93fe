"""Whether confidence means what it says: bands of it against the share of rows that are right."""

import dataclasses
import itertools
from collections.abc import Iterable, Sequence

from benchmarks import scoring
from tallybook.figure import Figure

EDGES = (0.0, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 1.0)


@dataclasses.dataclass
class Band:
    """Rows whose confidence lies in [low, high): how many, how many right, and the sum of their confidence."""

    low: float
    high: float
    rows: int = 0
    right: int = 0
    told: float = 0.0


def outcomes(golds: Sequence[scoring.Gold], matched: scoring.Matched) -> list[tuple[Figure, bool]]:
    """Each predicted figure of an article and whether its row is right; a false alarm is wrong."""
    right = [(matched.found[gold["id"]], scoring.row_right(told)) for gold, told in scoring.judge(golds, matched)]
    return right + [(figure, False) for figure in matched.false_alarms]


def bands(rows: Iterable[tuple[Figure, bool]]) -> list[Band]:
    """The rows by band of confidence, from low to high."""
    result = [Band(low, high) for low, high in itertools.pairwise(EDGES)]
    for figure, right in rows:
        band = next((b for b in result if b.low <= figure.confidence < b.high), result[-1])
        band.rows += 1
        band.right += right
        band.told += figure.confidence
    return result
