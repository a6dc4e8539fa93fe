"""A figure with what the relations between figures ask of it."""

import dataclasses

from tallybook.extraction import gazetteer
from tallybook.extraction.event import Placed
from tallybook.extraction.linking import Link
from tallybook.extraction.tokens import Sentence

# Populations that name no kind of people: a repeat or a share may be told as any other (`woman`, `victim`).
GENERIC = frozenset(
    "people person victim other civilian resident individual live life death body bodie dead killed".split()
)


@dataclasses.dataclass(slots=True)
class Mention:
    """A figure: its link, its sentence, where and when it stands, and the figures to which it leads."""

    link: Link
    sentence: Sentence
    placed: Placed
    basis: str
    source_id: str | None
    source_kind: str | None
    figure_id: str
    part_of: "Mention | None" = None
    restates: "Mention | None" = None
    withdrawn: bool = False  # the text itself puts another value in its place

    @property
    def value(self) -> float:
        return self.link.phrase.numeral.value

    @property
    def vague(self) -> bool:
        return self.link.phrase.numeral.qualifier == "vague"

    @property
    def headline(self) -> bool:
        return self.sentence.block.kind == "headline"

    @property
    def kind(self) -> str:
        """The head of what is counted, in the singular; empty where the text names none."""
        words = self.link.phrase.population.split()
        return words[-1].rstrip("s") if words else ""


def whole_and_part(a: Mention, b: Mention) -> bool:
    """Whether one is a share of the other, perhaps through others."""
    for part, whole in ((a, b), (b, a)):
        top = part.part_of
        while top is not None:
            if top is whole:
                return True
            top = top.part_of
    return False


def inside(part: Mention, whole: Mention) -> bool:
    """Whether the one stands at a place within that of the other; every land lies in an area of several lands."""
    inner, outer = part.placed.region, whole.placed.region
    if inner is None or outer is None or inner.region_id == outer.region_id:
        return False
    return gazetteer.contains(outer, inner) or (not outer.country_code and bool(inner.country_code))


def places_apart(a: Mention, b: Mention) -> bool:
    """Whether neither place lies in the other, as far as the gazetteer knows: where a street or a quarter lies that
    only the text names, and which lands an area of several holds, nobody can tell. What one of them leaves unsaid
    parts no two mentions of one event.
    """
    one, two = a.placed.region, b.placed.region
    if a.placed.event is b.placed.event and not (a.placed.own_place and b.placed.own_place):
        return False
    if one is None or two is None or not one.country_code or not two.country_code:
        return False
    if "neighbourhood" in (one.kind, two.kind) and one.country_code == two.country_code:
        return False
    return not gazetteer.contains(one, two) and not gazetteer.contains(two, one)


def times_apart(a: Mention, b: Mention) -> bool:
    """Whether both are dated and their days do not meet; a period without an end goes on."""
    one, two = a.placed, b.placed
    if one.start is None or two.start is None:
        return False
    return (two.end is not None and one.start > two.end) or (one.end is not None and two.start > one.end)


def sources_apart(a: Mention, b: Mention) -> bool:
    """Whether two sources are named, not one."""
    return bool(a.source_id and b.source_id and a.source_id != b.source_id)
