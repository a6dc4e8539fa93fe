"""Words that say of which event a figure speaks: one told before, another beside it, or none but a stretch of time."""

import functools
import re

from tallybook.extraction import wordclasses as wc
from tallybook.extraction.data import rows
from tallybook.extraction.event_kinds import ONGOING, SUDDEN, VIOLENT, Kinds
from tallybook.extraction.linking import Link
from tallybook.extraction.periods import Time
from tallybook.extraction.situation import triggers
from tallybook.extraction.time_mentions import YEAR
from tallybook.extraction.tokens import Sentence

# Who has been counted before: `two of the wounded`, `the three victims`.
COUNTED_BEFORE = frozenset(
    "injured wounded dead victims survivors deceased casualties fatalities killed missing bodies hospitalised "
    "hospitalized patients hostages detainees captives passengers deaths".split()
)
THOSE = frozenset("them these those".split())
POINTING = frozenset("that those these".split())
# What a pointing word may call an event beside the words of its type.
HAPPENINGS = frozenset(
    "episode incident incidents killing killings case tragedy disaster accident occasion assault event deaths "
    "murders operation".split()
)
APART = frozenset("separately elsewhere meanwhile".split())
SEPARATE = frozenset("separate different unrelated another second".split())
AFTER = frozenset("after following".split())
# Deeds rather than outcomes: two of them in one sentence, one `after` the other, are two events.
DEEDS = frozenset(
    "killed shot executed murdered assassinated beheaded kidnapped abducted slain lynched hanged stabbed".split()
)
WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
SPANS = frozenset("days weeks months years decades".split())
HOSTS = frozenset("home host hosts hosting hosted shelters sheltering houses housing".split())


def of_the_known(s: Sentence, link: Link, time: Time | None) -> bool:
    """`two of the wounded`, `the three victims`, `35 others`, `died at the scene`: of what has been told."""
    p = link.phrase
    lows = s.lows
    if time is None and p.head is not None and lows[p.head] == "others":
        return True
    if time is None and any(lows[i : i + 3] == ["at", "the", "scene"] for i in range(link.at, link.at + 4)):
        return True
    first = p.numeral.first
    if first and lows[first - 1] == "the" and p.head is not None and lows[p.head] in COUNTED_BEFORE:
        return True
    end = p.numeral.last
    if lows[end : end + 1] == ["others"] or lows[end : end + 1] == ["other"]:
        end += 1
    if lows[end : end + 1] != ["of"]:
        return False
    following = lows[end + 1 : end + 3]
    return following[:1] != [] and (
        following[0] in THOSE or (following[0] in ("the", "his", "her", "their") and following[-1] in COUNTED_BEFORE)
    )


def definite(s: Sentence, link: Link) -> bool:
    """`the two pilots`: whom the text has spoken of, though maybe not counted."""
    p = link.phrase
    return p.head is not None and not p.numeral.singular and s.lows[p.numeral.first - 1 : p.numeral.first] == ["the"]


def points_back(s: Sentence, kinds: Kinds) -> bool:
    """`from that episode`, `over those killings`, `in that attack`: the event told last, wherever it was told.

    `said that clashes broke out` points at nothing: `that` does so behind a preposition or at the start.
    """
    named = {i for i, _, note in kinds if note != "verb"}
    return any(
        low in POINTING
        and i + 1 < len(s)
        and (s.lows[i + 1] in HAPPENINGS or i + 1 in named)
        and (low != "that" or not i or s.lows[i - 1] in wc.PREPOSITIONS)
        for i, low in enumerate(s.lows)
    )


def set_apart(s: Sentence, kinds: Kinds) -> bool:
    """`Separately, …`, `in another attack`, `a second blast`: a happening beside those told."""
    if APART & set(s.lows[:6]):
        return True
    named = {i for i, _, note in kinds if note != "verb"}
    return any(
        low in SEPARATE and (i + 1 in named or i + 2 in named or s.lows[i + 1 : i + 2] in (["incident"], ["accident"]))
        for i, low in enumerate(s.lows)
    )


def cause_told(s: Sentence, link: Link, links: list[Link]) -> bool:
    """`shells killed 30 after rebels killed a pilot`: what came before, told as the reason, is another event.

    `rose to 30 after two of the wounded died`, `12 died after a bus …` tell one.
    """
    if s.lows[link.at] not in DEEDS or link.measure not in ("killed", "abducted"):
        return False
    for main in links:
        if main is link or main.toll or main.measure != "killed":
            continue
        lo, hi = max(main.at, main.phrase.end), min(link.at, link.phrase.left)
        if lo < hi and any(
            s.lows[i] in AFTER and s.lows[i + 1] not in ("being", "they", "he", "she", "it") for i in range(lo, hi)
        ):
            return True
    return False


def of_an_earlier(s: Sentence, link: Link, kinds: Kinds) -> bool:
    """`following a raid last month that killed 64`: another happening, of which only this number is told."""
    opened = next((i for i in range(link.at - 1, max(-1, link.at - 4), -1) if s.lows[i] in ("that", "which")), None)
    if opened is None or link.phrase.left < opened:
        return False
    nouns = [i for i, _, note in kinds if note in ("", "loose") and opened - 12 <= i < opened]
    for i in range(nouns[-1] - 1, max(0, nouns[-1] - 5), -1) if nouns else ():
        if s.lows[i] in ("a", "an", "another"):
            return s.lows[i - 1] in ("after", "following", "since", "like")
        if s.lows[i] in wc.DETERMINERS or s.lows[i] in wc.PREPOSITIONS or s.kinds[i] != "w":
            return False
    return False


def over_a_span(s: Sentence) -> bool:
    """`seven days of air strikes`, `over a three-week period`, `in all of 1998`: a stretch of many happenings."""
    for i, low in enumerate(s.lows):
        following = s.lows[i + 1 : i + 4]
        if low in SPANS and following[:1] == ["of"] and i + 2 < len(s):
            match = triggers().match(s.lows, i + 2)
            if match is not None and match[1][0] in VIOLENT and s.lows[i + 1 + match[0]].endswith("s"):
                return True
        if low in ("week", "month", "year") and "one" in s.lows[max(0, i - 4) : i]:
            return True  # `in one deadly week`
        if low in SPANS and s.lows[max(0, i - 2) : i] == ["over", "the"]:
            return True
        if low == "period" and i and s.lows[i - 1].endswith(("-day", "-week", "-month", "-year")):
            return True
        if low in ("year-to-date", "quarter") and (low != "quarter" or s.lows[i - 1 : i] in (["first"], ["last"])):
            return True
        if low in ("all", "whole") and following[:1] == ["of"] and following[1:2] and YEAR.match(following[1]):
            return True
    return False


def _determined(s: Sentence, i: int) -> bool:
    """Whether a determiner stands before a noun, which `killed by gunfire` has none of."""
    for j in range(i - 1, max(-1, i - 5), -1):
        if s.lows[j] in wc.DETERMINERS or s.kinds[j] == "p" or s.lows[j] in ("one", "first", "second"):
            return True
        if s.lows[j] in wc.PREPOSITIONS or s.lows[j] in wc.FINITE or s.kinds[j] == "m":
            return False
    return False


def many(s: Sentence, kinds: Kinds) -> bool:
    """Whether the sentence speaks of sudden happenings in the plural, and of no single one: `killed in attacks`."""
    plural = False
    for i, kind, note in kinds:
        if note in ("loose", "ongoing") or kind in ONGOING:
            continue
        if note == "verb":
            return False
        match = triggers().match(s.lows, i)
        last = i + (match[0] if match else 1) - 1
        if not s.lows[last].endswith("s") or kind not in SUDDEN:
            return False
        if i and s.lows[i - 1] in ("the", "these", "those", "twin", "two", "three"):
            return False
        plural = True
    return plural


def single(s: Sentence, kinds: Kinds) -> bool:
    """Whether the sentence names one happening: `a bombing in May`, `when gunmen stormed`, `the floods of 1998`."""
    for i, kind, note in kinds:
        if note == "ongoing" or kind in ONGOING:
            continue
        if note == "verb":
            return True
        match = triggers().match(s.lows, i)
        last = i + (match[0] if match else 1) - 1
        if note == "loose" and s.lows[i - 1 : i] not in (["a"], ["an"]):
            continue
        if kind not in SUDDEN or (not s.lows[last].endswith("s") and _determined(s, i)):
            return True
    return False


def brought_in(s: Sentence, link: Link, kinds: Kinds) -> bool:
    """`a flash flood tore down 14 houses`, `due to a grass fire`: a happening of its own, new to the text."""
    nouns = [i for i, kind, note in kinds if note in ("", "loose") and kind not in ONGOING]
    if not nouns:
        return False
    near = min(nouns, key=lambda i: abs(i - link.at))
    for j in range(near - 1, max(-1, near - 4), -1):
        if s.lows[j] in ("a", "an", "another"):
            return True
        if s.lows[j] in wc.DETERMINERS or s.lows[j] in wc.PREPOSITIONS or s.kinds[j] != "w":
            return False
    return False


def enumerated(s: Sentence, link: Link, links: list[Link], kinds: Kinds) -> bool:
    """`three died in a road accident, two were shot in a robbery`: a happening beside that of a number before it."""
    own = _own_noun(s, link, links, kinds)
    return own >= 0 and any(
        -1 < _own_noun(s, other, links, kinds) != own
        for other in links
        if other is not link and other.phrase.left < link.phrase.left and other.whole is not link
    )


def _own_noun(s: Sentence, link: Link, links: list[Link], kinds: Kinds) -> int:
    """The token of the happening that `a` or `an` brings in for this number alone; -1 where none does."""
    lefts = [o.phrase.left for o in links if o.phrase.left > link.phrase.left]
    end = min(lefts, default=len(s))
    for i, kind, note in kinds:
        if link.phrase.end <= i < end and note in ("", "loose") and kind in SUDDEN | {"fire", "collapse", "landslide"}:
            for j in range(i - 1, max(link.phrase.end - 1, i - 4), -1):
                if s.lows[j] in ("a", "an", "another"):
                    return i
                if s.lows[j] in wc.DETERMINERS or s.lows[j] in wc.PREPOSITIONS or s.kinds[j] != "w":
                    break
    return -1


def hosted(s: Sentence, link: Link) -> bool:
    """`the province is home to 900,000 displaced people`: who lives there, whatever drove them from home."""
    return link.measure in ("displaced", "refugees") and any(
        w in HOSTS for w in s.lows[max(0, link.phrase.left - 5) : link.phrase.left]
    )


def named(s: Sentence, kinds: Kinds) -> bool:
    """Whether the sentence names a happening by a noun."""
    return any(note == "" for _, _, note in kinds)


@functools.cache
def _diseases() -> dict[str, tuple[tuple[str, bool], ...]]:
    """First word of a disease's name -> the names, and whether the disease goes round the world."""
    found: dict[str, list[tuple[str, bool]]] = {}
    for r in rows("diseases"):
        for name in (r["name"], *r["aliases"].split("|")):
            if len(name) > 2:
                low = name.lower()
                found.setdefault(WORD.findall(low)[0], []).append((low, r["reach"] == "world"))
    return {first: tuple(names) for first, names in found.items()}


def of_the_world(text: str) -> bool:
    """Whether an article speaks most of a disease that goes round the world: its counts are of no one outbreak."""
    text = text.lower()
    world, others = 0, 0
    for first in set(WORD.findall(text)) & _diseases().keys():
        for name, is_world in _diseases()[first]:
            if is_world:
                world = max(world, text.count(name))
            else:
                others = max(others, text.count(name))
    return world > 0 and world >= others


STORMS = frozenset("typhoon hurricane cyclone storm typhoons hurricanes".split())


def storm_names(s: Sentence) -> list[tuple[int, str]]:
    """`Typhoon Nakri`, `Tropical Storm "Halong"`: the token of each name, and the name."""
    found = []
    for i, low in enumerate(s.lows):
        if low in STORMS and s.words[i][:1].isupper():
            j = i + 1
            while j < len(s) and s.kinds[j] == "m" and s.lows[j] in ('"', "“", "'", "‘", "”"):
                j += 1
            if j < len(s) and s.is_name(j) and s.lows[j] not in STORMS and s.lows[j] not in wc.MONTHS:
                found.append((j, s.lows[j].removesuffix("'s")))
    return found
