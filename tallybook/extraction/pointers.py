"""Places told by a pointer: `in the province`, `there`, `the Syrian capital`."""

import dataclasses
import functools

from tallybook.extraction import gazetteer
from tallybook.extraction import wordclasses as wc
from tallybook.extraction.data import rows
from tallybook.extraction.gazetteer import Region
from tallybook.extraction.place_words import AUTHORITIES, DIRECTIONS, POINTER_KINDS, STRIKING, TYPES
from tallybook.extraction.places import Places
from tallybook.extraction.tokens import Sentence
from tallybook.extraction.toponyms import Toponym

WARS = frozenset(("war", "conflict", "uprising", "crisis", "insurgency", "revolution"))


SOMEWHERE = frozenset(
    "cities towns villages provinces states regions districts departments prisons jails hospitals city town village "
    "province state region prison jail hospital waters territory soil countryside coast desert jungle airspace".split()
)
DETERMINERS = frozenset(
    "a an the several two three four five six seven eight nine ten dozen dozens of some many other most all various "
    "neighbouring neighboring".split()
)
LEADING = frozenset("in at on off inside across throughout to into near outside within around over reached".split())
WORLD = "area:worldwide"
WORLDLY = frozenset("deaths cases toll total totals tally infections fatalities victims figure figures count".split())
# `countrywide`: in all of the land that the text spoke of last.
WIDELY = {
    "nationwide": ("country",),
    "countrywide": ("country",),
    "nationally": ("country",),
    "statewide": ("province",),
    "citywide": ("city",),
}


@functools.cache
def capitals() -> dict[str, Region]:
    """Country code -> its capital."""
    found = {}
    for r in rows("capitals"):
        city = next(
            (c for c in gazetteer.lookup(r["capital"]) if c.country_code == r["code"] and c.kind != "country"), None
        )
        if city is not None:
            found[r["code"]] = city
    return found


def pointers(s: Sentence, places: Places) -> list[Toponym]:
    """`in the province`, `there`: the place last named that is of that kind."""
    found: list[Toponym] = []
    for i, low in enumerate(s.lows):
        if low in WARS and i >= 2 and s.words[i - 1][:1].isupper() and not places.document.capitals:
            # `in the Syrian war`, `in Yemen's civil war`: the land at war.
            j = i - 1 - (s.lows[i - 1] == "civil")
            code = gazetteer.country_of_word(s.lows[j])
            if code and s.lows[j - 1] == "the":
                found.append(_land(s, j, i, gazetteer.country(code), "in"))
            continue
        if _of_the_world(s, i):
            found.append(_land(s, i, i + 1, gazetteer.region(WORLD), "in"))
            continue
        if (land := _of_a_land(s, i)) is not None:
            found.append(_land(s, i - 1, i + 1, land, "in"))
            continue
        if (land := _of_its_organs(s, i, places)) is not None:
            found.append(_land(s, i - 1, i, land, "mod"))
            continue
        if low in WIDELY:
            target = last_named(places, s, len(s), WIDELY[low])
            if target is not None:
                found.append(
                    dataclasses.replace(target, sentence=s.index, first=i, last=i + 1, role="in", container=None)
                )
            elif WIDELY[low] == ("country",) and places.main_country:
                found.append(_land(s, i, i + 1, gazetteer.country(places.main_country), "in"))
            continue
        lead = i - 1
        while lead > 0 and s.lows[lead] in DIRECTIONS and s.lows[lead] != "the":
            lead -= 1
        capital = low == "capital" and lead < i and _capital(places, s, i, found)
        if capital:
            continue
        if (
            low in POINTER_KINDS
            and i >= 2
            and s.lows[lead] in ("the", "that", "same", "their", "his", "her")
            and (
                s.lows[lead - 1] in ("in", "across", "throughout", "around", "outside", "fled", "at", "from")
                or s.lows[lead - 1 : lead + 1] == ["the", "same"]
            )
        ):
            if i + 1 < len(s) and (
                s.lows[i + 1] in ("of", "'s", "’s")
                or s.is_name(i + 1)
                or (s.kinds[i + 1] == "w" and s.lows[i + 1] in TYPES)
            ):
                continue
            kinds = POINTER_KINDS[low]
        elif (
            low == "there"
            and i
            and s.lows[i - 1] not in ("and", ".", "“", "said", "that", ",", "but", "while")
            and not (i + 1 < len(s) and s.lows[i + 1] in wc.AUXILIARIES)
        ):
            kinds = ("city", "neighbourhood", "district", "province", "country", "area")
        else:
            continue
        target = last_named(places, s, i, kinds)
        if target is None and kinds == ("country",) and places.main_country:
            # `throughout the nation`, which the text need not name
            found.append(_land(s, i, i + 1, gazetteer.country(places.main_country), "in"))
            continue
        if target is not None:
            found.append(
                Toponym(
                    s.index,
                    i,
                    i + 1,
                    target.name,
                    target.text,
                    target.regions,
                    "in",
                    target.kind,
                    resolved=target.resolved,
                )
            )
    return found


def _land(s: Sentence, first: int, last: int, land: Region, role: str) -> Toponym:
    return Toponym(s.index, first, last, land.name, s.span_text(first, last), (land,), role, None, resolved=land)


def is_world(region: Region | None) -> bool:
    """Whether a region is the whole world, which is of no country."""
    return region is not None and region.region_id == WORLD


def _of_the_world(s: Sentence, i: int) -> bool:
    """`worldwide`, `around the world`, `global deaths`: the number is of no land."""
    if s.lows[i] in ("worldwide", "globally"):
        return True
    if s.lows[i] == "world":
        after = s.lows[i + 1] if i + 1 < len(s) else ""
        return (
            s.words[i].islower()
            and s.lows[max(0, i - 1) : i] == ["the"]
            and s.lows[i - 2] in LEADING
            and after not in ("'s", "’s", "of")
        )
    return s.lows[i] == "global" and not WORLDLY.isdisjoint(s.lows[i + 1 : i + 3])


def _of_a_land(s: Sentence, i: int) -> Region | None:
    """`in 30 Ukrainian cities`, `to an Iraqi hospital`: somewhere in the land of the adjective."""
    if not i or s.lows[i] not in SOMEWHERE or s.words[i][0].isupper() or not s.words[i - 1][:1].isupper():
        return None
    after = s.lows[i + 1 : i + 3]
    if after and (after[0] in ("of", "near", "in", "called", ",") or (i + 1 < len(s) and s.is_name(i + 1))):
        return None
    j = i - 2
    while j >= 0 and i - j < 6 and (s.kinds[j] == "n" or s.lows[j] in DIRECTIONS or s.lows[j] in DETERMINERS):
        j -= 1
    if j < 0 or not (s.lows[j] in LEADING or s.lows[j] in STRIKING):
        return None
    code = gazetteer.country_of_word(s.words[i - 1])
    return gazetteer.country(code) if code else None


def _of_its_organs(s: Sentence, i: int, places: Places) -> Region | None:
    """`Chadian police have arrested`: the land whose organs act, for `choose_place` to weigh."""
    if not i or s.lows[i] not in AUTHORITIES or not s.words[i - 1][:1].isupper() or places.document.capitals:
        return None
    after = i + 1 + (s.lows[i + 1 : i + 2] in (["have"], ["has"], ["had"], ["also"]))
    if s.lows[after : after + 1] not in (["arrested"], ["detained"], ["arrest"], ["detain"]):
        return None
    code = gazetteer.country_of_word(s.words[i - 1])
    return gazetteer.country(code) if code else None


def _capital(places: Places, s: Sentence, i: int, found: list[Toponym]) -> bool:
    """`the Syrian capital`: the city that a country is led from."""
    if not i or (i + 1 < len(s) and s.is_name(i + 1)):
        return False
    code = (
        gazetteer.country_of_word(s.lows[i - 1])
        if s.words[i - 1][:1].isupper() and not places.document.capitals
        else None
    )
    if code is None and s.lows[i - 1] == "the" and not (i + 1 < len(s) and s.lows[i + 1] in ("of", "'s", "’s", ",")):
        code = places.main_country
    city = capitals().get(code or "")
    if city is None:
        return False
    start = i - 1 if s.lows[i - 1] == "the" else i - 2
    before = s.lows[max(0, start - 2) : max(0, start)]
    role = "other"
    if before[-1:] == ["of"]:
        role = "distance" if before[0] in DIRECTIONS else "in"  # `northeast of the capital` is not there
    elif before and before[-1] in STRIKING:
        role = "struck"
    elif before and before[-1] in ("in", "near", "at", "outside", "around", "inside"):
        role = "in"
    found.append(
        Toponym(s.index, i - 1, i + 1, city.name, s.span_text(i - 1, i + 1), (city,), role, "city", resolved=city)
    )
    return True


def last_named(places: Places, s: Sentence, i: int, kinds: tuple[str, ...]) -> Toponym | None:
    country = body = None
    for index in range(s.index, max(-1, s.index - 8), -1):
        for topo in reversed(places.by_sentence.get(index, [])):
            if (
                topo.resolved is not None
                and (index < s.index or topo.first < i)
                and topo.resolved.kind in kinds
                and topo.role not in ("said", "mod")
            ):
                if topo.in_zone:
                    body = body or topo  # `the Bahia health department … in the state`
                    continue
                if topo.resolved.kind != "country" or kinds == ("country",):
                    return topo
                country = country or topo
        if country is not None and index < s.index - 1:
            break
    return country or body
