"""Bodies: what a noun phrase without a person names, under one canonical name."""

import dataclasses
import re

from tallybook.extraction import gazetteer
from tallybook.extraction import wordclasses as wc
from tallybook.extraction.source_words import (
    BODY_NOUN,
    PARTICLES,
    QUALIFIERS,
    SEATS,
    TEXTS,
    capital,
    is_common,
    is_role,
    modifiers,
    registered,
    roles,
    single_roles,
)
from tallybook.vocabulary import SourceKind

COLLECTIONS = frozenset(("coalition", "group", "network", "alliance", "association", "union", "committee", "team"))


@dataclasses.dataclass(slots=True)
class Source:
    """A body that states figures, under its canonical name; objects are shared by all figures of one source."""

    source_id: str
    name: str
    kind: str
    speaker: str | None = None
    via: str | None = None
    country: str | None = None  # whose body it is, where the text says so


@dataclasses.dataclass(frozen=True, slots=True)
class Words:
    """The tokens of a noun phrase: as written, in lower case, and their kinds; `capitals` where the whole text is in
    capitals.
    """

    words: list[str]
    lows: list[str]
    kinds: list[str]
    capitals: bool = False

    def __len__(self) -> int:
        return len(self.lows)

    def __getitem__(self, span: slice) -> "Words":
        return Words(self.words[span], self.lows[span], self.kinds[span], self.capitals)


@dataclasses.dataclass(slots=True)
class Named:
    """What a noun phrase names: a body, a person who speaks, or a word that points back."""

    name: str | None = None
    kind: str = SourceKind.UNNAMED
    person: str | None = None
    pointer: str | None = None  # a pronoun, or the noun of `the ministry`
    registered: bool = False
    country_name: bool = False  # a country or capital stands for its government
    generic: bool = False  # needs the article's country for its identity
    country: str | None = None
    text_only: bool = False  # `some reports`: a text whose author is not said
    spokesman: bool = False  # a person in an office whose body is not said here
    human: bool = False  # a person or persons, not a body

    @property
    def solid(self) -> bool:
        """Whether the phrase plainly is a source, not merely some capitalised words."""
        return (
            self.registered
            or self.kind != SourceKind.UNNAMED
            or self.pointer is not None
            or self.generic
            or self.spokesman
        )


def registered_body(entry: tuple[str, str, str]) -> Named:
    name, kind, country = entry
    common = not country and kind == SourceKind.GOVERNMENT and is_common(name)
    return Named(name, kind, registered=True, country=country or None, generic=common)


def namelike(phrase: Words, k: int) -> bool:
    """Whether token k may be part of a person's name."""
    words, lows, kinds = phrase.words, phrase.lows, phrase.kinds
    if phrase.capitals:
        return (
            kinds[k] in "wa"
            and lows[k] not in modifiers()
            and not is_role(lows, k)
            and lows[k] not in BODY_NOUN
            and lows[k] not in TEXTS
            and gazetteer.country_of_word(words[k]) is None
            and (gazetteer.is_person_name(lows[k]) or not gazetteer.is_common_word(words[k].title()))
        )
    if kinds[k] not in "wa" or not capital(words[k]):
        return (words[k] in PARTICLES or words[k] == ".") and 0 < k < len(words) - 1
    return not (
        is_role(lows, k) or lows[k] in BODY_NOUN or lows[k] in TEXTS or gazetteer.country_of_word(words[k]) is not None
    )


def is_place(words: list[str]) -> bool:
    """Whether these words name a place."""
    words = [w for w in words if w.lower() != "the" and w not in ("'s", "’s")]
    first = words[0] if words else ""
    return bool(first[:1].isupper()) and (
        gazetteer.country_of_word(" ".join(words)) is not None
        or bool(gazetteer.lookup(" ".join(words)))
        or words[-1].lower() in ("province", "state", "county", "district", "region")
    )


def of_place(place: str, head: str, person: str | None) -> Named:
    code = gazetteer.country_of_word(place)
    if code is not None and head in ("president", "premier", "minister"):
        named = government(code)
        named.person = person
        return named
    if head == "sheriff":
        return Named(f"{place} sheriff", SourceKind.POLICE, person)
    return Named(f"{place} government", SourceKind.GOVERNMENT, person)


def ministry(portfolio: str, person: str | None) -> Named:
    words = portfolio.split()
    country = None
    while words and (code := gazetteer.country_of_word(words[0].removesuffix("'s").removesuffix("’s"))):
        country = code
        words = words[1:]
        while words and words[0] in ("'s", "’s"):
            words = words[1:]
    owner = max((k for k, w in enumerate(words) if w in ("'s", "’s")), default=-1)
    words = [w for w in words[owner + 1 :] if w.lower() not in ("the", "country", "state")]
    if [w.lower() for w in words] == ["foreign", "affairs"]:
        words = words[:1]
    if not words:
        if country:
            return dataclasses.replace(government(country), person=person)
        return Named("government", SourceKind.GOVERNMENT, person, generic=True)
    return Named(
        " ".join(w[:1].upper() + w[1:] if w != "and" else w for w in words).replace(" ,", ",") + " Ministry",
        SourceKind.GOVERNMENT,
        person,
        generic=country is None,
        country=country,
    )


def government(code: str) -> Named:
    """The government of a country."""
    name = gazetteer.country(code).name
    return Named(
        f"Government of {'the ' if name.startswith('United') else ''}{name}",
        SourceKind.GOVERNMENT,
        registered=True,
        country=code,
    )


def plain(words: list[str]) -> str:
    """A generic source as it stands, without a determiner; lower case unless a name is in it."""
    out = list(words)
    if (
        out
        and out[0][:1].isupper()
        and not out[0].isupper()
        and gazetteer.country_of_word(out[0]) is None
        and (out[0].lower() in modifiers() or out[0].lower() in single_roles())
    ):
        out[0] = out[0].lower() if not any(w[:1].isupper() for w in out[1:]) else out[0]
    return join(out)


def join(words: list[str]) -> str:
    text = " ".join(words)
    text = re.sub(r"\s+(['’](?:s\b|(?=\s|$))|[,.)])", r"\1", text)
    text = re.sub(r"([(])\s+", r"\1", text)
    return text.strip(" ,.;:-–—\"'“”‘’")


def _bearer(phrase: Words, tail: Named | None, rest: Words) -> Named | None:
    """A person told by the body alone: `Ann Lee of the Lagos Emergency Agency`, `ER24's Ann Lee`."""
    words, lows, kinds, n = phrase.words, phrase.lows, phrase.kinds, len(phrase)
    if phrase.capitals or n < 2:
        return None
    if (
        tail is not None
        and rest.lows[0] in ("of", "from", "with", "at")
        and tail.name
        and not tail.human
        and not tail.person
        and not tail.country_name
        and (tail.registered or tail.kind != SourceKind.UNNAMED)
        and 2 <= n <= 4
        and all(namelike(phrase, k) for k in range(n))
        and gazetteer.is_person_name(words[0])
    ):
        return dataclasses.replace(tail, person=join(words))
    owned = next((k for k in range(1, n - 2) if kinds[k] == "p"), None)
    if (
        owned is not None
        and 2 <= n - owned - 1 <= 3
        and all(namelike(phrase, k) for k in range(owned + 1, n))
        and gazetteer.is_person_name(words[owned + 1])
        and words[0][:1].isupper()
        and gazetteer.country_of_word(join(words[:owned])) is None
    ):
        match = registered(words, lows, 0)
        if match is not None and match[0] == owned:
            return dataclasses.replace(registered_body(match[1]), person=join(words[owned + 1 :]))
        kind = next((BODY_NOUN[w] for w in reversed(lows[:owned]) if w in BODY_NOUN), SourceKind.UNNAMED)
        return Named(join(words[:owned]), kind, join(words[owned + 1 :]), generic=False)
    return None


def body_of(phrase: Words, rest: Words, tail: Named | None, definite: bool) -> Named | None:
    """The body that a phrase names; `rest` are the words from its preposition on, `tail` what these name."""
    capitals = phrase.capitals
    while len(phrase) > 1 and (
        phrase.lows[0] in ("senior", "top", "main", "key")
        or (
            phrase.lows[-1] == "police"
            and phrase.lows[0] in QUALIFIERS
            and phrase.words[0].islower()
            and phrase.lows[0] not in ("military", "national")
        )
    ):
        phrase = phrase[1:]
    words, lows, kinds, n = phrase.words, phrase.lows, phrase.kinds, len(phrase)
    # A registered name inside: `state broadcaster CCTV`, `the UK-based Syrian Observatory for Human Rights`.
    for k in range(n):
        match = registered(words, lows, k, capitals)
        if match is None:
            continue
        end = k + match[0]
        behind, before = lows[end:], lows[:k]
        if (
            2 <= len(behind) <= 4
            and all(namelike(phrase, j) for j in range(end, n))
            and len(lows[k:end]) > 1
            and (gazetteer.is_person_name(words[end]) or gazetteer.is_person_name(words[-1]))
        ):
            named = registered_body(match[1])
            named.person = " ".join(words[end:])
            return named
        if any(
            w[:1].isupper() and kinds[j] != "p" and lows[j] not in ("agency", "newspaper") and not capitals
            for j, w in enumerate(words)
            if j >= end
        ):
            continue
        told = all(w in BODY_NOUN or w in ("'s", "’s") or w in modifiers() for w in behind)
        led = any(w.endswith("-based") for w in before) or all(
            w in modifiers()
            or w in wc.DETERMINERS
            or kinds[j] == "p"
            or "-" in w
            or gazetteer.country_of_word(words[j])
            for j, w in enumerate(before)
        )
        if told and led:
            return registered_body(match[1])
    borne = _bearer(phrase, tail, rest)
    if borne is not None:
        return borne
    head = lows[-1]
    if n == 1 and head in COLLECTIONS and tail is not None and rest.lows[0] == "of" and rest.words[-1].islower():
        joint = tail.kind if tail.kind != SourceKind.UNNAMED else SourceKind.NGO
        return Named(plain(words + rest.words), joint, generic=True)  # `a coalition of rights groups`
    full_words = words
    while (
        len(phrase) > 1
        and "-" in phrase.words[0]
        and phrase.words[0].split("-")[-1].islower()
        and phrase.lows[0] not in modifiers()
        and phrase.words[1][:1].isupper()
    ):
        phrase = phrase[1:]
    words, lows, kinds, n = phrase.words, phrase.lows, phrase.kinds, len(phrase)
    if head in ("government", "regime") or (n == 1 and head == "administration"):
        code = next((c for w in words[:-1] if (c := gazetteer.country_of_word(w))), None)
        if code is None and tail is not None and rest.lows[0] == "of":
            code = next((c for w in rest.words[1:] if (c := gazetteer.country_of_word(w))), None)
            if code is None:
                place = join([w for w in rest.words[1:] if w.lower() != "the"])
                return Named(f"{place} government", SourceKind.GOVERNMENT)
        if code is not None and n <= 3:
            return government(code)
        if n == 1:
            return Named("government", SourceKind.GOVERNMENT, generic=True)
        return Named(plain(words), SourceKind.GOVERNMENT, generic=not any(w[:1].isupper() for w in words))
    if head in ("ministry", "ministry's") and n > 1:
        return ministry(" ".join(words[:-1]), None) if words[-2] not in ("'s", "’s") else None
    if "ministry" in lows and "of" in lows:
        at = lows.index("of")
        portfolio = [w for w in words[at + 1 :] if w.lower() != "the"]
        stop = next((k for k, w in enumerate(portfolio) if w.lower() in ("in", "of")), len(portfolio))
        named = ministry(" ".join(portfolio[:stop]), None)
        country = next((c for w in words[:at] + portfolio[stop:] if (c := gazetteer.country_of_word(w))), None)
        if country:
            named.country, named.generic = country, False
        return named
    if (n == 1 and not capitals and words[0][:1].isupper()) or (
        n == 2 and words[0][:1].isupper() and words[1][:1].isupper()
    ):
        seat = SEATS.get(" ".join(lows))
        if seat and not definite:
            return dataclasses.replace(government(seat), country_name=True)
        text = " ".join(words)
        code = gazetteer.country_of_word(text)
        if (code is not None and gazetteer.fold(gazetteer.country(code).name) == gazetteer.fold(text)) or (
            code is not None and text in ("US", "U.S.", "UK", "Russia", "China", "America", "Britain")
        ):
            return dataclasses.replace(government(code), country_name=True)
    kind = next((BODY_NOUN[w] for w in reversed(lows) if w in BODY_NOUN), None)
    if (
        kind in (SourceKind.ACADEMIC, SourceKind.NGO)
        and any(
            w
            in (
                "defence",
                "defense",
                "disaster",
                "emergency",
                "weather",
                "meteorological",
                "geological",
                "statistics",
                "national",
            )
            for w in lows
        )
        and lows[-1] in ("institute", "center", "centre", "organization", "organisation")
    ):
        kind = SourceKind.GOVERNMENT
    if lows[-1] in ("agency", "agencies") and n > 1 and lows[-2] in ("news", "press", "information"):
        kind = SourceKind.MEDIA
    if lows[-1] == "agencies" and n > 1 and lows[-2] in ("government", "security", "state", "intelligence", "federal"):
        kind = SourceKind.GOVERNMENT
    if kind is not None and any(w in ("opposition", "rebel") for w in lows[:-1]):
        kind = SourceKind.OPPOSITION
    if kind == SourceKind.NGO and lows[-1] in ("center", "centre") and n > 1:
        kind = (
            SourceKind.MEDICAL
            if lows[-2] in ("medical", "health", "trauma")
            else SourceKind.MEDIA
            if lows[-2] in ("media", "press", "news")
            else kind
        )
    for length in range(n, 0, -1):
        match2 = roles().match(lows, n - length)
        if match2 is not None and match2[0] == length:
            if kind is None or length > 1:
                kind = match2[1][0]
            break
    proper = any(w[:1].isupper() for w in words[1:]) or (
        words[0][:1].isupper() and lows[0] not in modifiers() and lows[0] not in single_roles()
    )
    if capitals:
        proper = n > 2 and kind is not None
    if not proper:
        if (
            n == 1
            and definite
            and (head in BODY_NOUN or head in single_roles())
            and head not in ("police", "army", "military", "navy", "authorities", "opposition", "government")
        ):
            return Named(head, kind or SourceKind.UNNAMED, pointer=head)
        if kind is None or (not capitals and head not in BODY_NOUN and roles().match(lows, n - 1) is None):
            return None
        if (
            n == 1
            and head in BODY_NOUN
            and head
            not in (
                "police",
                "army",
                "military",
                "navy",
                "authorities",
                "opposition",
                "media",
                "unions",
                "firefighters",
                "paramedics",
            )
        ):
            return Named(head, kind, pointer=head)
        return Named(plain(words), kind, generic=True)
    if (
        words[-1].islower()
        and not capitals
        and lows[-1] not in BODY_NOUN
        and lows[-1] not in TEXTS
        and kinds[-1] == "w"
        and roles().match(lows, n - 1) is None
    ):
        return None
    if lows[0] in ("police", "army", "navy") and n > 1 and all(namelike(phrase, k) for k in range(1, n)):
        return Named(lows[0], BODY_NOUN[lows[0]], " ".join(words[1:]), generic=True)
    first = registered(words, lows, 0, capitals)
    if first is not None and first[1][1] == "un" and kind is None:
        return registered_body(first[1])  # `UN Human Rights`
    # A descriptive lower-case lead before the name proper: `the Catholic charity Aid to the Church in Need`.
    start = 0
    for k in range(n - 1):
        if (
            lows[k]
            in (
                "charity",
                "group",
                "agency",
                "network",
                "newspaper",
                "daily",
                "organisation",
                "organization",
                "monitor",
                "broadcaster",
                "website",
                "channel",
                "watchdog",
                "ngo",
            )
            and words[k].islower()
            and words[k + 1][:1].isupper()
        ):
            start = k + 1
    phrase = phrase[start:]
    words, lows, kinds, n = phrase.words, phrase.lows, phrase.kinds, len(phrase)
    if rest.lows[:1] and rest.lows[0] in ("of", "for") and kind is not None and words[-1][:1].isupper():
        name = join(words + rest.words)
    else:
        name = join(words)
    if lows[-1] == "fire" and words[-1] == "Fire" and n > 1:
        name, kind = f"{name} Department", SourceKind.GOVERNMENT  # `Kern County Fire Chief …`
    if capitals:
        name = re.sub(r"(['’])\s?S\b", r"\1s", name.title().replace(" '", "'"))
    if kind == SourceKind.MEDIA and n > 2 and kinds[1] == "p" and gazetteer.country_of_word(words[0]) and not capitals:
        name = join(words[2:])  # `Turkey's Sabah newspaper`
    if definite and n == 1 and not capitals:
        return Named(name, kind or SourceKind.UNNAMED, pointer=lows[0])
    if (
        kind is None
        and not capitals
        and 1 <= n <= 5
        and all(
            w[:1].isupper() or w in PARTICLES or k == "p" or (w == "." and len(words[j - 1]) == 1)
            for j, (w, k) in enumerate(zip(words, kinds, strict=True))
        )
        and not definite
    ):
        return Named(name, SourceKind.UNNAMED, person=name)
    if kind is None and len(full_words) > 6:
        return None
    return Named(name, kind or SourceKind.UNNAMED)
