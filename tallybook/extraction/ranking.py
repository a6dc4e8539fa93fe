"""Choosing between candidates by weighed traits: what the rules see of a candidate, and how much it counts.

The weights of a choice stand in `lexicon/NAME.csv`, fitted on gold by `python -m benchmarks.fit_links` and
`python -m benchmarks.fit_whereabouts`. A candidate scores the sum of the weights of its traits; to choose none of them
scores nothing.
"""

import functools
from collections.abc import Iterable

from tallybook.extraction.data import rows

ALWAYS = "always"  # a trait of every candidate: how much there must be for it


@functools.cache
def weights(name: str) -> dict[str, float]:
    """Trait -> weight."""
    return {entry["trait"]: float(entry["weight"]) for entry in rows(name)}


def score(name: str, traits: Iterable[str]) -> float:
    """How much speaks for a candidate: above 0, more than for none."""
    known = weights(name)
    return known.get(ALWAYS, 0.0) + sum(known.get(trait, 0.0) for trait in traits)
