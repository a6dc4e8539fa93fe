"""The words of which the names of sources are made: offices, titles, nouns for bodies, and the registered names."""

import functools

from tallybook.extraction import gazetteer
from tallybook.extraction import wordclasses as wc
from tallybook.extraction.data import Phrases, rows
from tallybook.extraction.noun_phrases import nouns
from tallybook.extraction.tokens import Sentence


def _words(kind: str) -> frozenset[str]:
    """The words of one class of `lexicon/source_words.csv`."""
    return frozenset(r["word"] for r in rows("source_words") if r["class"] == kind)


PRONOUNS = frozenset(("he", "she", "it", "they"))
POSSESSIVES = frozenset(("his", "her", "its", "their", "my", "our"))
PREPOSITIONS = frozenset(("of", "for", "at", "with", "from", "in", "to", "on", "by"))
LEADING = _words("leading")  # stand before a name and are no part of it
OFFICE = _words("office")  # those whom a body sends to speak: the body is the source
PLAIN = _words("plain")  # of these, who stand as the source themselves, whoever employs them
SPOKES = _words("spokes")  # of several titles in a row these tell what the person does for the body
QUALIFIERS = _words("qualifier")  # `senior`, `deputy` before an office
TITLES = wc.TITLES | _words("title")
TEXTS = _words("text")  # a text speaks for its author
UNITED = _words("united")  # bodies whose names may hold `and` before their last word
PARTICLES = _words("particle")  # small words inside the names of persons
PORTFOLIOS = _words("portfolio")  # what a minister is minister of
JOINING = _words("joining")  # bodies whose names join two tasks with `and`
COUNTED_BY = _words("counted_by")  # `were counted by X`: what a body does with numbers, in the passive
COUNTS = _words("counts")  # what holds a body's numbers: `the mission's tally stands at 18`
AMOUNTING = _words("amounting")  # what those do: `stands`, `rose`
REPORTERS = _words("reporter")  # who sees for a medium: `an AFP reporter saw`
BEARING = _words("bearing")  # what may follow a speaker: `a source close to the inquiry said`
CARRIED = _words("carried")  # what a medium does with another's text
WIRES = _words("wire")  # `said by telephone`
# Nouns that make a phrase the name of a body -> its kind.
BODY_NOUN = {r["noun"]: r["kind"] for r in rows("organisation_nouns")}
GROUP_NOUNS = frozenset(("group", "organisation", "organization", "monitor", "charity", "ngo", "network", "watchdog"))
NO_MODIFIERS = frozenset(
    (
        "people",
        "persons",
        "women",
        "children",
        "men",
        "civilians",
        "in",
        "at",
        "with",
        "to",
        "and",
        "the",
        "a",
        "familiar",
        "matter",
        "as",
        "on",
        "dead",
        "for",
        "of",
        "from",
    )
)
# What a capital or seat says, its government says.
SEATS = {r["seat"]: r["country"] for r in rows("seats")}


# Generic words that stand for one body all the same.
ALONE = _words("alone")


COMMON = frozenset(("leading", "modifier", "office", "qualifier", "text", "title"))


@functools.cache
def _common() -> frozenset[str]:
    """Words of which names of bodies are made in every country."""
    words = frozenset(r["word"] for r in rows("source_words") if r["class"] in COMMON)
    return words | frozenset(BODY_NOUN) | {"of", "for", "and", "the", "in"}


def is_common(name: str) -> bool:
    """Whether bodies of many countries bear the name: `National Disaster Management Agency`."""
    low = name.lower()
    return low not in ALONE and all(w in _common() for w in low.split())


@functools.cache
def national() -> dict[tuple[str, str], str]:
    """Common names with a country -> the registered name of that country's body."""
    return {
        (alias.lower(), r["country"]): r["name"]
        for r in rows("sources")
        for alias in (r["name"], *filter(None, (r["aliases"] or "").split("|")))
        if r["country"] and r["kind"] == "government" and is_common(alias)
    }


def phrase(text: str) -> Sentence:
    """A phrase by itself as tokens; it stands in no block of a document."""
    return Sentence(text, 0, len(text), 0, None)  # type: ignore[arg-type]  # nothing asks for its block


@functools.cache
def registry() -> Phrases[tuple[str, str, str, bool]]:
    """Every registered name and alias, folded -> canonical name, kind, country, and whether it must have a capital."""
    phrases: Phrases[tuple[str, str, str, bool]] = Phrases()
    for r in rows("sources"):
        for alias in (r["name"], *filter(None, (r["aliases"] or "").split("|"))):
            s = phrase(alias).tokenise()
            if s.lows:
                common = r["country"] and r["kind"] == "government" and is_common(alias)
                phrases.add(
                    " ".join(w.replace("|", "") for w in s.lows),
                    (
                        alias if common else r["name"],
                        r["kind"],
                        "" if common else r["country"],
                        any(c.isupper() for c in alias),
                    ),
                )
    return phrases


@functools.cache
def roles() -> Phrases[tuple[str, str]]:
    """Every role phrase -> kind and note."""
    return Phrases((r["role"].replace("|", " "), (r["kind"], r["note"])) for r in rows("roles"))


@functools.cache
def single_roles() -> dict[str, tuple[str, str]]:
    """The roles of one word."""
    return {r["role"]: (r["kind"], r["note"]) for r in rows("roles") if " " not in r["role"]}


@functools.cache
def modifiers() -> frozenset[str]:
    """Lower-case words that may stand inside the name of a source."""
    words = {w for r in rows("roles") for w in r["role"].split()}
    words |= {
        w
        for r in rows("sources")
        for a in (r["name"], *(r["aliases"] or "").split("|"))
        for w in a.split()
        if w.islower()
    }
    words |= set(BODY_NOUN) | TEXTS | QUALIFIERS | OFFICE | _words("modifier")
    return frozenset(words - NO_MODIFIERS)


def capital(word: str) -> bool:
    """Whether a word is written as a name: `Homs`, `al-Assad`."""
    return word[:1].isupper() or (word[2:3] == "-" and word[:2].isalpha() and word[3:4].isupper())


def slug(name: str) -> str:
    """The identity of a name: folded, words joined by hyphens."""
    return gazetteer.fold(name).replace(" ", "-") or "unnamed"


def registered(
    words: list[str], lows: list[str], i: int, capitals: bool = False
) -> tuple[int, tuple[str, str, str]] | None:
    """The longest registered name at word i: its length, and canonical name, kind and country."""
    match = registry().match(lows, i)
    if match is None:
        return None
    length, (name, kind, country, cased) = match
    if lows[i] == "the" and length == 2 and i + 2 < len(words) and words[i + 2][:1].isupper():
        return None  # `The National` is no part of `the National Council`
    if cased and not capitals and not any(c.isupper() for w in words[i : i + length] for c in w[:3]):
        return None
    return length, (name, kind, country)


def is_role(lows: list[str], k: int) -> bool:
    low = lows[k].rstrip(".")
    known = single_roles().get(low)
    return (
        low in OFFICE
        or low in TITLES
        or (known is not None and known[1] in ("person", "loose"))
        or (k == len(lows) - 1 and low in persons())
    )


@functools.cache
def persons() -> frozenset[str]:
    """Nouns for persons that no role lists: whoever they are, they speak as witnesses."""
    return frozenset(w for w, noun in nouns().items() if noun.unit == "person") - _words("mute") - set(BODY_NOUN)
