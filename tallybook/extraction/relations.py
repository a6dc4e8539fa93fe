"""Relations between the figures of one article: what is a share of what, and what repeats what."""

import dataclasses

from tallybook.extraction import gazetteer
from tallybook.extraction.events import Placed
from tallybook.extraction.linking import Link
from tallybook.extraction.tokens import Sentence

# Populations that may stand for one another in a repeat (`woman`, `victim`), as their heads do not contradict.
GENERIC = frozenset("people persons person victims victim others civilians residents individuals lives deaths bodies dead killed".split())


@dataclasses.dataclass(slots=True)
class Mention:
    """A figure with what relations ask of it."""

    link: Link
    sentence: Sentence
    placed: Placed
    basis: str
    source_id: str | None
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
    for position, mention in enumerate(mentions):
        mention.part_of = _whole(mention, position, mentions, by_link)
    for position, mention in enumerate(mentions):
        _restate(mention, position, mentions)


def _whole(mention: Mention, position: int, mentions: list[Mention], by_link: dict[int, Mention]) -> Mention | None:
    link = mention.link
    if link.whole is not None:
        whole = by_link.get(id(link.whole))
        return whole if whole is not None and whole.link.measure == link.measure and whole is not mention else None
    continues = link.share_of_group or link.phrase.of_group
    others = link.phrase.numeral.more and mention.sentence.index > 0 and link.phrase.head is not None and mention.sentence.lows[link.phrase.head] == "others"
    if not continues and not others:
        return None
    for other in reversed(mentions[:position]):
        if mention.sentence.index - other.sentence.index > 4:
            return None
        if other.link.measure != link.measure or other.link.was:
            continue
        if other.sentence is mention.sentence and not continues:
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
    return gazetteer.contains(one, two) or gazetteer.contains(two, one)


def _same_time(a: Mention, b: Mention) -> bool:
    if a.placed.start is None or b.placed.start is None:
        return True
    end_a, end_b = a.placed.end or a.placed.start, b.placed.end or b.placed.start
    return a.placed.start <= end_b and b.placed.start <= end_a


def _restate(mention: Mention, position: int, mentions: list[Mention]) -> None:
    """The fuller mention that this one repeats: a headline leads to the body, a later recap to the first full mention."""
    if mention.part_of is not None and not mention.headline:
        small = mention.value < 5
        if small:
            return
    if mention.headline:
        later = [m for m in mentions if m is not mention and not m.headline]
        for other in later:
            if _repeats(mention, other, headline=True):
                mention.restates = other
                return
        return
    for other in mentions[:position]:
        if other.headline or other.restates is not None:
            continue
        if other.sentence is mention.sentence:
            continue
        if _repeats(mention, other, headline=False):
            mention.restates = other
            return


def _repeats(a: Mention, b: Mention, headline: bool) -> bool:
    if a.link.measure != b.link.measure or a.link.was or b.link.was:
        return False
    na, nb = a.link.phrase.numeral, b.link.phrase.numeral
    if (na.more or nb.more) and not headline and na.value != nb.value:
        return False
    if not _same_branch(a, b) or not _same_time(a, b):
        return False
    if a.placed.event is not b.placed.event and (a.placed.event is None or b.placed.event is None or a.placed.own_time or b.placed.own_time or a.placed.event.history or b.placed.event.history):
        if not (a.placed.event is None and b.placed.event is None):
            return False
    if a.source_id and b.source_id and a.source_id != b.source_id:
        return False
    if na.qualifier == "vague" or nb.qualifier == "vague":
        if na.qualifier == "vague" and nb.qualifier == "vague":
            return na.value == nb.value and (headline or na.value >= 200 and _compatible_population(a, b))
        vague, sharp = (na, nb) if na.qualifier == "vague" else (nb, na)
        return headline and vague.value <= sharp.value <= vague.value * 30 and a.part_of is None and b.part_of is None
    if na.value != nb.value:
        return False
    if a.part_of is not None and b.part_of is not None and a.part_of is b.part_of:
        return False
    if na.value < 5:
        if not _compatible_population(a, b):
            return False
        if (na.singular or nb.singular) and not headline:
            return _same_head(a, b) and (na.definite or nb.definite or na.singular != nb.singular or a.link.phrase.population == b.link.phrase.population)
        return True
    return True


def _same_head(a: Mention, b: Mention) -> bool:
    one, two = a.link.phrase.population.split(), b.link.phrase.population.split()
    return bool(one and two and one[-1] == two[-1])
