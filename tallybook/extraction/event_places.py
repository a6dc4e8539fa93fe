"""Where events were: whether a place that a figure names can be an event's."""

from tallybook.extraction import gazetteer
from tallybook.extraction.event import Event
from tallybook.extraction.gazetteer import Region
from tallybook.extraction.tokens import Sentence
from tallybook.extraction.toponyms import Toponym

NEAR = 0.07  # degrees
STREETS = frozenset("street road avenue lane drive boulevard square".split())  # a town has many of them
HEALING = frozenset("hospital clinic hospitals infirmary".split())  # where they are brought, seldom where it was


def elsewhere(event: Event, topo: Toponym) -> bool:
    """Whether a place lies apart from every place of an event."""
    region = topo.resolved
    if region is None or not event.places or region.kind in ("country", "area"):
        return False
    for other in event.leaves:
        if other.kind in ("country", "area"):
            continue
        if one_branch(other, region) or close(region, other):
            return False
        if region.kind == "neighbourhood" and not known_apart(region, other):
            return False  # where one is only known from the text, nobody can tell
    return any(o.kind not in ("country", "area", "neighbourhood") or known_apart(region, o) for o in event.leaves)


def fits(event: Event, topo: Toponym | None) -> bool:
    if topo is None or topo.resolved is None or not event.places:
        return True
    for region_id in event.places:
        other = event.toponyms[region_id].resolved
        if other is not None and (
            not other.country_code
            or not topo.resolved.country_code
            or gazetteer.contains(other, topo.resolved)
            or gazetteer.contains(topo.resolved, other)
            or other.country_code == topo.resolved.country_code
        ):
            return True
    return False


def one_place(a: Event, b: Event) -> bool:
    """Whether one event's place lies in the other's, below the country."""
    one, other = (e.place() for e in (a, b))
    if one is None or other is None or one.resolved is None or other.resolved is None:
        return False
    return "country" not in (one.resolved.kind, other.resolved.kind) and one_branch(one.resolved, other.resolved)


def one_branch(one: Region, other: Region) -> bool:
    return gazetteer.contains(one, other) or gazetteer.contains(other, one)


def close(one: Region, other: Region) -> bool:
    """Whether two places lie within some eight kilometres, as a town and what has grown together with it."""
    if one.latitude is None or one.longitude is None or other.latitude is None or other.longitude is None:
        return False
    return abs(one.latitude - other.latitude) < NEAR and abs(one.longitude - other.longitude) < NEAR


def known_apart(one: Region, other: Region) -> bool:
    """Whether two places lie in different parts of a country, as far as the text has told of them."""
    a, b = (gazetteer.ancestors(r) for r in (one, other))
    return len(a) > 1 and len(b) > 1 and a[-1].region_id == b[-1].region_id and a[-2].region_id != b[-2].region_id


def healing(s: Sentence, topo: Toponym) -> bool:
    """Whether a place is a hospital or the town that one is named by."""
    return bool(HEALING & {*s.lows[topo.first : topo.last + 2], *topo.text.lower().split()})
