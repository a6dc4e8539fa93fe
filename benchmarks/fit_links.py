"""Fit `tallybook/extraction/lexicon/shares.csv` and `repeats.csv`: how much each trait of two figures says of whether
the one is a share, or a repeat, of the other.

    python -m benchmarks.fit_links [--write] [--also GOLD ARTICLES] ...

Each figure chooses between its candidates and none, as a conditional logit: the weights make the choices of gold as
likely as they can, with a penalty on their squares. They are fitted on the sets that the engine is tuned on, and on
further folders of gold named with `--also`. Prints how many figures are linked as gold links them, of those that
either links, for the present weights and for weights that never saw the figure's article, and the same on the sets
held back. Writes only with `--write`.
"""

import argparse
import csv
import dataclasses
import pathlib
import re
from collections.abc import Iterable, Iterator, Sequence
from unittest import mock

from benchmarks import choice, scoring
from benchmarks.gold import ROOT, GoldArticle, GoldSet, present_sets
from tallybook.extraction import ranking, relations, repeats
from tallybook.extraction.mention import Mention
from tallybook.extraction.shares import Shares

LEXICON = ROOT / "tallybook/extraction/lexicon"
PENALTIES = {"shares": 1.0, "repeats": 1.0}  # by leaving whole articles out of the fit; --penalties prints others
RARE = 4  # a trait of fewer candidates says nothing
FOLDS = 8
STORY = re.compile(r"(event-\d+)-\d+$")  # reports of one event are left out together

Links = dict[str, str | None]  # gold id -> the gold id that it leads to
Weights = dict[str, float]


@dataclasses.dataclass
class Choice:
    """A figure of gold's that must choose: the traits of each candidate, and which of them gold would take."""

    story: str
    traits: list[list[str]]
    right: list[int]


@dataclasses.dataclass
class Read:
    """A gold article as the engine reads it: gold id by figure id, and back."""

    article: GoldArticle
    story: str
    gold_of: dict[str, str]

    @property
    def figures(self) -> dict[str, str]:
        return {gold: figure for figure, gold in self.gold_of.items()}


def read(sets: Iterable[GoldSet]) -> list[Read]:
    """The articles of some sets with the figures that the engine finds; an article that two sets hold counts once."""
    found, seen = [], set()
    for article in (article for gold_set in sets for article in gold_set.read()):
        if article.body in seen:
            continue
        seen.add(article.body)
        matched = scoring.match(article.figures, article.body, article.extract())
        story = STORY.match(article.name)
        gold_of = {figure.figure_id: gold for gold, figure in matched.found.items()}
        found.append(Read(article, story.group(1) if story else article.name, gold_of))
    return found


def choices(texts: Sequence[Read]) -> dict[str, list[Choice]]:
    """The open choices of each kind, each figure before them linked as gold links it."""
    result: dict[str, list[Choice]] = {"shares": [], "repeats": []}
    for text in texts:
        with mock.patch.object(relations, "relate", lambda mentions, text=text: _choose(text, mentions, result)):
            text.article.extract()
    return result


def _choose(text: Read, mentions: list[Mention], result: dict[str, list[Choice]]) -> None:
    by_id = {m.figure_id: m for m in mentions}
    golds = {gold["id"]: gold for gold in text.article.figures}
    circles = scoring.circles((gold["id"], gold["restates"]) for gold in text.article.figures)
    of_gold = {gold: by_id[figure] for gold, figure in text.figures.items() if figure in by_id}
    shares = Shares(mentions)
    for part in mentions:
        gold = golds.get(text.gold_of.get(part.figure_id, ""), {})
        whole = of_gold.get(gold.get("part_of") or "")
        if shares.beside_aside(part) is not None:
            part.part_of = whole
            continue
        named = shares.named(part)
        if whole is not None or (named is None and not gold.get("part_of")):
            candidates = shares.candidates(part)
            right = [i for i, c in enumerate(candidates) if c is whole]
            if candidates and (right or whole is None):
                result["shares"].append(
                    Choice(text.story, [shares.traits(part, c, candidates) for c in candidates], right)
                )
        part.part_of = whole or named
    for same in shares.same.values():
        topics: dict[int, frozenset[str]] = {}
        for position, mention in enumerate(same):
            fitting = repeats.candidates(mention, position, same)
            told_again = circles.get(text.gold_of.get(mention.figure_id, ""), set())
            right = [i for i, c in enumerate(fitting) if text.gold_of.get(c.figure_id) in told_again]
            if fitting:
                traits = [repeats.traits(mention, c, fitting, topics) for c in fitting]
                result["repeats"].append(Choice(text.story, traits, right))
            if right and mention.placed.event is not None:
                mention.placed.event = fitting[right[0]].placed.event or mention.placed.event


def fit(cases: Sequence[Choice], penalty: float) -> Weights:
    """The weights of one kind of choice, in which to link with none of the candidates is a candidate without traits."""
    return choice.fit(
        [
            ([*([*traits, ranking.ALWAYS] for traits in case.traits), []], case.right or [len(case.traits)])
            for case in cases
        ],
        penalty,
        RARE,
        free=(ranking.ALWAYS,),
    )


@dataclasses.dataclass
class Tally:
    """Figures linked as gold links them, by gold, and by the engine."""

    right: int = 0
    gold: int = 0
    told: int = 0
    either: int = 0

    def __str__(self) -> str:
        return (
            f"{self.right / max(1, self.either):.3f} ({self.right}/{self.either})  "
            f"precision {self.right / max(1, self.told):.3f}  recall {self.right / max(1, self.gold):.3f}"
        )


def judge(texts: Iterable[Read], weights: dict[str, Weights] | None) -> dict[str, Tally]:
    """How the engine links the figures found, under other weights where they are given."""
    result = {"shares": Tally(), "repeats": Tally()}
    for text in texts:
        if weights is None:
            figures = text.article.extract()
        else:
            with mock.patch.object(ranking, "weights", weights.__getitem__):
                figures = text.article.extract()
        by_id = {f.figure_id: f for f in figures}
        golds = {gold["id"]: gold for gold in text.article.figures}
        same = scoring.circles((gold["id"], gold["restates"]) for gold in text.article.figures)
        name = {f.figure_id: text.gold_of.get(f.figure_id, f.figure_id) for f in figures}
        told = scoring.circles(
            (name[f.figure_id], name.get(f.restates_figure_id or "")) for f in figures if f.figure_id in text.gold_of
        )
        for gold_id, figure_id in text.figures.items():
            part_of = by_id[figure_id].part_of_figure_id
            whole, wanted = name.get(part_of or ""), golds[gold_id]["part_of"]
            _count(result["shares"], bool(wanted), bool(whole), whole == wanted)
            again, repeated = same.get(gold_id, set()), told.get(gold_id, set())
            _count(result["repeats"], bool(again), bool(repeated), bool(again & repeated))
    return result


def _count(tally: Tally, gold: bool, told: bool, right: bool) -> None:
    tally.gold += gold
    tally.told += told
    tally.either += gold or told
    tally.right += right and gold


def crossed(texts: Sequence[Read], penalties: dict[str, float]) -> dict[str, Tally]:
    """The same, each article under weights that were fitted without its story."""
    stories = sorted({text.story for text in texts})
    every = choices(texts)
    total = {"shares": Tally(), "repeats": Tally()}
    for k in range(FOLDS):
        left_out = {story for i, story in enumerate(stories) if i % FOLDS == k}
        weights = {
            kind: fit([c for c in cases if c.story not in left_out], penalties[kind]) for kind, cases in every.items()
        }
        for kind, tally in judge((t for t in texts if t.story in left_out), weights).items():
            for field in dataclasses.fields(Tally):
                setattr(total[kind], field.name, getattr(total[kind], field.name) + getattr(tally, field.name))
    return total


def _lines(told: dict[str, Tally]) -> Iterator[str]:
    return (f"  {kind:8} {tally}" for kind, tally in told.items())


def main() -> None:
    """Fit, compare, and write when asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="replace the weights of the engine")
    parser.add_argument("--also", nargs=2, action="append", default=[], metavar=("GOLD", "ARTICLES"), type=pathlib.Path)
    parser.add_argument("--penalties", action="store_true", help="compare penalties, each article left out once")
    arguments = parser.parse_args()
    sets = [s for s in present_sets() if s.tuned] + [GoldSet("also", g, a, True) for g, a in arguments.also]
    texts = read(sets)
    print(f"{len(texts)} articles, {sum(len(t.gold_of) for t in texts)} figures of gold found. Present weights:")
    print(*_lines(judge(texts, None)), sep="\n")
    print("Article left out of the fit:")
    print(*_lines(crossed(texts, PENALTIES)), sep="\n")
    if arguments.penalties:
        for penalty in (0.5, 1.0, 2.0, 4.0, 8.0):
            print(f"Article left out, penalty {penalty}:")
            print(*_lines(crossed(texts, dict.fromkeys(PENALTIES, penalty))), sep="\n")
    weights = {kind: fit(cases, PENALTIES[kind]) for kind, cases in choices(texts).items()}
    print("New weights, fitted on these:")
    print(*_lines(judge(texts, weights)), sep="\n")
    for gold_set in (s for s in present_sets() if not s.tuned):
        kept = read([gold_set])
        for told, by in (("present", None), ("new", weights)):
            print(f"{gold_set.name}, {told} weights:")
            print(*_lines(judge(kept, by)), sep="\n")
    if arguments.write:
        for kind, weighed in weights.items():
            path = LEXICON / f"{kind}.csv"
            with path.open("w", encoding="utf-8", newline="") as file:
                table = csv.writer(file, lineterminator="\n")
                table.writerow(["trait", "weight"])
                table.writerows((name, f"{weight:.2f}") for name, weight in weighed.items())
            print(f"Written: {path.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
