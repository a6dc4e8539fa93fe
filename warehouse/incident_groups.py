"""From pairs to incidents: the best pairs first, and no pair that would join what cannot be one.

The outcome follows from the mentions and their pairs alone: pairs are taken by score, ties by date and id.
"""

import collections
import dataclasses
import datetime
from collections.abc import Iterable, Sequence

from warehouse.incident_types import types


@dataclasses.dataclass(slots=True)
class Mention:
    """What grouping has to know of a mention; `rank` is its place in the order of publication."""

    mention_id: str
    article_id: str
    rank: int
    event_type: str | None
    family: str | None
    division: str | None
    region_path: str | None
    earliest: datetime.date | None
    latest: datetime.date | None
    is_dated: bool

    @property
    def is_sharp(self) -> bool:
        """Whether it names the day, give or take one."""
        return self.is_dated and (_days(self.latest) - _days(self.earliest)) <= 2


@dataclasses.dataclass(slots=True)
class Group:
    """Mentions held to be one incident, and what guards it."""

    members: list[Mention]
    articles: set[str]
    family: str | None
    first_day: int | None
    last_day: int | None
    divisions: collections.Counter[str]

    @classmethod
    def of(cls, mention: Mention) -> "Group":
        """A group of one."""
        sharp = mention.is_sharp
        return cls(
            [mention],
            {mention.article_id},
            mention.family,
            _days(mention.earliest) if sharp else None,
            _days(mention.latest) if sharp else None,
            collections.Counter([mention.division] if mention.division else []),
        )


def _days(date: datetime.date | None) -> int:
    return date.toordinal() if date is not None else 0


def group(mentions: Iterable[Mention], pairs: Iterable[tuple[int, int, float]]) -> list[list[Mention]]:
    """The incidents: lists of mentions in order of publication. A mention without a pair is an incident of its own.

    A pair names two mentions by their ranks, the lower first, and says how much speaks for it.
    """
    groups = {mention.rank: Group.of(mention) for mention in mentions}
    divisions = {rank: held.members[0].division for rank, held in groups.items()}
    spans, spreads = _limits()
    for one, other, _ in sorted(pairs, key=lambda pair: (-pair[2], pair[0], pair[1])):
        a, b = groups[one], groups[other]
        if a is b:
            continue
        # a pair that is enough although its own two places lie apart is not held up by places
        apart = None not in (divisions[one], divisions[other]) and divisions[one] != divisions[other]
        if not _may_join(a, b, spans, spreads, apart):
            continue
        if len(a.members) < len(b.members):
            a, b = b, a
        _join(a, b)
        for mention in b.members:
            groups[mention.rank] = a
    found = {id(held): held for held in groups.values()}
    return [sorted(held.members, key=lambda mention: mention.rank) for held in found.values()]


def _limits() -> tuple[dict[str | None, int], set[str]]:
    """By type: the most days that its reports may cover; and the types that strike many places at once."""
    rows = types().to_dicts()
    return (
        {row["event_type"]: row["span_days"] for row in rows},
        {row["event_type"] for row in rows if row["spreads"]},
    )


def _may_join(a: Group, b: Group, spans: dict[str | None, int], spreads: set[str], apart: bool) -> bool:
    if a.family and b.family and a.family != b.family:
        return False
    kind = a.members[0].event_type or b.members[0].event_type
    if a.first_day is not None and b.first_day is not None:
        first, last = min(a.first_day, b.first_day), max(a.last_day or 0, b.last_day or 0)
        if last - first > spans.get(kind, 2):
            return False
    if (
        not apart
        and kind not in spreads
        and a.divisions
        and b.divisions
        and not a.divisions.keys() & b.divisions.keys()
    ):
        return False
    # one article keeps its events apart: the engine has joined what it tells twice
    return a.articles.isdisjoint(b.articles)


def _join(a: Group, b: Group) -> None:
    a.members.extend(b.members)
    a.articles |= b.articles
    a.family = a.family or b.family
    days: Sequence[int] = [day for day in (a.first_day, a.last_day, b.first_day, b.last_day) if day is not None]
    a.first_day, a.last_day = (min(days), max(days)) if days else (None, None)
    a.divisions.update(b.divisions)
