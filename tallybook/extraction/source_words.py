"""The words of which the names of sources are made: offices, titles, nouns for bodies, and the registered names."""

import functools

from tallybook.extraction import gazetteer
from tallybook.extraction import wordclasses as wc
from tallybook.extraction.data import Phrases, rows
from tallybook.extraction.noun_phrases import nouns
from tallybook.extraction.tokens import Sentence

PRONOUNS = frozenset(["he", "she", "it", "they"])
LEADING = frozenset(
    ["the", "a", "an", "some", "several", "many", "one", "two", "three", "another", "other", "both", "all", "various", "few", "this", "that", "these", "those", "earlier", "meanwhile", "however", "but", "and", "also", "separately", "recent", "latest", "current", "previous", "new", "later", "as", "then", "so", "while", "yesterday", "today", "initially", "now", "nor", "yet", "for", "when", "or", "because", "since"]
)
POSSESSIVES = frozenset(["his", "her", "its", "their", "my", "our"])
PREPOSITIONS = frozenset(["of", "for", "at", "with", "from", "in", "to", "on", "by"])
# Those whom a body sends to speak: the body is the source.
OFFICE = frozenset(
    ["official", "officials", "spokesman", "spokeswoman", "spokesperson", "spokesmen", "spokespeople", "spokespersons", "director", "directors", "head", "heads", "chief", "chiefs", "source", "sources", "chairman", "chairwoman", "chairperson", "chair", "officer", "officers", "representative", "representatives", "secretary", "coordinator", "administrator", "commissioner", "superintendent", "member", "members", "president", "minister", "ministers", "governor", "governors", "mayor", "commander", "secretary-general", "director-general", "manager", "founder", "co-founder", "leader", "delegate", "delegates", "envoy", "ambassador", "ceo", "executive", "undersecretary", "under-secretary-general", "deputy", "inspector", "captain", "lieutenant", "sergeant", "major", "colonel", "general", "brigadier", "detective", "sheriff", "constable", "commandant", "physician", "superintendent", "staff", "aide", "adviser", "advisor", "analyst", "researcher", "staffers", "worker", "workers", "emissary", "rapporteur", "investigators", "rescuer", "rescuers", "editor", "communique", "premier", "chancellor", "vice-president", "prefect", "magistrate", "collector", "registrar", "matron", "dean", "commissar", "policymaker", "attorney", "prosecutor", "prosecutors", "marshal", "spox", "employee", "volunteers"]
)
# A person of these stands as the source, whoever employs them.
OFFICE |= {"controller", "controllers"}
PLAIN = frozenset(
    ["worker", "workers", "analyst", "researcher", "rescuer", "rescuers", "leader", "leaders", "attorney", "volunteers", "employee", "investigators", "editor", "members", "member", "staff"]
)
QUALIFIERS = frozenset(
    ["senior", "top", "deputy", "chief", "general", "executive", "former", "acting", "assistant", "vice", "lead", "press", "media", "information", "public", "relations", "communications", "regional", "district", "provincial", "local", "national", "country", "main", "high-ranking", "medical", "operations", "principal", "special", "associate", "first", "second", "joint", "interim", "western", "northern", "southern", "eastern", "central", "managing", "incident", "program", "programme", "project", "duty", "relief", "humanitarian", "mission", "field", "second-in-command", "police", "army", "navy", "military"]
)
TITLES = wc.TITLES | frozenset(
    ["sgt-major", "vice-admiral", "rear-admiral", "lt-col", "major-general", "brigadier-general", "lieutenant-colonel", "lieutenant-general", "inspector-general", "chief-of-staff"]
)
TEXTS = frozenset(
    ["report", "reports", "statement", "statements", "communique", "communiqué", "tally", "count", "figures", "statistics", "records", "estimates", "estimate", "data", "toll", "bulletin", "update", "study", "survey", "release", "dispatch", "dispatches", "document", "documents", "list", "spokesmen's", "sitrep", "model", "announcement", "numbers", "tallies", "assessment", "post", "tweet", "account", "accounts"]
)
# Of several titles in a row these tell what the person does for the body.
SPOKES = frozenset(
    ["spokesman", "spokeswoman", "spokesperson", "spokesmen", "superintendent", "director", "head", "chief", "secretary", "governor", "mayor", "minister", "president", "coordinator", "commissioner", "chairman", "representative", "official", "sheriff"]
)
# Nouns that make a phrase the name of a body -> its kind.
BODY_NOUN = {r["noun"]: r["kind"] for r in rows("organisation_nouns")}
GROUP_NOUNS = frozenset(["group", "organisation", "organization", "monitor", "charity", "ngo", "network", "watchdog"])
# What a capital or seat says, its government says.
SEATS = {r["seat"]: r["country"] for r in rows("seats")}


@functools.cache
def registry() -> Phrases[tuple[str, str, str, bool]]:
    """Every registered name and alias, folded -> canonical name, kind, country, and whether it must have a capital."""
    phrases: Phrases[tuple[str, str, str, bool]] = Phrases()
    for r in rows("sources"):
        for alias in (r["name"], *filter(None, (r["aliases"] or "").split("|"))):
            s = Sentence(alias, 0, len(alias), 0, None).tokenise()
            if s.lows:
                phrases.add(
                    " ".join(w.replace("|", "") for w in s.lows),
                    (r["name"], r["kind"], r["country"], any(c.isupper() for c in alias)),
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
    words |= set(BODY_NOUN) | TEXTS | QUALIFIERS | OFFICE
    words |= set(
        ["state-run", "state-owned", "rebel", "opposition", "pro-government", "anti-government", "government", "local", "official", "human", "rights", "fire", "civil", "rescue", "disaster", "management", "emergency", "weather", "meteorological", "interior", "foreign", "defence", "defense", "health", "transport", "education", "security", "agriculture", "home", "monitoring", "activist", "war", "medical", "aid", "relief", "children's", "refugee", "migration", "food", "federal", "municipal", "city", "state", "prison", "independent", "international", "regional", "official", "non-governmental", "semi-official", "islamic", "kurdish", "neighbourhood", "neighborhood", "eyewitness", "ground", "anonymous", "well-placed", "informed", "private", "public", "nurses", "doctors", "investigators", "officers", "detectives", "volunteer", "search", "and-rescue", "border", "traffic", "highway", "road", "railway", "union", "labour", "labor", "trade", "student", "church", "catholic", "village", "tribal", "community", "court", "court's", "morgue", "forensic", "autopsy", "county", "town", "township", "island", "election", "human-rights", "victims", "documentation", "camp", "prison", "jail", "political-military", "command", "technical", "preliminary", "provisional", "province", "region", "area", "capital"]
    )
    return frozenset(
        words
        - {
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
        }
    )


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
    return (
        frozenset(w for w, noun in nouns().items() if noun.unit == "person")
        - {
            "people",
            "others",
            "national",
            "nationals",
            "number",
            "dead",
            "injured",
            "wounded",
            "missing",
            "person",
            "persons",
            "victims",
            "gunman",
            "gunmen",
            "attacker",
            "attackers",
            "suspect",
            "suspects",
            "bomber",
            "killer",
            "toll",
            "cases",
            "case",
            "patient",
            "patients",
        }
        - set(BODY_NOUN)
    )
