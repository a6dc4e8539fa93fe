"""The gazetteer: which regions of the world bear a name, where they lie, and what contains what.

The data are three compact text files under ``lexicon/gazetteer/``, made mostly from GeoNames by
``scripts/compile_gazetteer.py`` and read at the first look-up. Names and regions are kept as sorted lines and
searched by bisection, so that loading is one split of a text and a `Region` is made only when asked for. Names are
compared folded (see `fold`).

Ids of regions: ``SY`` (country), ``SY.11`` (first level), ``US.TX.201`` (district), ``gn169577`` (city, by GeoNames
id), ``area:ghouta`` (our own rows of ``areas.csv``), ``gn169577/baba-amr`` (a neighbourhood named only in a text).
"""

import csv
import functools
import gzip
import io
import unicodedata
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_DATA = Path(__file__).with_name("lexicon")
# A name of more words than this is in no list; it bounds the walk of `longest`.
_MAX_WORDS = 8

# Letters that decompose to no base letter, and marks that a transliteration writes for a sound English leaves out.
_LETTERS = str.maketrans(
    {
        "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ə": "a", "ħ": "h",
        "'": "", "’": "", "‘": "", "`": "", "´": "", "ʻ": "", "ʼ": "", "ʿ": "", "ʾ": "", "′": "", "ʹ": "", ".": "",
        "&": " and ", "-": " ", "‐": " ", "‑": " ", "–": " ", "—": " ", "/": " ", ",": " ", "(": " ", ")": " ",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Region:
    """A part of the world with a name.

    ``kind`` is ``country``, ``province`` (first level), ``district`` (second level), ``city`` (any settlement),
    ``area`` (a named region that is no unit of administration: a sea, a valley, a contested territory) or
    ``neighbourhood`` (named only in a text). ``country_code`` is ISO 3166-1 alpha-2 (XK for Kosovo), empty where the
    region spans countries. ``population`` is 0 where unknown; for provinces and districts it is the sum of the listed
    settlements (parts of a city that GeoNames lists on their own count again, so it serves for order only).
    Coordinates are degrees, WGS 84; those of countries, provinces and districts are the mean of their settlements by
    population.
    """

    region_id: str
    name: str
    kind: str
    parent_id: str | None
    country_code: str
    latitude: float | None
    longitude: float | None
    population: int


@functools.lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """The form in which names are compared: no case, diacritics, apostrophes or full stops; hyphens are spaces."""
    text = name.casefold().translate(_LETTERS)
    if not text.isascii():
        decomposed = unicodedata.normalize("NFKD", text)
        text = "".join(c for c in decomposed if not unicodedata.combining(c)).translate(_LETTERS)
    return " ".join(text.split())


def _lines(filename: str) -> list[bytes]:
    """The lines of a gzipped UTF-8 text of the package's data, left as bytes: half the memory and time of text."""
    return gzip.decompress((_DATA / "gazetteer" / filename).read_bytes()).rstrip(b"\n").split(b"\n")


@functools.cache
def _region_lines() -> list[bytes]:
    return _lines("regions.tsv.gz")


@functools.cache
def _name_lines() -> list[bytes]:
    return _lines("names.tsv.gz")


@functools.cache
def _word_flags() -> dict[str, str]:
    """Folded word -> flags: ``c`` common English word, ``p`` given name or surname."""
    found: dict[str, str] = {}
    for line in _lines("words.tsv.gz"):
        word, flags = line.decode("utf-8").split("\t")
        found[word] = flags
    return found


@functools.lru_cache(maxsize=16384)
def _region_at(index: int) -> Region:
    region_id, name, kind, parent, code, latitude, longitude, population = (
        _region_lines()[index].decode("utf-8").split("\t")
    )
    return Region(
        region_id,
        name,
        kind,
        _region_lines()[int(parent)].split(b"\t", 1)[0].decode("utf-8") if parent else None,
        code,
        float(latitude) if latitude else None,
        float(longitude) if longitude else None,
        int(population or 0),
    )


def _payload(folded: str) -> str:
    """The references stored for a folded name: region indices, `!` after those whose name must be in capitals."""
    lines = _name_lines()
    key = folded.encode("utf-8") + b"\t"
    at = bisect_left(lines, key)
    return lines[at][len(key) :].decode("ascii") if at < len(lines) and lines[at].startswith(key) else ""


def _regions(payload: str, written: str) -> tuple[Region, ...]:
    """The regions of a payload that the name as written can mean.

    References marked with `!` (US, CAR) want capitals; a word of up to three capitals (UN, WHO) is an abbreviation,
    and stands only for those, for countries and for areas (K2).
    """
    capitals = written.isupper()
    abbreviation = capitals and sum(map(str.isalpha, written)) <= 3
    found = []
    for reference in payload.split(",") if payload else ():
        marked = reference.endswith("!")
        if marked and not capitals:
            continue
        bearer = _region_at(int(reference.rstrip("!")))
        if marked or not abbreviation or bearer.kind in ("country", "area"):
            found.append(bearer)
    return tuple(found)


@functools.lru_cache(maxsize=32768)
def lookup(name: str) -> tuple[Region, ...]:
    """All regions of that name or alias, the likeliest in the news first; ``()`` if none.

    The order is baked in: countries, then by population, a settlement before the province or district of the same
    name that it leads. ``US`` and ``CAR`` are found only in capitals (``us``, ``car`` are not), and a word of up to
    three capitals stands for no settlement (``UN``).
    """
    return _regions(_payload(fold(name)), name)


def longest(words: Sequence[str], start: int) -> tuple[int, tuple[Region, ...]]:
    """The longest name that starts at ``words[start]``: how many words it takes, and its regions; ``(0, ())`` if none.

    Words are as they stand in the text. The first must hold a capital letter; a possessive ending on the last is
    passed over (``Syria's``).
    """
    if start >= len(words) or not any(map(str.isupper, words[start])):
        return 0, ()
    lines = _name_lines()
    prefix = ""
    best: tuple[int, tuple[Region, ...]] = (0, ())
    for count, word in enumerate(words[start : start + _MAX_WORDS], 1):
        bare = word[:-2] if word[-2:] in ("'s", "’s", "'S", "’S") else word
        folded = fold(bare)
        if not folded:
            break
        prefix = f"{prefix} {folded}" if prefix else folded
        key = prefix.encode("utf-8")
        at = bisect_left(lines, key)
        if at == len(lines) or not lines[at].startswith(key):
            break
        payload = _payload(prefix)
        if payload and (found := _regions(payload, " ".join((*words[start : start + count - 1], bare)))):
            best = count, found
        if bare is not word or word[-1] in ",;:)":
            break
    return best


@functools.lru_cache(maxsize=32768)
def region(region_id: str) -> Region:
    """The region of that id, a neighbourhood's included. Raises ``KeyError`` for an id that is none."""
    outer, slash, slug = region_id.rpartition("/")
    if slash:
        return neighbourhood(slug.replace("-", " ").title(), region(outer))
    lines = _region_lines()
    key = region_id.encode("utf-8") + b"\t"
    at = bisect_left(lines, key)
    if at == len(lines) or not lines[at].startswith(key):
        raise KeyError(f"no region has the id {region_id!r}")
    return _region_at(at)


def neighbourhood(name: str, parent: Region) -> Region:
    """A region for a place that only the text names, under its parent, whose country and coordinates it takes.

    The id comes from the parent's id and the folded name alone, so two articles that name it agree.
    """
    slug = fold(name).replace(" ", "-")
    return Region(
        f"{parent.region_id}/{slug}",
        " ".join(name.split()),
        "neighbourhood",
        parent.region_id,
        parent.country_code,
        parent.latitude,
        parent.longitude,
        0,
    )


@functools.lru_cache(maxsize=32768)
def ancestors(inner: Region) -> tuple[Region, ...]:
    """The regions that hold it, the nearest first, its country (if it has one) last."""
    chain: list[Region] = []
    parent_id = inner.parent_id
    while parent_id is not None:
        chain.append(region(parent_id))
        parent_id = chain[-1].parent_id
    return tuple(chain)


@functools.lru_cache(maxsize=32768)
def _holders(region_id: str) -> frozenset[str]:
    """The ids of a region and of all that hold it."""
    parent_id = region(region_id).parent_id
    return frozenset((region_id,)) | (_holders(parent_id) if parent_id is not None else frozenset())


def contains(outer: Region, inner: Region) -> bool:
    """Whether ``inner`` lies in ``outer``, or is it."""
    if outer.region_id == inner.region_id:
        return True
    return inner.parent_id is not None and outer.region_id in _holders(inner.parent_id)


def path(leaf: Region) -> str:
    """``Syria / Homs / Baba Amr``: names from the country down; of equal neighbours only the lower one stands."""
    names: list[str] = []
    for step in (*reversed(ancestors(leaf)), leaf):
        if names and fold(names[-1]) == fold(step.name):
            names.pop()
        names.append(step.name)
    return " / ".join(names)


@functools.cache
def _countries() -> tuple[frozenset[str], dict[str, str]]:
    """Codes of the countries, and folded name, adjective or demonym -> code.

    A word that two countries share goes to the more populous, the order of ``shared`` below: Congolese and Congo to
    DR Congo, Korean and Korea to South Korea, Dominican to the Dominican Republic, Guinean to Guinea.
    """
    codes: set[str] = set()
    words: dict[str, str] = {}
    text = (_DATA / "countries.csv").read_text(encoding="utf-8")
    for row in csv.DictReader(io.StringIO(text)):
        codes.add(row["code"])
        listed = "|".join(row[column] for column in ("name", "aliases", "adjectives", "people"))
        for word in filter(None, listed.split("|")):
            key = word.rstrip("!") if word.endswith("!") else fold(word)
            words.setdefault(key, row["code"])
    return frozenset(codes), words


def country(code: str) -> Region:
    """The country of that ISO 3166-1 alpha-2 code. Raises ``KeyError`` for a code that is none."""
    if code not in _countries()[0]:
        raise KeyError(f"no country has the code {code!r}")
    return region(code)


def country_of_word(word: str) -> str | None:
    """The code of the country that a name, adjective or demonym stands for (``Syria``, ``Syrian``, ``Syrians``)."""
    words = _countries()[1]
    return words.get(word) or words.get(fold(word))


def names_country(words: list[str], i: int) -> bool:
    """Whether the words from i on name a country as such: `Chad`, `neighbouring South Sudan`; no adjective does."""
    while i < len(words) and words[i] in ("neighbouring", "neighboring", "nearby", "the", "northern", "southern"):
        i += 1
    for size in (3, 2, 1):
        name = " ".join(words[i : i + size])
        code = country_of_word(name) if name[:1].isupper() else None
        if code is not None:
            return fold(country(code).name) == fold(name) or name not in _adjectives()
    return False


@functools.cache
def _adjectives() -> frozenset[str]:
    """Adjectives and words for the people of the countries: `Syrian`, `Afghans`."""
    text = (_DATA / "countries.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(io.StringIO(text))
    return frozenset(word for row in rows for column in ("adjectives", "people") for word in row[column].split("|"))


@functools.cache
def _state_abbreviations() -> dict[str, tuple[str, str]]:
    text = (_DATA / "gazetteer" / "state_abbreviations.csv").read_text(encoding="utf-8")
    return {row["abbreviation"]: (row["region_id"], row["style"]) for row in csv.DictReader(io.StringIO(text))}


def state_abbreviation(word: str) -> Region | None:
    """The state or province that an abbreviation stands for: ``Mich.``, ``W.Va.``, ``MI``, ``Ont.``, ``NSW``.

    Case counts. Most are common words too (``La.``, ``Miss.``, ``IN``), so `lookup` and `longest` do not know them:
    ask only where a place name and a comma stand before.
    """
    entry = _state_abbreviations().get(word)
    return region(entry[0]) if entry else None


def is_postal_code(word: str) -> bool:
    """Whether the word is a postal code of a US state (``MI``, ``OR``), which counts only after a comma."""
    entry = _state_abbreviations().get(word)
    return entry is not None and entry[1] == "postal"


def is_common_word(name: str) -> bool:
    """Whether the name is also a common English word (``Nice``, ``Reading``, ``March``); never for a country.

    ``us`` and ``car`` are common words, ``US`` and ``CAR`` countries.
    """
    if name.isupper() and name in _countries()[1]:
        return False
    return "c" in _word_flags().get(fold(name), "")


def is_person_name(name: str) -> bool:
    """Whether the name is also a frequent given name or surname (``David``, ``Medina``, ``Victoria``)."""
    return "p" in _word_flags().get(fold(name), "")
