"""Relations between the figures of one article: what is a share of what, what repeats what, and what that settles of
their times and places.
"""

from tallybook.extraction import gazetteer, repeats
from tallybook.extraction.mention import Mention, sources_apart, times_apart
from tallybook.extraction.shares import Shares

CORRECTED = frozenset("corrected corrects correcting".split())
REVISED = frozenset("revised revises revising".split())
LOWERED = frozenset("lowered lowers lowering".split())
TOLLS = frozenset("toll tally count number figure".split())


def relate(mentions: list[Mention]) -> None:
    """Fill `part_of` and `restates`; both lead to a figure of the same measure in the same article, without cycles."""
    Shares(mentions).find()
    repeats.find(mentions)
    withdraw(mentions)


def withdraw(mentions: list[Mention]) -> None:
    """A toll that is corrected or revised down takes back the one told before by the same source, and its repeats.

    A toll that rises takes back nothing: what was told before was true when it was told.
    """
    for position, mention in enumerate(mentions):
        if not _corrects(mention):
            continue
        told = next(
            (
                m
                for m in reversed(mentions[max(0, position - 12) : position])
                if m.link.measure == mention.link.measure
                and m.value != mention.value
                and m.part_of is None
                and not m.headline
                and not sources_apart(m, mention)
                and (m.link.was or not times_apart(m, mention))
            ),
            None,
        )
        if told is not None:
            for other in mentions:
                repeat = other is told or other is told.restates or other.restates is told
                other.withdrawn = other.withdrawn or repeat


def _corrects(mention: Mention) -> bool:
    """`corrected the toll to 43`, `revised the number of the dead down to 43`, `lowered its count to 43`."""
    lows, left = mention.sentence.lows, mention.link.phrase.left
    if lows[max(0, left - 1) : left] != ["to"] or mention.link.was:
        return False
    before = set(lows[max(0, left - 16) : left])
    revised = not REVISED.isdisjoint(before) and not before.isdisjoint(("down", "downward", "downwards"))
    return not TOLLS.isdisjoint(before) and (revised or not before.isdisjoint(CORRECTED | LOWERED))


def share_periods(mentions: list[Mention]) -> None:
    """A repeat and a share that state no time of their own take that of the figure they lead to; a headline never
    does.
    """
    for mention in mentions:
        other = mention.restates or mention.part_of
        placed = mention.placed
        if (
            other is None
            or mention.headline
            or placed.time is not None
            or placed.start is not None
            or placed.end is not None
        ):
            continue
        told = other.placed
        placed.start, placed.end, placed.precision, placed.period_text = (
            told.start,
            told.end,
            told.precision,
            told.period_text,
        )


def widen_places(mentions: list[Mention]) -> None:
    """A total that states no place is not where one of its shares is (`104 dead, including 50 in Homs`): it is of
    the land around.
    """
    for part in mentions:
        whole = part.part_of
        if whole is None or whole.placed.own_place or not part.placed.own_place:
            continue
        outer, inner = whole.placed.region, part.placed.region
        if outer is not None and inner is not None and inner.country_code and gazetteer.contains(inner, outer):
            whole.placed.toponym, whole.placed.region = None, gazetteer.country(inner.country_code)
