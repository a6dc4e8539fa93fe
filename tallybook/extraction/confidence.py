"""Confidence: how often a row of this kind is right in value, measure, source, place, country and period.

What is known of how a row came about is named as features; `lexicon/confidence.csv` holds a weight for each, fitted by
`python -m benchmarks.fit_confidence`: what speaks for a row on the gold that the engine is tuned on, how much so on
articles that it is not tuned on, for there fewer rows are right. The share is the logistic function of the weights of
the features that hold. How well it keeps is shown by `make bench-accuracy`.
"""

import functools
import math
from collections.abc import Callable

from tallybook.extraction.data import rows
from tallybook.extraction.mention import Mention
from tallybook.figure import Figure
from tallybook.vocabulary import Attribution, Basis, Certainty, PeriodPrecision, PlacePrecision, Qualifier

# What holds of every row stands first: its weight is that of a row with no other feature.
ALWAYS = "always"
FAR = 8  # tokens between a number and its predicate
SHORT, LONG = 12, 35  # tokens of a sentence

AHEAD, EVEN = 0.9, 0.5  # shares of the likeliest place among those that an article offers

# In how many ways a number can be tied to its predicate is told by `Link.how`; those not named here are rare.
_TIES = ("head", "object", "subject", "toll", "copula", "inclusion", "group", "coordination", "gapped", "list")

Test = Callable[[Mention, Figure], bool]


def _tied(how: str) -> Test:
    return lambda m, f: m.link.how == how


FEATURES: dict[str, Test] = {
    ALWAYS: lambda m, f: True,
    **{f"tied as {how}": _tied(how) for how in _TIES},
    "predicate far": lambda m, f: abs(m.link.at - m.link.phrase.left) > FAR,
    "phrases crossed": lambda m, f: m.link.crossed > 0,
    "no counted noun": lambda m, f: m.link.phrase.head is None,
    "singular": lambda m, f: m.link.phrase.numeral.singular,
    "vague": lambda m, f: f.qualifier == Qualifier.VAGUE,
    "qualified": lambda m, f: f.qualifier not in (Qualifier.EXACT, Qualifier.VAGUE),
    "small number": lambda m, f: m.value < 10,
    "large number": lambda m, f: m.value >= 1000,
    "earlier value": lambda m, f: m.link.was,
    "doubted": lambda m, f: f.certainty == Certainty.SUGGESTED,
    "denied": lambda m, f: f.certainty == Certainty.DENIED,
    "killed": lambda m, f: f.measure == "killed",
    "injured": lambda m, f: f.measure == "injured",
    "moved": lambda m, f: f.measure in ("displaced", "refugees", "evacuated", "returned", "homeless"),
    "headline": lambda m, f: m.headline,
    "list item": lambda m, f: m.sentence.block.kind == "list",
    "early sentence": lambda m, f: m.sentence.index < 4,
    "short sentence": lambda m, f: len(m.sentence) < SHORT,
    "long sentence": lambda m, f: len(m.sentence) > LONG,
    "new": lambda m, f: f.basis == Basis.NEW,
    "running toll": lambda m, f: f.basis == Basis.CUMULATIVE,
    "stock": lambda m, f: f.basis == Basis.STOCK,
    "part of a whole": lambda m, f: f.part_of_figure_id is not None,
    "restates": lambda m, f: f.restates_figure_id is not None,
    "source said": lambda m, f: f.attribution == Attribution.EXPLICIT,
    "source carried": lambda m, f: f.attribution == Attribution.INHERITED,
    "source relayed": lambda m, f: f.via_source_name is not None,
    "words of saying without a source": lambda m, f: f.source_name is None and _says(m),
    "quotation without a source": lambda m, f: f.source_name is None and _quotes(m),
    "place in its clause": lambda m, f: m.placed.own_place,
    "place behind `in`": lambda m, f: m.placed.toponym is not None and m.placed.toponym.role == "in",
    "place well ahead of others": lambda m, f: not m.placed.own_place and m.placed.place_share >= AHEAD,
    "place hardly ahead of others": lambda m, f: not m.placed.own_place and m.placed.place_share < EVEN,
    "place of a lead": lambda m, f: not m.placed.own_place and m.placed.event is not None and m.placed.event.led,
    "no place": lambda m, f: f.region_id is None,
    "no country": lambda m, f: f.country_code is None,
    "country alone": lambda m, f: f.place_precision == PlacePrecision.COUNTRY,
    "place of the nation": lambda m, f: m.placed.national,
    "time in its clause": lambda m, f: m.placed.own_time,
    "a day": lambda m, f: f.period_precision == PeriodPrecision.DAY,
    "open period": lambda m, f: f.period_precision == PeriodPrecision.OPEN,
    "no period": lambda m, f: f.period_start is None and f.period_end is None,
    "no event": lambda m, f: m.placed.event is None,
    "event of history": lambda m, f: m.placed.event is not None and m.placed.event.history,
    "event undated": lambda m, f: m.placed.event is not None and m.placed.event.start is None,
}

_SAYING = frozenset("said says told added reported according announced confirmed citing estimated claimed".split())


def confidence(mention: Mention, row: Figure) -> float:
    """The share of rows like this one that are right, between 0 and 1."""
    score = sum(weight for test, weight in _weights() if test(mention, row))
    return round(1 / (1 + math.exp(-score)), 3)


def features(mention: Mention, row: Figure) -> list[str]:
    """The names of what holds of a row, for fitting and for explaining a confidence."""
    return [name for name, test in FEATURES.items() if test(mention, row)]


@functools.cache
def _weights() -> tuple[tuple[Test, float], ...]:
    return tuple((FEATURES[entry["feature"]], float(entry["weight"])) for entry in rows("confidence"))


def _says(mention: Mention) -> bool:
    return not _SAYING.isdisjoint(mention.sentence.lows)


def _quotes(mention: Mention) -> bool:
    return any(word in ("“", '"', "”") for word in mention.sentence.lows)
