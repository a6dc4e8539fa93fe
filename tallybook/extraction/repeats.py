"""Repeats: the fuller mention of the figure that another one tells again.

Candidates are the figures of the same measure whose values agree; which of them, or none, is decided by their traits
under the weights of `lexicon/repeats.csv`. A headline leads to the body, a later mention to an earlier one.
"""

import collections
from collections.abc import Sequence

from tallybook.extraction import ranking
from tallybook.extraction.mention import (
    GENERIC,
    Mention,
    places_apart,
    sources_apart,
    times_apart,
    whole_and_part,
)
from tallybook.extraction.numerals import Numeral

AHEAD, BACK = 6, 8  # how many figures of a fitting value are weighed
REACH = 60  # among how many of the same measure they are looked for
VAGUE_SPAN = 30  # `dozens` may turn out to be as many times two dozen
NEAR = 1.25  # `over 45,000` and `45,953`: how far apart a bound and the number may lie
SMALL = 5
AROUND = 10  # words before and behind a figure that tell what it is about
STEM = 6  # letters by which words are the same
SAYS_NOTHING = frozenset(
    "the and for with from that was were are been have has had said its his her their after who which this she "
    "they people killed least more than dead died killing".split()
)


def find(mentions: Sequence[Mention]) -> None:
    """Fill `restates`; a repeat speaks of the event of what it repeats."""
    same: dict[str, list[Mention]] = collections.defaultdict(list)
    for mention in mentions:
        same[mention.link.measure].append(mention)
    for figures in same.values():
        topics: dict[int, frozenset[str]] = {}
        for position, mention in enumerate(figures):
            best, most = None, 0.0
            fitting = candidates(mention, position, figures)
            for other in fitting:
                if _printed_twice(mention, other):
                    best = other
                    break
                score = ranking.score("repeats", traits(mention, other, fitting, topics))
                if score > most:
                    best, most = other, score
            mention.restates = best
            if best is None:
                continue
            placed, fuller = mention.placed, best.placed
            if placed.event is not None and fuller.event is not None:
                placed.event, placed.of_none = fuller.event, fuller.of_none
            elif fuller.national and fuller.event is None:
                placed.of_none = True


def candidates(mention: Mention, position: int, same: Sequence[Mention]) -> list[Mention]:
    """Figures that the one at a position could repeat: from the body for a headline, else those before it, the
    nearest first.
    """
    found: list[Mention] = []
    behind, before = same[position + 1 : position + 1 + REACH], same[max(0, position - REACH) : position]
    others = behind if mention.headline else reversed(before)
    most = AHEAD if mention.headline else BACK
    for other in others:
        if (
            not other.headline
            and other.sentence is not mention.sentence
            and agreement(mention, other) is not None
            and not whole_and_part(mention, other)
            and not _two_voices(mention, other)
        ):
            found.append(other)
            if len(found) == most:
                break
    return found


def _two_voices(mention: Mention, other: Mention) -> bool:
    """Whether two bodies of two kinds give the number: they bear each other out, neither repeats the other. Officials
    and the like may be the body that is named elsewhere, and a headline names whom it likes.
    """
    return (
        not mention.headline
        and sources_apart(mention, other)
        and mention.source_kind != other.source_kind
        and "unnamed" not in (mention.source_kind, other.source_kind)
        and not _printed_twice(mention, other)
    )


def agreement(a: Mention, b: Mention) -> str | None:
    """How two values agree, None where they cannot be one."""
    one, two = a.link.phrase.numeral, b.link.phrase.numeral
    if a.vague and b.vague:
        return "both vague" if one.value == two.value else "two vague" if _within(one.value, two.value, 3) else None
    if a.vague or b.vague:
        vague, sharp = (one.value, two.value) if a.vague else (two.value, one.value)
        return "vague and number" if vague / 2 <= sharp <= vague * VAGUE_SPAN else None
    if one.value == two.value:
        return "equal" if one.qualifier == two.qualifier else "equal, other qualifier"
    small, large = (one, two) if one.value < two.value else (two, one)
    bounded = small.qualifier in ("at_least", "more_than", "about") or large.qualifier in (
        "nearly",
        "about",
        "up_to",
        "fewer_than",
        "between",
    )
    return "bounds agree" if bounded and small.value >= 20 and _within(small.value, large.value, NEAR) else None


def _within(a: float, b: float, span: float) -> bool:
    return max(a, b) <= span * min(a, b)


def traits(
    mention: Mention, other: Mention, fitting: Sequence[Mention], topics: dict[int, frozenset[str]]
) -> list[str]:
    """What the rules see of a figure and one that it may repeat; `topics` keeps the words of each figure."""
    kind = agreement(mention, other) or ""
    told = [kind]
    a, b = mention.link.phrase.numeral, other.link.phrase.numeral
    # value
    value = max(a.value, b.value)
    small = value < SMALL
    if kind.startswith("equal"):
        told.append(f"equal, {_size(value)}")
        if value > 10 and value % 10:
            told.append("unround")
    if mention.headline:
        told += ("headline", f"headline, {kind}")
    _numerals(told, a, b, small)
    # what happened, where, when, by whose word
    if mention.placed.event is other.placed.event:
        told.append("same event")
    else:
        told.append("other event")
        if small:
            told.append("other event, small")
    if places_apart(mention, other):
        told.append("places apart")
    elif mention.placed.own_place and other.placed.own_place:
        told.append("both of their own place")
        if mention.placed.region is other.placed.region:
            told.append("same place")
    if times_apart(mention, other):
        told.append("times apart")
        told.append("times apart, a toll" if mention.link.toll or other.link.toll else "times apart, no toll")
    if sources_apart(mention, other):
        told.append("sources apart")
        told.append(
            "sources apart, one kind" if mention.source_kind == other.source_kind else "sources apart, two kinds"
        )
    elif mention.source_id and other.source_id:
        told.append("same source")
    elif mention.source_id or other.source_id:
        told.append("one source")
    # who is counted
    one, two = mention.kind, other.kind
    if one and two:
        if one == two:
            told.append("same kind")
            if one not in GENERIC:
                told += ("same named kind", "same named kind, small") if small else ("same named kind",)
        elif one in GENERIC or two in GENERIC:
            told.append("general kind")
        else:
            told.append("another kind")
            told.append("another kind, small" if small else "another kind, large")
    # shares and tolls
    if (mention.part_of is None) != (other.part_of is None):
        told.append("one is a share")
    elif mention.part_of is not None:
        told.append("both are shares")
        if mention.part_of is other.part_of:
            told.append("shares of one whole")
    if mention.link.toll or other.link.toll:
        told.append("a toll")
    if mention.link.was:
        told.append("an earlier value")
    if other.link.was:
        told.append("of an earlier value")
    if mention.basis != other.basis:
        told.append("basis differs")
        if "rate" in (mention.basis, other.basis):
            told.append("one is a rate")
    if mention.link.doubt != other.link.doubt:
        told.append("one is doubted")
    if mention.placed.national != other.placed.national:
        told.append("one is of the nation")
    # where they stand
    gap = abs(mention.sentence.index - other.sentence.index)
    told.append(
        "next sentence"
        if gap == 1
        else "two or three apart"
        if gap < 4
        else "four to eight apart"
        if gap < 9
        else "far apart"
    )
    if mention.sentence.block is other.sentence.block:
        told.append("same paragraph")
    if other.sentence.index <= 2 and not mention.headline:
        told.append("of the lead")
    if fitting[0] is other:
        told.append("nearest")
    if len(fitting) == 1:
        told.append("only one")
    elif fitting[-1] is other:
        told.append("farthest")
    # what they are about
    shared = len(_topic(mention, topics) & _topic(other, topics))
    told.append(f"words shared: {shared if shared < 3 else '3-4' if shared < 5 else '5+'}")
    if small:
        if shared == 0:
            told.append("small, no word shared")
        elif shared >= 4:
            told.append("small, many words shared")
        elif shared >= 2:
            told.append("small, words shared")
    if _nothing_against(mention, other):
        told.append(f"{'equal' if kind.startswith('equal') else kind}, nothing against")
        if kind.startswith("equal") and not small:
            told.append("equal, no small number, nothing against")
    return told


def _nothing_against(mention: Mention, other: Mention) -> bool:
    """Whether event, place, time, source, kind and share all fit."""
    one, two = mention.kind, other.kind
    return (
        mention.placed.event is other.placed.event
        and not places_apart(mention, other)
        and not times_apart(mention, other)
        and not sources_apart(mention, other)
        and (not one or not two or one == two or one in GENERIC or two in GENERIC)
        and (mention.part_of is None) == (other.part_of is None)
    )


def _size(value: float) -> str:
    return (
        "1" if value == 1 else "2-4" if value < SMALL else "5-9" if value < 10 else "10-99" if value < 100 else "100+"
    )


def _numerals(told: list[str], a: Numeral, b: Numeral, small: bool) -> None:
    """What the words around the two numbers say of them."""
    if a.more:
        told.append("`another`")
    if b.more:
        told.append("of `another`")
    if a.more and b.more:
        told.append("both `another`")
    if a.definite:
        told.append("definite")
        if small:
            told.append("definite, small")
    if a.singular:
        told.append("one person")
        if b.singular:
            told.append("both one person")


def _topic(mention: Mention, topics: dict[int, frozenset[str]]) -> frozenset[str]:
    """The beginnings of the words around a figure."""
    known = topics.get(id(mention))
    if known is None:
        s, link = mention.sentence, mention.link
        first = max(0, min(link.phrase.left, link.at) - AROUND)
        last = max(link.phrase.end, link.at) + AROUND + 2
        known = topics[id(mention)] = frozenset(
            low[:STEM]
            for low, kind in zip(s.lows[first:last], s.kinds[first:last], strict=True)
            if kind in "wa" and len(low) > 2 and low not in SAYS_NOTHING
        )
    return known


def _printed_twice(a: Mention, b: Mention) -> bool:
    """A sentence printed twice."""
    left, right = (m.sentence.lows[max(0, m.link.phrase.left - 4) : m.link.phrase.end + 3] for m in (a, b))
    return len(left) >= 6 and left == right
