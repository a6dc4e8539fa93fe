"""The fit of a figure's place: a choice among candidates, learnt from which of them are right."""

import numpy as np

from benchmarks import fit_whereabouts
from benchmarks.fit_whereabouts import Case
from tallybook.extraction.data import rows

# In each the place named last is right, whatever else is said of it; the first has no right candidate to learn from.
CASES = [
    Case("a", [["far"], ["far", "loud"]], np.array([False, False]), 0),
    *(Case(f"b{i}", [["far", "loud"], ["last"]], np.array([False, True]), 0) for i in range(8)),
    *(Case(f"c{i}", [["last", "loud"], ["far"]], np.array([True, False]), 1) for i in range(8)),
]


def test_what_tells_right_from_wrong_weighs_and_what_does_not_weighs_little() -> None:
    weights = fit_whereabouts.fit(CASES, penalty=1.0)
    assert weights["last"] > 0.5 > abs(weights.get("loud", 0.0))
    assert weights["far"] < -0.5
    assert fit_whereabouts.hits(CASES, weights) == 16


def test_weights_of_other_articles_do_as_well_where_all_articles_are_alike() -> None:
    assert fit_whereabouts.crossed(CASES, penalty=1.0) == 16


def test_every_weight_is_a_plain_number() -> None:
    assert all(-3 < float(row["weight"]) < 3 for row in rows("whereabouts"))
