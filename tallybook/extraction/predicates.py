"""Predicates that fix a measure: verbs with their voice, nouns and states of an outcome, from
`lexicon/predicates.csv`.
"""

import dataclasses
import functools

from tallybook.extraction import wordclasses as wc
from tallybook.extraction.data import Phrases, rows
from tallybook.extraction.tokens import Sentence

VOWELS = "aeiou"


@dataclasses.dataclass(frozen=True, slots=True)
class Entry:
    """A row of the predicate list: in which construction a phrase fixes which measure for which unit."""

    measure: str
    construction: str  # vt, vi, adj, of
    form: str  # base, s, past, participle, ing, fixed
    unit: str  # person, building, any
    note: str


@dataclasses.dataclass(slots=True)
class Mention:
    """A predicate as it stands: tokens [first, last) and every entry that fits."""

    first: int
    last: int
    entries: tuple[Entry, ...]

    def of(self, construction: str) -> tuple[Entry, ...]:
        return tuple(e for e in self.entries if e.construction == construction)


def inflect(base: str) -> dict[str, str]:
    """The forms of a verb: regular spelling rules, and `lexicon/irregular_verbs.csv`."""
    irregular = {r["base"]: r for r in rows("irregular_verbs")}
    if base.endswith("e"):
        past, ing = (
            base + "d",
            (base[:-2] + "ying" if base.endswith("ie") else base if base.endswith("ee") else base[:-1])
            + ("" if base.endswith("ie") else "ing"),
        )
    elif base.endswith("y") and base[-2] not in VOWELS:
        past, ing = base[:-1] + "ied", base + "ing"
    elif (
        base[-1] not in VOWELS + "wxy"
        and base[-2] in VOWELS
        and base[-3] not in VOWELS
        and (len(base) <= 4 or base in ("kidnap", "admit"))
    ):
        past, ing = base + base[-1] + "ed", base + base[-1] + "ing"
    else:
        past, ing = base + "ed", base + "ing"
    third = (
        base + "es"
        if base.endswith(("s", "sh", "ch", "x", "z"))
        else base[:-1] + "ies"
        if base.endswith("y") and base[-2] not in VOWELS
        else base + "s"
    )
    row = irregular.get(base)
    return {
        "base": base,
        "s": third,
        "past": row["past"] if row else past,
        "participle": row["participle"] if row else past,
        "ing": ing,
    }


def _plural(noun: str) -> str:
    if noun in ("dead", "injured", "wounded", "missing", "displaced", "hurt"):
        return noun
    if noun == "life":
        return "lives"
    if noun == "diagnosis":
        return "diagnoses"
    return noun[:-1] + "ies" if noun.endswith("y") else noun + "s"


@functools.cache
def table() -> Phrases[tuple[Entry, ...]]:
    """Every verbal phrase, each with all entries that share its words."""
    by_phrase: dict[str, list[Entry]] = {}

    def enter(phrase: str, entry: Entry) -> None:
        expansions: list[str] = [""]
        for word in phrase.split():
            expansions = [f"{e} {w}".strip() for e in expansions for w in word.split("|")]
        for words in expansions:
            by_phrase.setdefault(words, []).append(entry)

    for r in rows("predicates"):
        construction, note = r["construction"], r["note"]
        if construction in ("noun", "frame"):
            continue
        if construction in ("vt", "vi") and note != "fixed" and " " not in r["phrase"]:
            for form, word in inflect(r["phrase"]).items():
                for spelled in word.split("|"):
                    enter(spelled, Entry(r["measure"], construction, form, r["unit"], note))
        else:
            enter(r["phrase"], Entry(r["measure"], construction, "fixed", r["unit"], note))
    phrases: Phrases[tuple[Entry, ...]] = Phrases()
    for words, entries in by_phrase.items():
        phrases.add(words, tuple(entries))
    return phrases


@functools.cache
def frames() -> dict[str, list[tuple[Phrases[str], str, str]]]:
    """Verbs whose rest stands behind their object, `force … from their homes`: verb -> what may follow, measure,
    unit.
    """
    found: dict[str, list[tuple[Phrases[str], str, str]]] = {}
    for r in rows("predicates"):
        if r["construction"] == "frame":
            verbs, tails = r["phrase"].split(" … ")
            entry = (Phrases((tail, r["measure"]) for tail in tails.split("/")), r["measure"], r["unit"])
            for verb in verbs.split("|"):
                found.setdefault(verb, []).append(entry)
    return found


@functools.cache
def nouns() -> dict[str, tuple[str, str, bool]]:
    """Counted outcome nouns: word -> measure, note, plural."""
    found = {}
    for r in rows("predicates"):
        if r["construction"] == "noun" and " " not in r["phrase"]:
            found[r["phrase"]] = (r["measure"], r["note"], _plural(r["phrase"]) == r["phrase"])
            found[_plural(r["phrase"])] = (r["measure"], r["note"], True)
    return found


def find(s: Sentence) -> dict[int, Mention]:
    """The predicates of a sentence by their first token, longest phrase first, without overlap."""
    phrases, found, i, n = table(), {}, 0, len(s)
    lows = s.lows
    while i < n:
        if lows[i] in phrases:
            match = phrases.match(lows, i)
            if match is not None:
                found[i] = Mention(i, i + match[0], match[1])
                i += match[0]
                continue
        i += 1
    return found


def auxiliaries_before(s: Sentence, i: int) -> tuple[int, list[str], list[int]]:
    """The auxiliaries and adverbs directly before token i: where they begin, the auxiliaries, all token places."""
    j, words, places = i, list[str](), list[int]()
    while j and i - j < 9:
        low = s.lows[j - 1]
        if low in wc.AUXILIARIES or low == "to":
            words.insert(0, low)
        elif low not in wc.ADVERBS and low not in wc.EVIDENTIAL and not (low.endswith("ly") and len(low) > 4):
            break
        j -= 1
        places.insert(0, j)
    return j, words, places


def object_follows(s: Sentence, i: int, numeral_starts: set[int] | dict[int, object]) -> bool:
    """Whether a noun phrase that can be an object begins at token i."""
    if i >= len(s):
        return False
    low = s.lows[i]
    if low == "the" and i + 1 < len(s) and s.lows[i + 1] in ("following", "next", "same", "previous", "last", "day"):
        return False
    if i in numeral_starts:
        return True
    if s.kinds[i] == "n":
        return False
    if low in (
        "a",
        "an",
        "the",
        "his",
        "her",
        "their",
        "its",
        "him",
        "them",
        "it",
        "themselves",
        "himself",
        "scores",
        "dozens",
        "civilians",
        "people",
        "some",
        "several",
        "many",
        "more",
        "at",
        "up",
        "around",
        "nearly",
        "almost",
        "about",
        "over",
    ):
        if low in ("at", "up", "around", "about", "over", "more", "some", "nearly", "almost"):
            return any(i + k in numeral_starts for k in (1, 2, 3))
        return True
    return False
