"""Fit the weights of a choice between candidates: what `tallybook.extraction.ranking` weighs, learnt from gold."""

import collections
from collections.abc import Collection, Sequence

import numpy as np

# A choice: the traits of each candidate, and which of the candidates are right.
Case = tuple[Sequence[Sequence[str]], Sequence[int]]


def fit(cases: Sequence[Case], penalty: float, rare: int, free: Collection[str] = ()) -> dict[str, float]:
    """Trait -> weight under which the right candidates are likeliest.

    A conditional logit: a candidate's share of its choice is the exponent of the sum of its weights. Newton's steps,
    with `penalty` on the squares of all weights but those of the traits in `free`; where several candidates are right,
    their shares of the likelihood are worked out anew at each step. Traits of fewer than `rare` candidates weigh
    nothing. A choice without a right or without a wrong candidate teaches nothing.
    """
    cases = [case for case in cases if 0 < len(case[1]) < len(case[0])]
    count = collections.Counter(trait for traits, _ in cases for held in traits for trait in held)
    names = sorted(name for name, times in count.items() if times >= rare or name in free)
    column = {name: i for i, name in enumerate(names)}
    tables = []
    for traits, right in cases:
        table = np.zeros((len(traits), len(names)))
        for row, held in enumerate(traits):
            table[row, [column[trait] for trait in held if trait in column]] = 1
        tables.append((table, np.asarray(right)))
    weights = np.zeros(len(names))
    ridge = np.array([1e-3 if name in free else float(penalty) for name in names])
    for _ in range(30):
        gradient, curve = -ridge * weights, np.diag(ridge)
        for table, right in tables:
            scores = table @ weights
            likely = np.exp(scores - scores.max())
            likely /= likely.sum()
            wanted = np.zeros(len(likely))
            wanted[right] = likely[right] / likely[right].sum()
            gradient += table.T @ (wanted - likely)
            mean = table.T @ likely
            curve += (table.T * likely) @ table - np.outer(mean, mean)
        step = np.linalg.solve(curve, gradient)
        weights += step
        if np.abs(step).max() < 1e-4:
            break
    return {name: round(float(w), 2) for name, w in zip(names, weights, strict=True) if abs(w) >= 0.005}
