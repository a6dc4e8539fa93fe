"""Fit `tallybook/extraction/lexicon/whereabouts.csv`: how much each feature of a place tells whether a figure is there.

    python -m benchmarks.fit_whereabouts [--gold DIR:ARTICLES ...] [--write]

Asked are the figures whose own clause names no place; right are the candidates whose name gold accepts, in the country
that gold gives. The weights are those of a choice among each figure's candidates (a conditional logit: the candidates'
shares are the exponents of their sums, made into one), with a penalty on their squares, on the sets that the engine is
tuned on and on more gold of the same form where `--gold` names its folder and that of its articles. Prints how many
figures the place of the event alone gets right, how many the present weights, and how many weights that were fitted
without the figure's article; and how many have a right candidate at all. Writes only with `--write`.
"""

import argparse
import csv
import dataclasses
import pathlib
from collections.abc import Iterable
from typing import Any
from unittest import mock

import numpy as np

from benchmarks import choice, scoring
from benchmarks.gold import ROOT, GoldArticle, GoldSet, present_sets
from tallybook.extraction import extract, ranking
from tallybook.extraction.linking import Link
from tallybook.extraction.tokens import Sentence
from tallybook.extraction.whereabouts import Candidate, Whereabouts

WEIGHTS = ROOT / "tallybook/extraction/lexicon/whereabouts.csv"
PENALTY = 3.0  # by leaving whole articles out of the fit; printed beside others at each run
RARE = 6  # a feature of fewer candidates says nothing
FOLDS = 8


@dataclasses.dataclass
class Case:
    """A figure without a place in its clause: its article, its candidates' features, which of them are right, and
    which is the place of its event.
    """

    article: str
    features: list[list[str]]
    right: np.ndarray
    rule: int


def cases(sets: Iterable[GoldSet]) -> list[Case]:
    """The figures of the articles of some sets that gold places; an article that two sets hold counts once."""
    result, seen = [], set()
    for article in (article for gold_set in sets for article in gold_set.read()):
        if article.body not in seen:
            seen.add(article.body)
            result += _cases(article)
    return result


def _cases(article: GoldArticle) -> list[Case]:
    asked: dict[str, list[Candidate]] = {}
    candidates = Whereabouts.candidates

    def noted(self: Whereabouts, s: Sentence, link: Link, *rest: Any) -> list[Candidate]:
        listed = candidates(self, s, link, *rest)
        asked[extract.figure_id(s, link, f"gold:{article.name}")] = listed
        return listed

    with mock.patch.object(Whereabouts, "candidates", noted):
        figures = article.extract()
    matched = scoring.match(article.figures, article.body, figures)
    result = []
    for gold in article.figures:
        figure = matched.found.get(gold["id"])
        listed = asked.get(figure.figure_id, []) if figure is not None and gold["place"] else []
        if not listed:
            continue
        names = set(map(scoring.fold, gold["place"]))
        right = [
            not names.isdisjoint(map(scoring.fold, (c.region.name, c.topo.text if c.topo is not None else "")))
            and gold["country"] in (None, "", c.region.country_code)
            for c in listed
        ]
        rule = next((i for i, c in enumerate(listed) if "rule's" in c.features), 0)
        result.append(Case(article.name, [c.features for c in listed], np.array(right), rule))
    return result


def fit(rows: list[Case], penalty: float = PENALTY) -> dict[str, float]:
    """Feature -> weight."""
    return choice.fit([(case.features, np.flatnonzero(case.right).tolist()) for case in rows], penalty, RARE)


def hits(rows: list[Case], weights: dict[str, float]) -> int:
    """For how many figures the weights choose a right candidate."""
    chosen = [np.argmax([sum(weights.get(f, 0.0) for f in features) for features in case.features]) for case in rows]
    return int(sum(case.right[i] for case, i in zip(rows, chosen, strict=True)))


def crossed(rows: list[Case], penalty: float) -> int:
    """The same with weights from a fit that left out the figure's article."""
    articles = sorted({case.article for case in rows})
    fold = [articles.index(case.article) % FOLDS for case in rows]
    return sum(
        hits(
            [case for case, k in zip(rows, fold, strict=True) if k == left_out],
            fit([case for case, k in zip(rows, fold, strict=True) if k != left_out], penalty),
        )
        for left_out in range(FOLDS)
    )


def main() -> None:
    """Fit, compare, and write when asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", action="append", default=[], help="more gold: its folder, a colon, its articles'")
    parser.add_argument("--write", action="store_true", help="replace the weights of the engine")
    options = parser.parse_args()
    more = [
        GoldSet(gold, pathlib.Path(gold), pathlib.Path(articles), True)
        for gold, articles in (named.split(":") for named in options.gold)
    ]
    rows = cases([*(s for s in present_sets() if s.tuned), *more])
    print(f"{len(rows)} figures without a place in their clause; {sum(c.right.any() for c in rows)} can be right")
    print(f"right: {sum(case.right[case.rule] for case in rows)} by the place of the event alone,", end=" ")
    print(f"{hits(rows, ranking.weights('whereabouts'))} by the present weights; by weights fitted on other articles:")
    for penalty in (PENALTY / 2, PENALTY, 2 * PENALTY):
        print(f"  {crossed(rows, penalty)} with penalty {penalty:g}")
    if options.write:
        with WEIGHTS.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(("trait", "weight"))
            writer.writerows((name, f"{w:.2f}") for name, w in fit(rows).items())


if __name__ == "__main__":
    main()
