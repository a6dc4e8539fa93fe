"""Counted noun phrases: what a numeral counts, from its determiner to its head."""

import dataclasses
import functools

from tallybook.extraction import wordclasses as wc
from tallybook.extraction.data import rows
from tallybook.extraction.numerals import Numeral
from tallybook.extraction.tokens import Sentence

BREAKS = (
    wc.AUXILIARIES
    | wc.PREPOSITIONS
    | wc.CONJUNCTIONS
    | wc.SUBORDINATORS
    | wc.RELATIVES
    | wc.PRONOUNS
    | wc.DETERMINERS
    | wc.FINITE
    | frozenset(
        (
            "including",
            "includes",
            "include",
            "included",
            "not",
            "n't",
            "also",
            "today",
            "yesterday",
            "what",
            "how",
            "there",
            "here",
            "dead",
            "missing",
            "homeless",
            "last",
            "next",
        )
    )
    | frozenset(wc.WEEKDAYS)
) - {
    "past",
    "private",
    "set",
    "hit",
    "lives",
    "work",
    "need",
    "control",
    "call",
    "use",
    "turn",
    "face",
    "others",
    "that",
    "down",
}


@dataclasses.dataclass(frozen=True, slots=True)
class Noun:
    """An entry of the noun lists."""

    unit: str  # person, household, building, thing
    plural: bool
    singular: bool
    note: str


@functools.cache
def nouns() -> dict[str, Noun]:
    """Every listed noun by its word; a person is preferred to a thing of the same name."""
    table: dict[str, Noun] = {}
    for name, thing in (("things", True), ("persons", False)):
        for r in rows(name):
            unit = "thing" if thing else r["unit"]
            note = r["class"] if thing else r["note"]
            one, many = r["singular"], r["plural"]
            for word, plural in ((one, one == many), (many, True)):
                if word and " " not in word:
                    table[word] = Noun(unit, plural, word == one, note)
    return table


@functools.cache
def demonyms() -> dict[str, bool]:
    """Words for the people of a country, lower case -> whether the word is a plural (`Syrians`, `Chinese`)."""
    found: dict[str, bool] = {}
    for r in rows("countries"):
        for column in ("people", "adjectives"):
            for word in r[column].split("|"):
                if word and " " not in word:
                    low = word.lower()
                    found[low] = (
                        found.get(low, False)
                        or low.endswith("s")
                        or (column == "adjectives" and low.endswith(("ese", "ish", "ch")))
                    )
    return found


@dataclasses.dataclass(slots=True)
class Phrase:
    """A numeral with what it counts: tokens [left, end); `head` is the head noun's token, or None where there is
    none.
    """

    numeral: Numeral
    left: int
    end: int
    head: int | None
    unit: str | None  # person, household, building, thing; None where there is no head or it is unknown
    outcome_head: bool = False  # the head is itself an outcome (`12 deaths`): decided by the predicates
    of_group: bool = False  # `four of them`
    population: str = ""
    context_unit: str | None = None  # for a number without a noun: the unit of the number before it


def noun_of(s: Sentence, i: int) -> Noun | None:
    """The list entry of token i."""
    low = s.lows[i]
    noun = nouns().get(low)
    if noun is None and "-" in low:
        if low.endswith(
            ("-year-old", "-years-old", "-month-old", "-day-old", "-year-olds", "-week-old", "-months-old")
        ):
            return Noun("person", low.endswith("s"), not low.endswith("s"), "age")
        noun = nouns().get(low.rsplit("-", 1)[1])
    if (
        s.words[i][:1].isupper()
        and low in demonyms()
        and (noun is None or (noun.unit == "thing" and not s.words[i].isupper()))
    ):
        plural = demonyms()[low]
        return Noun("person", plural, not plural or not low.endswith("s"), "demonym")
    return noun


def build(s: Sentence, numeral: Numeral, taken: frozenset[int] | set[int], outcome_nouns: frozenset[str]) -> Phrase:
    """The phrase that a numeral heads: modifiers are walked over until the head noun's chain ends."""
    if numeral.right + 1 < len(s) and s.lows[numeral.right] == "of":
        return _of_phrase(s, numeral, taken, outcome_nouns)
    head, unit, outcome = _head(s, numeral, taken, outcome_nouns)
    if unit == "thing" and _tested(s, numeral.right):
        head = None
    if head is None:
        return Phrase(numeral, numeral.left, _graded(s, numeral.right), None, None, population="people")
    phrase = Phrase(numeral, numeral.left, head + 1, head, unit, outcome)
    phrase.population = _population(s, numeral, phrase)
    return phrase


def _head(
    s: Sentence, numeral: Numeral, taken: frozenset[int] | set[int], outcome_nouns: frozenset[str]
) -> tuple[int | None, str | None, bool]:
    """The head noun's token, its unit, and whether it is itself an outcome."""
    head: int | None = None
    unit: str | None = None
    i, n, first = numeral.right, len(s), numeral.right
    while i < n and i - first < 10:
        low, kind = s.lows[i], s.kinds[i]
        if kind == "p":
            if head is not None and i == head + 1 and _owned_persons(s, i + 1, numeral):
                head, unit, i = None, None, i + 1  # `two Florida sheriff's deputies`
                continue
            break
        if kind == "m":
            if low == "'" and head is not None and i == head + 1 and _owned_persons(s, i + 1, numeral):
                head, unit, i = None, None, i + 1  # `dozens of farmers' houses`
                continue
            if (
                low == "("
                and (head is None or unit == "thing")
                and (close := _close(s, i))
                and close - i < 6
                and (i > first or _leads_to_person(s, close + 1))
            ):
                i = close + 1
            elif (low in ("“", '"', "‘", "-", "'") and head is None) or (
                low == ","
                and head is None
                and i > first
                and _adjective(s, i + 1)
                and noun_of(s, i - 1) is None
                and _leads_to_person(s, i + 1)
            ):
                i += 1
            else:
                break
            continue
        if kind == "n":
            noun = noun_of(s, i)
            if noun is not None and noun.note == "age":
                head, unit = i, "person"
            elif not low[-1].isalpha():
                break
            i += 1
            continue
        if low in MORE and head is None:
            numeral.more = numeral.more or low != "new"
            if low == "others":
                return i, "person", False
            i += 1
            continue
        following = noun_of(s, i + 1) if i + 1 < n and s.kinds[i + 1] == "w" and s.lows[i + 1] not in BREAKS else None
        if low in ("hostage", "prisoner", "captive") and (unit == "person" or i - 1 in taken):
            break  # `took two nuns hostage`, `40 more taken hostage`
        if low in outcome_nouns and not (unit == "person" and low in OUTCOME_ADJECTIVES):
            if low in OUTCOME_ADJECTIVES:
                # `two wounded men`, `30 wounded`: an attribute where a person follows, else the head itself.
                if following is not None and following.unit in ("person", "household"):
                    i += 1
                    continue
                if head is None and following is not None and following.unit == "thing" and following.plural:
                    return i + 1, "thing", False  # `600 dead languages`
                return (i, None, True) if head is None else (head, unit, False)
            # `death certificates`, `murder suspects`: the outcome only modifies.
            if (
                following is not None and (following.unit != "thing" or following.plural or numeral.value == 1)
            ) or _plural_follows(s, i, taken):
                i += 1
                continue
            noun = noun_of(s, i)
            return i, "person" if noun is not None and noun.unit == "person" else None, True
        if low in ("and", "or") and head is None and i > first and s.lows[i - 1] in CERTAINTIES:
            i += 1  # `45 suspected and confirmed cases`
            continue
        if low in BREAKS or low == "mark":
            if low == "homeless" and following is not None and following.unit in ("person", "household"):
                i += 1
                continue
            break
        if i in taken and ((head is not None and unit != "thing") or not _leads_to_person(s, i + 1)):
            break
        noun = noun_of(s, i)
        if noun is not None and noun.note == "collective" and head is None and _leads_to_person(s, i + 1):
            i += 1  # `12 young Peruvian soldiers`
            continue
        if unit in ("person", "household", "building"):
            # After a person noun the chain goes on only into another listed noun: `police officers`, `family
            # members`, `police stations`.
            if (
                noun is None
                or noun.note in ("demonym", "verb")
                or (noun.unit == "thing" and ((not noun.plural and numeral.value != 1) or _name_of_group(s, i, noun)))
            ):
                break
            head, unit = i, noun.unit
        elif noun is not None:
            if noun.unit == "thing" and _name_of_group(s, i, noun):
                return i, None, False
            head, unit = i, noun.unit
            if (
                noun.unit == "thing"
                and noun.plural
                and numeral.value != 1
                and (following is None or following.unit == "thing" or i + 1 in taken)
            ):
                break
        elif low.endswith("s") and not low.endswith(("ss", "us", "is", "ous")) and numeral.value != 1:
            # An unknown plural: perhaps the head; go on only when a listed noun follows (`50 measles cases`).
            outcome = "" if i + 1 >= n or s.lows[i + 1] in OUTCOME_ADJECTIVES else s.lows[i + 1]
            if following is None and outcome not in outcome_nouns:
                return i, None, False
        elif (
            low.endswith(("ed", "ing"))
            and low not in ATTRIBUTES
            and not _leads_to_person(s, i + 1)
            and not _leads_to_plural(s, i + 1)
            and not (
                (low.endswith("ing") and following is not None)
                or (
                    s.lows[i + 1 : i + 2]
                    and s.lows[i + 1] in outcome_nouns
                    and "-" not in s.lows[i + 1]
                    and s.lows[i + 1] not in OUTCOME_ADJECTIVES
                )
            )
        ):
            break  # `26 died`, `five drowned`, `a car carrying …`: a predicate
        elif head is not None and low.endswith("ly"):
            break
        i += 1
    if unit == "building" and head is not None and not _housing(s, first, head):
        unit = "thing"
    return head, unit, False


def _graded(s: Sentence, i: int) -> int:
    """The end of `9 laboratory confirmed`, `32 probable`: how sure cases are, where the noun stands elsewhere."""
    start = i
    i += _tested(s, i)
    while i < len(s) and s.lows[i] in CERTAINTIES:
        i += 1
    return i if i >= len(s) or s.kinds[i] == "m" or s.lows[i] == "and" else start


def _tested(s: Sentence, i: int) -> bool:
    """Whether `laboratory confirmed` stands at token i in two words, the first of which is no noun then."""
    return s.lows[i : i + 2] in (["laboratory", "confirmed"], ["lab", "confirmed"])


def _owned_persons(s: Sentence, i: int, numeral: Numeral) -> bool:
    """Whether the plural follows that the number counts, persons behind a single owner (`a sheriff's deputies`)."""
    if numeral.value == 1 or i >= len(s) or s.kinds[i] != "w":
        return False
    owner, owned = noun_of(s, i - 2), noun_of(s, i)
    if owner is None or owned is None or not owned.plural:
        return False
    if owner.plural and not owner.singular:
        return owned.unit == "building"  # `dozens of farmers' houses`
    return owned.unit == "person" and owned.note != "outcome"


MORE = frozenset("more other others additional further new extra".split())
CERTAINTIES = frozenset("suspected probable confirmed possible laboratory-confirmed".split())
OUTCOME_ADJECTIVES = frozenset("dead missing injured wounded hurt displaced killed".split())
ATTRIBUTES = frozenset("armed unarmed masked suspected confirmed retired unidentified".split())
# A building of these kinds is nobody's home.
NOT_HOUSING = frozenset(
    "church school government police public office commercial farm mosque temple hospital clinic factory tension "
    "power transmission radio cell water "
    "religious historic health state municipal administrative "
    "hotel bank shop market communications phone telephone".split()
)


def _housing(s: Sentence, first: int, head: int) -> bool:
    return not any(s.lows[j] in NOT_HOUSING for j in range(first, head))


def _leads_to_person(s: Sentence, i: int) -> bool:
    """Whether a listed person or household follows within three words of the same phrase."""
    for j in range(i, min(i + 3, len(s))):
        if s.kinds[j] not in "wn" or s.lows[j] in BREAKS:
            return False
        noun = noun_of(s, j)
        if noun is not None:
            if noun.unit in ("person", "household", "building"):
                return True
            if noun.plural:
                return False
    return False


def _leads_to_plural(s: Sentence, i: int) -> bool:
    """Whether a listed plural of any kind closes the phrase within three words: `besieged Andean towns`."""
    for j in range(i, min(i + 3, len(s))):
        if s.kinds[j] != "w" or s.lows[j] in BREAKS:
            return False
        noun = noun_of(s, j)
        if noun is not None and noun.plural:
            return True
    return False


def _plural_follows(s: Sentence, i: int, taken: frozenset[int] | set[int]) -> bool:
    """`255 evacuation centres`: behind a singular outcome noun a plural goes on with the phrase."""
    if s.lows[i].endswith("s") or i + 1 >= len(s) or s.kinds[i + 1] != "w" or i + 1 in taken:
        return False
    j = (
        i + 2
        if i + 2 < len(s) and noun_of(s, i + 1) is None and s.kinds[i + 2] == "w" and i + 2 not in taken
        else i + 1
    )
    if j == i + 2 and (s.lows[i + 1] in BREAKS or s.lows[i + 1].endswith(("s", "ed", "ing")) or noun_of(s, j) is None):
        j = i + 1  # `refugee evacuation centres`: a plural two words on closes the phrase too
    low = s.lows[j]
    return low.endswith("s") and not low.endswith(("ss", "us", "is", "ous")) and low not in BREAKS


def _name_of_group(s: Sentence, i: int, noun: Noun) -> bool:
    """`Tamil Tigers`, `Red Wolves`: an animal's name in capitals is the name of a group of people."""
    return noun.note == "animal" and s.words[i][:1].isupper() and not s.words[i].isupper() and i > 0


def _adjective(s: Sentence, i: int) -> bool:
    return i < len(s) and s.kinds[i] == "w" and s.lows[i] not in BREAKS and not s.lows[i].endswith("ing")


def _of_phrase(
    s: Sentence, numeral: Numeral, taken: frozenset[int] | set[int], outcome_nouns: frozenset[str]
) -> Phrase:
    """`hundreds of protesters`, `four of them`, `two of the victims`, `thousands of the city's people`."""
    i, n = numeral.right + 1, len(s)
    group = False
    if i >= n:
        return Phrase(numeral, numeral.left, numeral.right, None, None, population="people")
    if s.lows[i] in ("them", "whom", "those", "these", "us", "which"):
        return Phrase(numeral, numeral.left, i + 1, None, None, of_group=True, population="people")
    if s.lows[i] in ("the", "his", "her", "its", "their", "our", "those", "these"):
        group = s.lows[i] not in ("their", "our", "his", "her", "its")
        i += 1
        if i + 1 < n and s.kinds[i + 1] == "p" and i + 2 < n:
            i += 2  # `two of the charity's drivers`
        while (
            i < n
            and (s.kinds[i] == "p" or s.words[i][:1].isupper())
            and i - numeral.right < 6
            and noun_of(s, i) is None
        ):
            i += 1
    inner = Numeral(
        numeral.first, numeral.last, numeral.left, i, numeral.low, numeral.best, numeral.high, numeral.qualifier
    )
    if i < n and s.kinds[i] == "n" and (i + 1 < n):
        inner.right = i + 1  # `three of the 12 soldiers`
    elif i < n and s.lows[i] in NUMBER_WORDS:
        inner.right = i + 1
    phrase = (
        build(s, inner, taken, outcome_nouns)
        if inner.right < n and s.lows[inner.right] != "of"
        else Phrase(numeral, numeral.left, numeral.right, None, None, population="people")
    )
    phrase.numeral = numeral
    phrase.left = numeral.left
    phrase.of_group = group
    return phrase


NUMBER_WORDS = frozenset("two three four five six seven eight nine ten eleven twelve".split())


def _close(s: Sentence, i: int) -> int | None:
    for j in range(i + 1, min(i + 40, len(s))):
        if s.lows[j] == ")":
            return j
    return None


def _population(s: Sentence, numeral: Numeral, phrase: Phrase) -> str:
    """Who is counted, in the article's words; the group where the head only counts its members (`members of its
    security forces`).
    """
    if phrase.outcome_head or phrase.head is None:
        return "people"
    start = numeral.right
    while start < phrase.head and s.lows[start] in (
        "more",
        "other",
        "of",
        "the",
        "additional",
        "further",
        "new",
        "their",
        "its",
        "his",
        "her",
        "those",
        "these",
    ):
        start += 1
    words = s.span_text(start, phrase.end).lower()
    if s.lows[phrase.head] == "others":
        return "people"
    if s.lows[phrase.head] in ("members", "member", "personnel") and phrase.end < len(s) and s.lows[phrase.end] == "of":
        i = phrase.end + 1
        group: list[str] = []
        while (
            i < len(s)
            and len(group) < 7
            and s.kinds[i] in "wpa"
            and s.lows[i] not in (BREAKS - {"the", "its", "his", "their", "of", "a", "an", "and"})
        ):
            if s.lows[i] in ("and",) or s.kinds[i] == "p":
                break
            if s.lows[i] not in ("the", "its", "his", "their", "a", "an"):
                group.append(s.lows[i])
            i += 1
        if group:
            return f"{' '.join(group)} members" if group[-1] != "forces" else " ".join(group)
    return " ".join(words.split())
