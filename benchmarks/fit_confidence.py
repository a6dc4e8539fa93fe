"""Fit `tallybook/extraction/lexicon/confidence.csv`: how much each feature of a row says of whether it is right.

    python -m benchmarks.fit_confidence [--write]

A row is right where gold has its figure and agrees in value, measure, source, place, country and period. The weights
are those of a logistic regression with a penalty on their squares, on the sets that the engine is tuned on: the
project's own, and the real ones where they are there. On those more rows are right than on any other article. So all
weights are then stretched by one number, and the first is moved by another, fitted on the sets held back: of these
nothing but the two numbers is learned.

Prints how well the present and the new weights do, as the Brier score (the mean square of confidence minus outcome:
lower is better), the area under the curve (how often a right row has more confidence than a wrong one), and the mean
confidence beside the share right; on each set held back also under the two numbers that the other gives. Writes only
with `--write`.
"""

import argparse
import csv
import dataclasses
from collections.abc import Iterable
from unittest import mock

import numpy as np

from benchmarks import scoring
from benchmarks.gold import ROOT, GoldSet, present_sets
from tallybook.extraction import confidence
from tallybook.extraction.mention import Mention
from tallybook.figure import Figure

WEIGHTS = ROOT / "tallybook/extraction/lexicon/confidence.csv"
PENALTY = 30.0  # by leaving whole articles out of the fit; printed beside others at each run
RARE = 8  # a feature of fewer rows says nothing
NAMES = list(confidence.FEATURES)


@dataclasses.dataclass
class Case:
    """A row that the engine gave: its article, the features that hold, whether it is right, its confidence today."""

    article: str
    features: list[str]
    right: bool
    told: float


def cases(sets: Iterable[GoldSet]) -> list[Case]:
    """Every row of the articles of some sets; an article that two sets hold counts once."""
    result, seen = [], set()
    measured = confidence.confidence
    for article in (article for gold_set in sets for article in gold_set.read()):
        if article.body in seen:
            continue
        seen.add(article.body)
        features: dict[str, list[str]] = {}

        def noted(mention: Mention, row: Figure, features: dict[str, list[str]] = features) -> float:
            features[row.figure_id] = confidence.features(mention, row)
            return measured(mention, row)

        with mock.patch.object(confidence, "confidence", noted):
            figures = article.extract()
        matched = scoring.match(article.figures, article.body, figures)
        judged = scoring.judge(article.figures, matched)
        right = {matched.found[gold["id"]].figure_id for gold, told in judged if scoring.row_right(told)}
        result += [Case(article.name, features[f.figure_id], f.figure_id in right, f.confidence) for f in figures]
    return result


def matrix(rows: list[Case]) -> tuple[np.ndarray, np.ndarray]:
    """Which features hold in each case, in the order of NAMES, and the outcomes."""
    held = np.array([[name in case.features for name in NAMES] for case in rows], dtype=float)
    return held, np.array([case.right for case in rows], dtype=float)


def fit(held: np.ndarray, right: np.ndarray, penalty: float = PENALTY) -> np.ndarray:
    """Weights by Newton's steps; the first feature holds always and is not penalised, rare ones stay 0."""
    used = np.flatnonzero(
        (held.sum(axis=0) >= RARE) & ((held.sum(axis=0) <= len(held) - RARE) | (held.min(axis=0) == 1))
    )
    x = held[:, used]
    ridge = penalty * np.eye(len(used))
    ridge[0, 0] = 1e-6
    weights = np.zeros(len(used))
    for _ in range(50):
        share = 1 / (1 + np.exp(-x @ weights))
        gradient = x.T @ (right - share) - ridge @ weights
        step = np.linalg.solve(x.T @ (x * (share * (1 - share))[:, None]) + ridge, gradient)
        weights += step
        if np.abs(step).max() < 1e-8:
            break
    result = np.zeros(len(NAMES))
    result[used] = weights
    return result


def shares(held: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """The confidence of each case under some weights."""
    return 1 / (1 + np.exp(-held @ weights))


def level(held: np.ndarray, right: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """The weights stretched and moved so that confidence is the share right among these rows."""
    x = np.column_stack([held @ weights, np.ones(len(held))])
    pair = np.array([1.0, 0.0])
    for _ in range(50):
        share = 1 / (1 + np.exp(-x @ pair))
        step = np.linalg.solve(x.T @ (x * (share * (1 - share))[:, None]) + 1e-6 * np.eye(2), x.T @ (right - share))
        pair += step
        if np.abs(step).max() < 1e-8:
            break
    stretched = weights * pair[0]
    stretched[0] += pair[1]
    return stretched


def quality(told: np.ndarray, right: np.ndarray) -> tuple[float, float]:
    """Brier score, and the area under the curve with ties counted half."""
    good, bad = told[right == 1], told[right == 0]
    above = (good[:, None] > bad[None, :]).mean() + 0.5 * (good[:, None] == bad[None, :]).mean()
    return float(((told - right) ** 2).mean()), float(above)


def crossed(rows: list[Case], penalty: float, folds: int = 8) -> np.ndarray:
    """Confidence of each case from a fit that left out its article."""
    held, right = matrix(rows)
    articles = sorted({case.article for case in rows})
    fold = np.array([articles.index(case.article) % folds for case in rows])
    told = np.zeros(len(rows))
    for k in range(folds):
        told[fold == k] = shares(held[fold == k], fit(held[fold != k], right[fold != k], penalty))
    return told


def line(name: str, told: np.ndarray, right: np.ndarray) -> str:
    """One row of what is printed."""
    return f"  {name:36}" + "{:.3f}  {:.3f}".format(*quality(told, right)) + f"  {told.mean():.3f}  {right.mean():.3f}"


def main() -> None:
    """Fit, compare, and write when asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="replace the weights of the engine")
    write = parser.parse_args().write
    tuned = cases(s for s in present_sets() if s.tuned)
    kept = {s.name: cases([s]) for s in present_sets() if not s.tuned}
    held, right = matrix(tuned)
    fitted = fit(held, right)
    everything = [case for rows in kept.values() for case in rows]
    weights = level(*matrix(everything), fitted)
    print(f"{len(tuned)} rows, {int(right.sum())} of them right.")
    print(f"  {'':36}Brier  curve  told   right")
    print(line("tuned on, present weights", np.array([c.told for c in tuned]), right))
    print(line("tuned on, fitted", shares(held, fitted), right))
    for penalty in (3, 10, 30, 100):
        print(line(f"article left out, penalty {penalty}", crossed(tuned, penalty), right))
    for name, rows in kept.items():
        told, outcome = matrix(rows)
        others = [case for other, cases_ in kept.items() if other != name for case in cases_]
        print(line(f"{name}, present", np.array([c.told for c in rows]), outcome))
        print(line(f"{name}, fitted", shares(told, fitted), outcome))
        if others:
            print(line(f"{name}, by the others", shares(told, level(*matrix(others), fitted)), outcome))
        print(line(f"{name}, new", shares(told, weights), outcome))
    if write:
        with WEIGHTS.open("w", encoding="utf-8", newline="") as file:
            table = csv.writer(file, lineterminator="\n")
            table.writerow(["feature", "weight"])
            table.writerows((name, f"{w:.2f}") for name, w in zip(NAMES, weights, strict=True) if abs(w) >= 0.005)
        print(f"Written: {WEIGHTS.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
