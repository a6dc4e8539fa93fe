"""Relations between the figures of one article: what is a share of what, and what repeats what."""

import collections
import dataclasses
import itertools

from tallybook.extraction import gazetteer
from tallybook.extraction.event import Placed
from tallybook.extraction.linking import Link
from tallybook.extraction.tokens import Sentence

# Populations that may stand for one another in a repeat (`woman`, `victim`), as their heads do not contradict.
GENERIC = frozenset(
    "people persons person victims victim others civilians residents individuals lives deaths bodies "
    "dead killed".split()
)


@dataclasses.dataclass(slots=True)
class Mention:
    """A figure with what relations ask of it."""

    link: Link
    sentence: Sentence
    placed: Placed
    basis: str
    source_id: str | None
    source_kind: str | None
    figure_id: str
    part_of: "Mention | None" = None
    restates: "Mention | None" = None

    @property
    def value(self) -> float:
        return self.link.phrase.numeral.value

    @property
    def headline(self) -> bool:
        return self.sentence.block.kind == "headline"


def relate(mentions: list[Mention]) -> None:
    """Fill `part_of` and `restates`; both lead to a figure of the same measure in the same article, without cycles."""
    by_link = {id(m.link): m for m in mentions}
    by_sentence: dict[int, list[Mention]] = collections.defaultdict(list)
    by_measure: dict[str, list[Mention]] = collections.defaultdict(list)
    for mention in mentions:
        by_sentence[mention.sentence.index].append(mention)
        by_measure[mention.link.measure].append(mention)
    for position, mention in enumerate(mentions):
        beside = [m for m in by_sentence[mention.sentence.index] if m is not mention]
        _link(mention, _whole(mention, position, mentions, by_link, beside))
    for position, mention in enumerate(mentions):
        if mention.part_of is None:
            _break_down(mention, position, mentions)
    for same in by_measure.values():
        for position, mention in enumerate(same):
            _restate(mention, position, same)


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


def _link(part: Mention, whole: Mention | None) -> None:
    """Make one a share of the other, unless that would close a circle."""
    top = whole
    while top is not None:
        if top is part:
            return
        top = top.part_of
    part.part_of = whole


def _whole(
    mention: Mention, position: int, mentions: list[Mention], by_link: dict[int, Mention], beside: list[Mention]
) -> Mention | None:
    """The whole that the words name: in the sentence, by `of those`, `the dead include`, `others`, `N among M`, or
    a toll that this one raised.
    """
    link = mention.link
    opened = mention.sentence.lows[:2] in (
        ["of", "those"],
        ["of", "them"],
        ["of", "these"],
        ["among", "them"],
        ["among", "those"],
    )
    if link.whole is not None and not (
        opened and link.whole.share_of_group and link.how in ("gapped", "group", "coordination")
    ):
        whole = by_link.get(id(link.whole))
        return whole if whole is not None and whole.link.measure == link.measure and whole is not mention else None
    among = _among(mention, beside)
    if among is not None:
        return among
    raised = next(
        (
            m
            for m in beside
            if m.link.toll
            and not m.link.was
            and m.link.measure == link.measure
            and not link.toll
            and mention.value < m.value
        ),
        None,
    )
    if (
        raised is not None
        and (link.phrase.numeral.more or link.phrase.numeral.singular or mention.value <= raised.value / 2)
        and _raises(mention, raised)
    ):
        return raised
    if link.phrase.of_group and beside:
        before = [m for m in beside if m.link.phrase.left < link.phrase.left]
        if before and before[-1].link.measure != link.measure and link.how in ("subject", "head"):
            return None  # `63 wounded, seven of whom died`: both ends of one event, no share within a measure
    continues = link.share_of_group or link.phrase.of_group
    others = (
        link.phrase.numeral.more
        and mention.sentence.index > 0
        and link.phrase.head is not None
        and mention.sentence.lows[link.phrase.head] == "others"
    )
    if not continues and not others and not opened:
        return None
    for other in (mentions[k] for k in range(position - 1, -1, -1)):
        if mention.sentence.index - other.sentence.index > 4:
            return None
        if other.link.measure != link.measure or other.link.was:
            continue
        if other.sentence is mention.sentence:
            if other.part_of is not None and other.value < other.part_of.value and (opened or not link.phrase.of_group):
                return other.part_of
            if not continues or opened:
                continue
        if others:
            # `Thirty-five others died in …`: they belong to the total of which the figure before is a part.
            if other.part_of is not None and other.part_of.value >= mention.value:
                top = other.part_of
                while top.part_of is not None:
                    top = top.part_of
                return top
            return None
        if other.value >= mention.value and other.link.phrase.numeral.qualifier != "vague":
            return other
    return None


def _among(mention: Mention, beside: list[Mention]) -> Mention | None:
    """`2 medics among 31 dead`: the whole stands behind."""
    s, end = mention.sentence, mention.link.phrase.end
    for other in beside:
        first = other.link.phrase.left
        if (
            other.link.measure == mention.link.measure
            and end <= first
            and first - end <= 4
            and "among" in s.lows[end:first]
            and other.value >= mention.value
        ):
            return other
    return None


def _raises(mention: Mention, toll: Mention) -> bool:
    """Whether the words between a toll and a smaller number say that the one came to the other: `after`,
    `bringing`, `as`.
    """
    lo, hi = sorted((mention.link.phrase.left, toll.link.phrase.left))
    return any(
        w in ("after", "as", "bringing", "taking", "raising", "brings", "when", "brought", "raised", "took")
        for w in mention.sentence.lows[lo:hi]
    )


def _break_down(whole: Mention, position: int, mentions: list[Mention]) -> None:
    """Places or groups of a total that follow it without a word of sharing: they lie within its place, or add up to
    it.
    """
    if whole.value < 2 or whole.link.phrase.numeral.qualifier == "vague" or whole.headline or whole.link.was:
        return
    parts = []
    for other in itertools.islice(mentions, position + 1, None):
        if other.sentence.index - whole.sentence.index > 5:
            break
        if other.link.measure != whole.link.measure or other.part_of is not None or other.link.was or other.headline:
            continue
        if other.value >= whole.value or other.placed.event is not whole.placed.event or other.link.toll:
            break
        parts.append(other)
    total = 0.0
    for count, part in enumerate(parts, 1):
        total += part.value
        if total == whole.value and count >= 2:
            for p in parts[:count]:
                _link(p, whole)
            return
        if total > whole.value:
            break
    inside = [
        p
        for p in parts
        if p.placed.own_place
        and _strictly_inside(p, whole)
        and (p.source_id is None or whole.source_id is None or p.source_id == whole.source_id)
    ]
    if inside and sum(p.value for p in inside) <= whole.value:
        for p in inside:
            _link(p, whole)


def _strictly_inside(part: Mention, whole: Mention) -> bool:
    inner, outer = part.placed.region, whole.placed.region
    return (
        inner is not None
        and outer is not None
        and inner.region_id != outer.region_id
        and gazetteer.contains(outer, inner)
    )


def _compatible_population(a: Mention, b: Mention) -> bool:
    one, two = a.link.phrase.population.split(), b.link.phrase.population.split()
    if not one or not two:
        return True
    head_a, head_b = one[-1].rstrip("s"), two[-1].rstrip("s")
    if head_a == head_b or one[-1] in GENERIC or two[-1] in GENERIC:
        return True
    return bool(set(one) & set(two))


def _same_branch(a: Mention, b: Mention) -> bool:
    one, two = a.placed.region, b.placed.region
    if one is None or two is None:
        return True
    if a.placed.event is b.placed.event and not (a.placed.own_place and b.placed.own_place):
        return True  # what one of them leaves unsaid parts no two mentions of one event
    return gazetteer.contains(one, two) or gazetteer.contains(two, one)


def _same_time(a: Mention, b: Mention) -> bool:
    if a.placed.start is None or b.placed.start is None:
        return True
    end_a, end_b = a.placed.end or a.placed.start, b.placed.end or b.placed.start
    return a.placed.start <= end_b and b.placed.start <= end_a


def _restate(mention: Mention, position: int, same: list[Mention]) -> None:
    """The fuller mention that this one repeats: a headline leads to the body, a later recap to the first full
    mention.
    """
    if mention.headline:
        candidates = [m for m in same if not m.headline]
    else:
        candidates = [
            m for m in same[:position] if not m.headline and m.restates is None and m.sentence is not mention.sentence
        ]
    for other in candidates:
        if _repeats(mention, other):
            mention.restates = other
            if mention.placed.event is not None and other.placed.event is not None:
                mention.placed.event = other.placed.event  # what repeats a figure speaks of its event
                mention.placed.of_none = other.placed.of_none
            elif other.placed.national and other.placed.event is None:
                mention.placed.of_none = True
            return


def _repeats(a: Mention, b: Mention) -> bool:
    """Whether two mentions tell the same: measured on real news, an equal number of five or more with fitting place
    and source always does.
    """
    if (
        a.link.measure != b.link.measure
        or a.link.was
        or b.link.was
        or _whole_chain(a, b)
        or a.basis == "rate" != b.basis
    ):
        return False
    if _same_words(a, b):
        return True
    na, nb = a.link.phrase.numeral, b.link.phrase.numeral
    headline = a.headline or b.headline
    same_event = a.placed.event is b.placed.event
    if not (same_event and headline) and not _same_branch(a, b):
        return False
    if not (a.link.toll or b.link.toll or headline) and not _same_time(a, b):
        return False
    if not _sources_agree(a, b):
        return False
    if a.part_of is not None and a.part_of is b.part_of:
        return False
    if na.qualifier == "vague" or nb.qualifier == "vague":
        return _vague_repeats(
            a, b, headline or (a.sentence.index <= 2 and same_event) or (b.sentence.index <= 2 and same_event)
        )
    if na.value != nb.value or (na.more and nb.more and not headline and not _compatible_population(a, b)):
        return False
    if na.value >= 5:
        return True
    if not same_event and not (a.placed.event is None and b.placed.event is None):
        return False
    if not _compatible_population(a, b):
        return False
    if (na.singular or nb.singular) and not headline:
        return _same_head(a, b)
    return True


def _whole_chain(a: Mention, b: Mention) -> bool:
    """Whether one is a share of the other: a part repeats no whole."""
    for part, whole in ((a, b), (b, a)):
        top = part.part_of
        while top is not None:
            if top is whole:
                return True
            top = top.part_of
    return False


def _same_words(a: Mention, b: Mention) -> bool:
    """A sentence printed twice."""
    left, right = (m.sentence.lows[max(0, m.link.phrase.left - 4) : m.link.phrase.end + 3] for m in (a, b))
    return len(left) >= 6 and left == right


def _sources_agree(a: Mention, b: Mention) -> bool:
    """Not two sources that are named apart; a headline's or a description's is the same as the name given later."""
    if not a.source_id or not b.source_id or a.source_id == b.source_id:
        return True
    return (a.headline or b.headline) and a.source_kind == b.source_kind


def _vague_repeats(a: Mention, b: Mention, near: bool) -> bool:
    na, nb = a.link.phrase.numeral, b.link.phrase.numeral
    if na.qualifier == "vague" and nb.qualifier == "vague":
        return na.value == nb.value and (near or (na.value >= 200 and _compatible_population(a, b)))
    vague, sharp = (na, nb) if na.qualifier == "vague" else (nb, na)
    return near and vague.value <= sharp.value <= vague.value * 30 and a.part_of is None and b.part_of is None


def _same_head(a: Mention, b: Mention) -> bool:
    one, two = a.link.phrase.population.split(), b.link.phrase.population.split()
    return bool(one and two and one[-1] == two[-1])
