"""Places told by a pointer: `in the province`, `there`, `the Syrian capital`."""

import functools

from tallybook.extraction import gazetteer
from tallybook.extraction import wordclasses as wc
from tallybook.extraction.data import rows
from tallybook.extraction.gazetteer import Region
from tallybook.extraction.place_words import DIRECTIONS, POINTER_KINDS, TYPES
from tallybook.extraction.places import Places
from tallybook.extraction.tokens import Sentence
from tallybook.extraction.toponyms import Toponym

WARS = frozenset(("war", "conflict", "uprising", "crisis", "insurgency", "revolution"))


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
                land = gazetteer.country(code)
                found.append(Toponym(s.index, j, i, land.name, s.span_text(j, i), (land,), "in", None, resolved=land))
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
    elif before and before[-1] in ("in", "near", "at", "outside", "around", "inside"):
        role = "in"
    found.append(
        Toponym(s.index, i - 1, i + 1, city.name, s.span_text(i - 1, i + 1), (city,), role, "city", resolved=city)
    )
    return True


def last_named(places: Places, s: Sentence, i: int, kinds: tuple[str, ...]) -> Toponym | None:
    country = None
    for index in range(s.index, max(-1, s.index - 8), -1):
        for topo in reversed(places.by_sentence.get(index, [])):
            if (
                topo.resolved is not None
                and (index < s.index or topo.first < i)
                and topo.resolved.kind in kinds
                and topo.role not in ("said", "mod")
                and not topo.in_zone
            ):
                if topo.resolved.kind != "country" or kinds == ("country",):
                    return topo
                country = country or topo
    return country
