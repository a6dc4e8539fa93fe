"""Naming a source: from the noun phrase that names it to one canonical body, its kind, and the person who speaks for it."""

import dataclasses
import re

from tallybook.extraction import gazetteer
from tallybook.extraction import wordclasses as wc
from tallybook.extraction.source_words import (
    BODY_NOUN,
    GROUP_NOUNS,
    LEADING,
    OFFICE,
    PLAIN,
    POSSESSIVES,
    PREPOSITIONS,
    PRONOUNS,
    QUALIFIERS,
    SEATS,
    SPOKES,
    TEXTS,
    TITLES,
    capital,
    is_role,
    modifiers,
    persons,
    registered,
    roles,
    single_roles,
)
from tallybook.vocabulary import SourceKind


@dataclasses.dataclass(slots=True)
class Source:
    """A body that states figures, under its canonical name; objects are shared by all figures of one source."""

    source_id: str
    name: str
    kind: str
    speaker: str | None = None
    via: str | None = None


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


def read(words: list[str], lows: list[str], kinds: list[str], capitals: bool = False) -> Named | None:
    """What the noun phrase of these tokens names; None where it cannot be a source."""
    definite, indefinite, possessive, i = False, False, False, 0
    while i < len(lows) and (
        lows[i] in LEADING or lows[i] in POSSESSIVES or lows[i] == "," or (kinds[i] == "n" and i + 1 < len(lows))
    ):
        match = registered(words, lows, i, capitals)
        if match is not None and match[0] > 1:
            break
        if (
            lows[i] in ("new", "current", "recent", "latest", "previous")
            and i + 1 < len(words)
            and words[i][:1].isupper()
            and words[i + 1][:1].isupper()
            and not capitals
        ):
            break  # `New York Times`
        definite = lows[i] in ("the", "this", "that", "these", "those")
        indefinite = indefinite or lows[i] in ("a", "an", "one", "another")
        possessive = lows[i] in POSSESSIVES
        i += 1
    words, lows, kinds = words[i:], lows[i:], kinds[i:]
    while kinds and (kinds[-1] == "p" or (kinds[-1] == "m" and lows[-1] != ".")):
        words, lows, kinds = words[:-1], lows[:-1], kinds[:-1]
    if not words:
        return None
    if (
        definite
        and 1 <= len(lows) <= 3
        and lows[-1] in GROUP_NOUNS
        and all("-" in w or w in modifiers() for w in lows[:-1])
        and not any(w[:1].isupper() for w in words[:-1] if "-" not in w)
    ):
        return Named(_plain(words), SourceKind.NGO, pointer=lows[-1], generic=True)
    if len(lows) == 1 and lows[0] in PRONOUNS:
        return Named(pointer=lows[0])
    match = registered(words, lows, 0, capitals)
    if match is not None and match[0] == len(lows):
        return _registered(match[1])
    if (
        definite
        and len(lows) == 1
        and lows[0] in ("source", "official", "spokesman", "spokeswoman", "spokesperson", "officer")
    ):
        return Named(_plain(words), single_roles().get(lows[0], ("unnamed",))[0], pointer="he", generic=True)
    if len(lows) == 1 and lows[0] in ("i", "we", "you", "us", "who", "which", "there", "what"):
        return None
    cut = next(
        (k for k in range(1, len(lows)) if lows[k] in PREPOSITIONS and not _inside_name(words, lows, k, capitals)),
        len(lows),
    )
    owned = next((k for k in range(1, cut - 1) if kinds[k] == "p"), None)
    if (
        owned is not None
        and cut == len(lows)
        and lows[-1] not in BODY_NOUN
        and lows[-1] not in TEXTS
        and not any(is_role(lows, k) for k in range(owned + 1, cut))
        and not words[-1][:1].isupper()
    ):
        cut = owned
        words, lows, kinds = words[:cut], lows[:cut], kinds[:cut]
    named = _head(
        words[:cut],
        lows[:cut],
        kinds[:cut],
        words[cut:],
        lows[cut:],
        kinds[cut:],
        capitals,
        definite or possessive,
        indefinite,
    )
    return named


def _registered(entry: tuple[str, str, str]) -> Named:
    name, kind, country = entry
    return Named(name, kind, registered=True, country=country or None)


def _inside_name(words: list[str], lows: list[str], k: int, capitals: bool) -> bool:
    """Whether the preposition at k is part of a name (`Ministry of Health`, `Doctors for Peace`, `Bureau of Statistics`)."""
    for start in range(max(0, k - 8), k):
        match = registered(words, lows, start, capitals)
        if match is not None and start + match[0] > k:
            return True
    if lows[k] not in ("of", "for") or k + 1 >= len(lows):
        return False
    before = lows[k - 1]
    if (before in single_roles() and single_roles()[before][1] != "body") or before in OFFICE:
        return False
    if before in TEXTS or (any(is_role(lows, j) for j in range(k)) and not any(w in BODY_NOUN for w in lows[:k])):
        return False
    following = words[k + 1] if lows[k + 1] != "the" or k + 2 >= len(words) else words[k + 2]
    return (
        (capitals
        and before in BODY_NOUN)
        or (words[k - 1][:1].isupper()
        and (following[:1].isupper() or before in ("ministry", "department", "bureau", "office")))
        or before in ("ministry", "department", "university")
    )


def _head(
    words: list[str],
    lows: list[str],
    kinds: list[str],
    tail_words: list[str],
    tail_lows: list[str],
    tail_kinds: list[str],
    capitals: bool,
    definite: bool,
    indefinite: bool,
) -> Named | None:
    n = len(lows)
    tail = read(tail_words[1:], tail_lows[1:], tail_kinds[1:], capitals) if len(tail_words) > 1 else None
    # A text speaks for its author: `a ministry communique`, `government figures`, `a report by the UN`.
    if lows[-1] in TEXTS:
        if n > 1 and lows[-2] not in (
            "press",
            "news",
            "media",
            "initial",
            "some",
            "preliminary",
            "official",
            "unconfirmed",
            "early",
            "latest",
            "new",
            "previous",
            "earlier",
            "first",
        ):
            author = read(words[:-1], lows[:-1], kinds[:-1], capitals)
            if author is not None and (author.solid or author.name):
                return author
        if tail is not None and (tail.solid or tail.name) and tail_lows[0] in ("of", "from", "by"):
            return tail
        if "by" in tail_lows[1:]:
            at = tail_lows.index("by", 1)
            author = read(tail_words[at + 1 :], tail_lows[at + 1 :], tail_kinds[at + 1 :], capitals)
            if author is not None and author.solid:
                return author
        if n > 1 and lows[-2] in ("media", "news", "press"):
            return Named(_plain(words), SourceKind.MEDIA, generic=True)
        if definite and lows[-1] in (
            "report",
            "reports",
            "statement",
            "communique",
            "bulletin",
            "figures",
            "study",
            "website",
            "list",
            "update",
            "release",
        ):
            return Named(pointer="report")
        return Named(_plain(words), SourceKind.UNNAMED, text_only=True, generic=True)
    # The person at the end: `Observatory head Rami Abdel Rahman`.
    last = n
    while last and _namelike(words, lows, kinds, last - 1, capitals):
        last -= 1
    person_start = last
    role = last - 1
    if (
        role >= 0
        and is_role(lows, role)
        and person_start <= n
        and not ("office" in lows[:role] and "of" in lows[:role])
    ):
        first = role
        while (
            first
            and (lows[first - 1] in QUALIFIERS or is_role(lows, first - 1) or lows[first - 1] in (".", ","))
            and lows[first - 1] not in ("police", "army", "navy", "military")
        ):
            first -= 1
        person = _person(words[person_start:])
        body = read(words[:first], lows[:first], kinds[:first], capitals) if first else None
        chain = [k for k in range(first, role + 1) if lows[k] in SPOKES]
        head = lows[chain[0]] if chain else lows[role]
        kind = _role_kind(lows[first : role + 1], lows[: role + 1])
        speaks = head in OFFICE or head in TITLES
        if (
            tail is not None
            and body is not None
            and body.generic
            and tail.name
            and tail.name[0].isupper()
            and tail.kind != SourceKind.UNNAMED
            and tail_lows[0] in ("of", "for", "at")
            and speaks
        ):
            tail.person = person
            return tail  # `cabinet chief for the National Committee`
        if (
            body is not None
            and speaks
            and not body.human
            and (body.registered or body.kind != SourceKind.UNNAMED or body.pointer)
            and not (head in PLAIN and not body.registered)
        ):
            office = _office(body, head)
            office.person = person
            return office
        if (
            first
            and speaks
            and head not in PLAIN
            and _place_name(words[:first], lows[:first], kinds)
            and head in ("governor", "mayor", "president", "premier", "minister", "commissioner", "sheriff")
        ):
            return _of_place(
                " ".join(w for w, k in zip(words[:first], kinds[:first], strict=True) if k != "p"), head, person
            )
        if (
            tail is not None
            and speaks
            and head not in PLAIN | {"workers", "doctor"}
            and tail_lows[0] in ("of", "for", "at", "with", "from", "in")
        ):
            place = tail_words[1:] if not tail.registered else []
            if (
                tail_lows[0] == "of"
                and head in ("governor", "mayor", "president", "premier", "minister")
                and place
                and _place_name(place, tail_lows[1:], tail_kinds[1:])
            ):
                named = _of_place(" ".join(w for w in place if w.lower() != "the"), head, person)
                return named
            if (tail.registered or tail.kind != SourceKind.UNNAMED or tail.pointer) and (
                tail_lows[0] != "in" or (tail.registered and tail.kind != SourceKind.GOVERNMENT)
            ):
                tail.person = person or tail.person
                return tail
        if head in ("president", "minister", "king") and not first and not indefinite and person:
            return Named("government", SourceKind.GOVERNMENT, person, generic=True)
        if head == "secretary" and first and words[0].lower() not in ("press", "general", "executive"):
            return Named(f"{_plain(words[:first])} department", SourceKind.GOVERNMENT, person, generic=True)
        if head == "minister":
            portfolio = " ".join(w for w in words[:role] if w.lower() not in QUALIFIERS | {"prime"})
            if portfolio:
                return _ministry(portfolio, person)
            return Named("government", SourceKind.GOVERNMENT, person, generic=True)
        if (
            body is not None
            and body.person == body.name
            and body.name
            and head in ("spokesman", "spokeswoman", "spokesperson", "director", "head", "chief", "official")
        ):
            return Named(body.name, kind, person, pointer=body.name.split()[-1].lower())  # `Tiger spokesman`
        name = _plain(words[: role + 1])
        if (
            head
            in (
                "spokesman",
                "spokeswoman",
                "spokesperson",
                "director",
                "superintendent",
                "chief",
                "head",
                "deputy",
                "secretary",
                "officer",
                "captain",
                "official",
            )
            and (person or definite or head.startswith("spokes"))
            and body is None
        ):
            return Named(name, kind, person, spokesman=first == 0, generic=True, human=True)
        if (person and (head in TITLES and kind in (SourceKind.UNNAMED, SourceKind.WITNESS))) or (
            person and head in ("mr", "mrs", "ms", "dr", "sir")
        ):
            return (
                Named(person, kind, person, human=True)
                if head not in ("doctor", "dr")
                else Named("doctor", SourceKind.MEDICAL, person, generic=True, human=True)
            )
        return Named(name, kind, person, generic=True, human=True)
    # A person's name alone, or a body.
    return _body(words, lows, kinds, tail_words, tail_lows, tail_kinds, tail, capitals, definite)


def _role_kind(role: list[str], whole: list[str]) -> str:
    if any(w in ("rebel", "opposition", "militant", "insurgent", "guerrilla") for w in whole[:-1]):
        return SourceKind.OPPOSITION
    for length in range(len(whole), 0, -1):
        for start in (len(whole) - length,):
            match = roles().match(whole, start)
            if match is not None and match[0] == length:
                return match[1][0]
    known = single_roles().get(role[-1])
    body = next(
        (
            BODY_NOUN[w]
            for w in whole[:-1]
            if w in ("government", "opposition", "police", "army", "military", "hospital", "media")
        ),
        None,
    )
    if body is not None and (known is None or known[0] == SourceKind.UNNAMED):
        return body
    if known is not None and known[0] == SourceKind.UNNAMED:
        return next((BODY_NOUN[w] for w in whole[:-1] if w in BODY_NOUN), known[0])
    return known[0] if known else SourceKind.WITNESS if role[-1] in persons() else SourceKind.UNNAMED


def _namelike(words: list[str], lows: list[str], kinds: list[str], k: int, capitals: bool) -> bool:
    if capitals:
        return False
    if kinds[k] not in "wa" or not capital(words[k]):
        return (
            words[k] in ("al", "el", "bin", "ibn", "de", "la", "del", "van", "von", "da", "dos", "abu", ".")
            and 0 < k < len(words) - 1
        )
    return not (
        is_role(lows, k) or lows[k] in BODY_NOUN or lows[k] in TEXTS or gazetteer.country_of_word(words[k]) is not None
    )


def _person(words: list[str]) -> str | None:
    name = " ".join(w for w in words if w != ".").strip()
    return name or None


def _office(body: Named, head: str) -> Named:
    if head == "secretary" and not body.registered and body.name and body.name.split()[-1].lower() not in BODY_NOUN:
        return dataclasses.replace(body, name=f"{body.name} department", kind=SourceKind.GOVERNMENT)
    if (
        head == "minister"
        and body.kind == SourceKind.GOVERNMENT
        and not body.registered
        and body.name
        and "inistry" not in body.name
    ):
        return _ministry(body.name, None)
    return body


def _place_name(words: list[str], lows: list[str], kinds: list[str]) -> bool:
    words = [w for w in words if w.lower() != "the" and w not in ("'s", "’s")]
    first = words[0] if words else ""
    return bool(first[:1].isupper()) and (
        gazetteer.country_of_word(" ".join(words)) is not None
        or bool(gazetteer.lookup(" ".join(words)))
        or words[-1].lower() in ("province", "state", "county", "district", "region")
    )


def _of_place(place: str, head: str, person: str | None) -> Named:
    code = gazetteer.country_of_word(place)
    if code is not None and head in ("president", "premier", "minister"):
        named = government(code)
        named.person = person
        return named
    if head == "sheriff":
        return Named(f"{place} sheriff", SourceKind.POLICE, person)
    return Named(f"{place} government", SourceKind.GOVERNMENT, person)


def _ministry(portfolio: str, person: str | None) -> Named:
    words = portfolio.split()
    country = None
    while words and (code := gazetteer.country_of_word(words[0].removesuffix("'s").removesuffix("’s"))):
        country = code
        words = words[1:]
        while words and words[0] in ("'s", "’s"):
            words = words[1:]
    words = [w for w in words if w.lower() not in ("the", "country", "state")]
    if [w.lower() for w in words] == ["foreign", "affairs"]:
        words = words[:1]
    if not words:
        return government(country) if country else Named("government", SourceKind.GOVERNMENT, person, generic=True)
    return Named(
        " ".join(w[:1].upper() + w[1:] if w != "and" else w for w in words) + " Ministry",
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


def _plain(words: list[str]) -> str:
    """A generic source as it stands, without a determiner; lower case unless a name is in it."""
    out = list(words)
    if (
        out
        and out[0][:1].isupper()
        and not out[0].isupper()
        and (out[0].lower() in modifiers() or out[0].lower() in single_roles())
    ):
        out[0] = out[0].lower() if not any(w[:1].isupper() for w in out[1:]) else out[0]
    return _join(out)


def _join(words: list[str]) -> str:
    text = " ".join(words)
    text = re.sub(r"\s+(['’](?:s\b|(?=\s|$))|[,.)])", r"\1", text)
    text = re.sub(r"([(])\s+", r"\1", text)
    return text.strip(" ,.;:-–—\"'“”‘’")


def _body(
    words: list[str],
    lows: list[str],
    kinds: list[str],
    tail_words: list[str],
    tail_lows: list[str],
    tail_kinds: list[str],
    tail: Named | None,
    capitals: bool,
    definite: bool,
) -> Named | None:
    n = len(lows)
    while n > 1 and (
        lows[0] in ("senior", "top", "main", "key")
        or (lows[-1] == "police"
        and lows[0] in QUALIFIERS
        and words[0].islower()
        and lows[0] not in ("military", "national"))
    ):
        words, lows, kinds = words[1:], lows[1:], kinds[1:]
        n -= 1
    # A registered name inside: `state broadcaster CCTV`, `the UK-based Syrian Observatory for Human Rights`.
    for k in range(n):
        match = registered(words, lows, k, capitals)
        if match is None:
            continue
        end = k + match[0]
        rest, before = lows[end:], lows[:k]
        if (
            2 <= len(rest) <= 4
            and all(_namelike(words, lows, kinds, j, capitals) for j in range(end, n))
            and len(lows[k:end]) > 1
            and (gazetteer.is_person_name(words[end]) or gazetteer.is_person_name(words[-1]))
        ):
            named = _registered(match[1])
            named.person = " ".join(words[end:])
            return named
        if any(
            w[:1].isupper() and kinds[j] != "p" and lows[j] not in ("agency", "newspaper") and not capitals
            for j, w in enumerate(words)
            if j >= end
        ):
            continue
        if not rest or all(w in BODY_NOUN or w in ("'s", "’s") or w in modifiers() for w in rest):
            if any(w.endswith("-based") for w in before) or all(
                w in modifiers()
                or w in wc.DETERMINERS
                or kinds[j] == "p"
                or w.endswith(("-based", "-backed", "-run", "-led"))
                or "-" in w
                or gazetteer.country_of_word(words[j])
                for j, w in enumerate(before)
            ):
                return _registered(match[1])
    head = lows[-1]
    full_words = words
    while (
        n > 1
        and "-" in words[0]
        and words[0].split("-")[-1].islower()
        and lows[0] not in modifiers()
        and words[1][:1].isupper()
    ):
        words, lows, kinds = words[1:], lows[1:], kinds[1:]
        n -= 1
    if head in ("government", "regime") or (n == 1 and head == "administration"):
        code = next((c for w in words[:-1] if (c := gazetteer.country_of_word(w))), None)
        if code is None and tail is not None and tail_lows[0] == "of":
            code = next((c for w in tail_words[1:] if (c := gazetteer.country_of_word(w))), None)
            if code is None:
                place = _join([w for w in tail_words[1:] if w.lower() != "the"])
                return Named(f"{place} government", SourceKind.GOVERNMENT)
        if code is not None and n <= 3:
            return government(code)
        if n == 1:
            return Named("government", SourceKind.GOVERNMENT, generic=True)
        return Named(_plain(words), SourceKind.GOVERNMENT, generic=not any(w[:1].isupper() for w in words))
    if head in ("ministry", "ministry's") and n > 1:
        return _ministry(" ".join(words[:-1]), None) if words[-2] not in ("'s", "’s") else None
    if "ministry" in lows and "of" in lows:
        at = lows.index("of")
        portfolio = [w for w in words[at + 1 :] if w.lower() != "the"]
        stop = next((k for k, w in enumerate(portfolio) if w.lower() in ("in", "of")), len(portfolio))
        named = _ministry(" ".join(portfolio[:stop]), None)
        country = next((c for w in words[:at] + portfolio[stop:] if (c := gazetteer.country_of_word(w))), None)
        if country:
            named.country, named.generic = country, False
        return named
    if (
        (n == 1
        and not capitals
        and words[0][:1].isupper())
        or (n == 2
        and words[0][:1].isupper()
        and words[1][:1].isupper())
    ):
        seat = SEATS.get(" ".join(lows))
        if seat and not definite:
            return dataclasses.replace(government(seat), country_name=True)
        text = " ".join(words)
        code = gazetteer.country_of_word(text)
        if (
            (code is not None
            and gazetteer.fold(gazetteer.country(code).name) == gazetteer.fold(text))
            or (code is not None
            and text in ("US", "U.S.", "UK", "Russia", "China", "America", "Britain"))
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
    if lows[-1] == "agency" and n > 1 and lows[-2] in ("news", "press", "information"):
        kind = SourceKind.MEDIA
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
        return Named(_plain(words), kind, generic=True)
    if (
        words[-1].islower()
        and not capitals
        and lows[-1] not in BODY_NOUN
        and lows[-1] not in TEXTS
        and kinds[-1] == "w"
        and roles().match(lows, n - 1) is None
    ):
        return None
    if (
        lows[0] in ("police", "army", "navy")
        and n > 1
        and all(_namelike(words, lows, kinds, k, capitals) for k in range(1, n))
    ):
        return Named(lows[0], BODY_NOUN[lows[0]], " ".join(words[1:]), generic=True)
    first = registered(words, lows, 0, capitals)
    if first is not None and first[1][1] == "un" and kind is None:
        return _registered(first[1])  # `UN Human Rights`
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
    words, lows, kinds = words[start:], lows[start:], kinds[start:]
    n = len(words)
    if tail_lows[:1] and tail_lows[0] in ("of", "for") and kind is not None and words[-1][:1].isupper():
        name = _join(words + tail_words)
    else:
        name = _join(words)
    if lows[-1] == "fire" and words[-1] == "Fire" and n > 1:
        name, kind = f"{name} Department", SourceKind.GOVERNMENT  # `Kern County Fire Chief …`
    if capitals:
        name = name.title()
    if definite and n == 1 and not capitals:
        return Named(name, kind or SourceKind.UNNAMED, pointer=lows[0])
    if (
        kind is None
        and not capitals
        and 1 <= n <= 5
        and all(
            w[:1].isupper() or w in ("al", "de", "la", "bin", "el", "del", "van", "von") or k == "p"
            for w, k in zip(words, kinds, strict=True)
        )
        and not definite
    ):
        return Named(name, SourceKind.UNNAMED, person=name)
    if kind is None and len(full_words) > 6:
        return None
    return Named(name, kind or SourceKind.UNNAMED)
