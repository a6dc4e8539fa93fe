"""Relations between the figures of one article: what is a share of what, what repeats what, and what that settles of
their times and places.
"""

from tallybook.extraction import gazetteer, repeats
from tallybook.extraction.mention import Mention
from tallybook.extraction.shares import Shares


def relate(mentions: list[Mention]) -> None:
    """Fill `part_of` and `restates`; both lead to a figure of the same measure in the same article, without cycles."""
    Shares(mentions).find()
    repeats.find(mentions)


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
