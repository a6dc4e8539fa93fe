"""Naming a source: from the noun phrase that names it to one body, its kind, and the person who speaks for it."""

import dataclasses

from tallybook.extraction import gazetteer
from tallybook.extraction.source_bodies import (
    Named,
    Words,
    body_of,
    is_place,
    join,
    ministry,
    namelike,
    of_place,
    plain,
    registered_body,
)
from tallybook.extraction.source_words import (
    BODY_NOUN,
    GROUP_NOUNS,
    LEADING,
    OFFICE,
    PLAIN,
    PORTFOLIOS,
    POSSESSIVES,
    PREPOSITIONS,
    PRONOUNS,
    QUALIFIERS,
    SPOKES,
    TEXTS,
    TITLES,
    is_role,
    modifiers,
    persons,
    registered,
    roles,
    single_roles,
)
from tallybook.vocabulary import SourceKind

ABBREVIATED = {"gov": "governor", "sen": "senator", "rep": "representative", "gen": "general", "supt": "superintendent"}
# Officials of these speak for a government.
PUBLIC = frozenset(("health", "fire", "disaster", "emergency", "provincial", "district", "immigration", "customs"))
# Who stand as themselves behind a common word for their body: `hospital sources`.
SOURCES = frozenset(("source", "sources", "officials"))
# Whose they are tells nothing: `the country's public broadcaster`.
OWNERS = frozenset(
    ("country", "nation", "city", "state", "region", "province", "district", "town", "kingdom", "island")
)


def read(phrase: Words) -> Named | None:
    """What a noun phrase names; None where it cannot be a source."""
    words, lows, kinds, capitals = phrase.words, phrase.lows, phrase.kinds, phrase.capitals
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
        definite = lows[i] in ("the", "this", "that", "these", "those", "same")
        indefinite = indefinite or lows[i] in ("a", "an", "one", "another")
        possessive = lows[i] in POSSESSIVES
        i += 1
    if len(lows) > i + 2 and kinds[i + 1] == "p" and lows[i] in OWNERS:
        i += 2
    phrase = phrase[i:]
    while phrase and (phrase.kinds[-1] == "p" or (phrase.kinds[-1] == "m" and phrase.lows[-1] != ".")):
        phrase = phrase[:-1]
    if not phrase:
        return None
    words, lows, kinds = phrase.words, phrase.lows, phrase.kinds
    if (
        definite
        and 1 <= len(lows) <= 3
        and lows[-1] in GROUP_NOUNS
        and all("-" in w or w in modifiers() for w in lows[:-1])
        and not any(w[:1].isupper() for w in words[:-1] if "-" not in w)
    ):
        return Named(plain(words), SourceKind.NGO, pointer=lows[-1], generic=True)
    if len(lows) == 1 and lows[0] in PRONOUNS:
        return Named(pointer=lows[0])
    match = registered(words, lows, 0, capitals)
    if match is not None and match[0] == len(lows):
        return registered_body(match[1])
    if (
        definite
        and len(lows) == 1
        and lows[0] in ("source", "official", "spokesman", "spokeswoman", "spokesperson", "officer")
    ):
        return Named(plain(words), single_roles().get(lows[0], ("unnamed",))[0], pointer="he", generic=True)
    if len(lows) == 1 and lows[0] in ("i", "we", "you", "us", "who", "which", "there", "what"):
        return None
    cut = next(
        (k for k in range(1, len(lows)) if lows[k] in PREPOSITIONS and not _inside_name(phrase, k)),
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
        phrase = phrase[:cut]
    return _head(phrase[:cut], phrase[cut:], definite or possessive, indefinite)


def _inside_name(phrase: Words, k: int) -> bool:
    """Whether the preposition at k is part of a name (`Ministry of Health`, `Doctors for Peace`)."""
    words, lows, capitals = phrase.words, phrase.lows, phrase.capitals
    for start in range(max(0, k - 8), k):
        match = registered(words, lows, start, capitals)
        if match is not None and start + match[0] > k:
            return True
    if lows[k] not in ("of", "for") or k + 1 >= len(lows):
        return False
    before = lows[k - 1]
    titled = next((j for j in range(k) if not is_role(lows, j) and lows[j] != "."), k)
    if (
        2 <= k - titled <= 3
        and not capitals
        and gazetteer.is_person_name(words[titled])
        and all(namelike(phrase, j) for j in range(titled, k))
        and (lows[k + 1] == "the" or any(w in BODY_NOUN for w in lows[k + 1 :]))
    ):
        return False  # `Ann Lee of the Red Cross`
    if (before in single_roles() and single_roles()[before][1] != "body") or before in OFFICE:
        return False
    if before in TEXTS or (any(is_role(lows, j) for j in range(k)) and not any(w in BODY_NOUN for w in lows[:k])):
        return False
    following = words[k + 1] if lows[k + 1] != "the" or k + 2 >= len(words) else words[k + 2]
    return (
        (capitals and before in BODY_NOUN)
        or (
            words[k - 1][:1].isupper()
            and (following[:1].isupper() or before in ("ministry", "department", "bureau", "office"))
        )
        or before in ("ministry", "department", "university")
    )


def _head(phrase: Words, rest: Words, definite: bool, indefinite: bool) -> Named | None:
    """What a phrase names, given the words from its preposition on (`of the Lagos Emergency Agency`)."""
    words, lows, capitals, n = phrase.words, phrase.lows, phrase.capitals, len(phrase)
    tail = read(rest[1:]) if len(rest) > 1 else None
    if tail is None or not tail.solid:
        # `director of critical care at the Aster Hospital`
        later = next((k for k in range(1, len(rest) - 1) if rest.lows[k] in ("at", "for", "of")), None)
        if later is not None:
            further = read(rest[later + 1 :])
            if further is not None and further.solid:
                tail, rest = further, rest[later:]
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
            author = read(phrase[:-1])
            if author is not None and (author.solid or author.name):
                return author
        if tail is not None and (
            ((tail.solid or tail.name) and rest.lows[0] in ("of", "from", "by"))
            or (tail.solid and rest.lows[0] == "at")
        ):
            return tail
        if "by" in rest.lows[1:]:
            at = rest.lows.index("by", 1)
            author = read(rest[at + 1 :])
            if author is not None and author.solid:
                return author
        if n > 1 and lows[-2] in ("media", "news", "press"):
            return Named(plain(words), SourceKind.MEDIA, generic=True)
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
        return Named(plain(words), SourceKind.UNNAMED, text_only=True, generic=True)
    listed = roles().match(lows, 0) if n > 1 else None
    if listed is not None and listed[0] == n and listed[1][1] == "person" and not is_role(lows, n - 1):
        return Named(plain(words), listed[1][0], generic=True, human=True)  # `medical examiner`
    # The person at the end: `Observatory head Rami Abdel Rahman`.
    last = n
    while last and namelike(phrase, last - 1):
        last -= 1
    person_start = last
    role = last - 1
    if (
        role >= 0
        and not (lows[role] == "general" and role and lows[role - 1] in ("directorate", "secretariat", "consulate"))
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
        if first and lows[first] in QUALIFIERS:
            ends = [k + m[0] for k in range(first) if (m := registered(words, lows, k, capitals)) is not None]
            if ends and first < max(ends) <= role:
                first = max(ends)  # `World Food Programme spokeswoman`
        person = _person(words[person_start:])
        body = read(phrase[:first]) if first else None
        chain = [k for k in range(first, role + 1) if lows[k] in SPOKES]
        head = lows[chain[0]] if chain else lows[role]
        head = ABBREVIATED.get(head, head)
        kind = _role_kind(lows[first : role + 1], lows[: role + 1])
        speaks = head in OFFICE or head in TITLES
        if head == "sheriff" and first and is_place(words[:first]):
            return of_place(join([w for w in words[:first] if w not in ("'s", "’s")]), head, person)
        if head == "governor" and not first and not rest.lows:
            return Named("governor", SourceKind.GOVERNMENT, person, generic=True, human=True)
        if (
            tail is not None
            and body is not None
            and body.generic
            and tail.name
            and tail.name[0].isupper()
            and tail.kind != SourceKind.UNNAMED
            and rest.lows[0] in ("of", "for", "at")
            and speaks
        ):
            tail.person = person
            return tail  # `cabinet chief for the National Committee`
        if (
            body is not None
            and (body.generic or body.pointer)
            and not body.registered
            and not person
            and lows[role] in SOURCES
            and role == n - 1
            and not any(w[:1].isupper() for w in words[1:])
            and body.name not in ("police", "army", "navy", "government", "ministry", None)
        ):
            return Named(plain(words[: role + 1]), kind if kind != SourceKind.UNNAMED else body.kind, generic=True)
        if head == "sheriff" and lows[:1] == ["county"]:
            return Named(plain(words[: role + 1]), SourceKind.POLICE, person, generic=True, human=True)
        at = chain[0] if chain else role
        if (
            head == "minister"
            and at
            and lows[at - 1] in PORTFOLIOS
            and not any(w in ("rebel", "opposition", "shadow") for w in lows[:at])
        ):
            kept = [w for w in words[:at] if w.lower() not in QUALIFIERS]
            if kept:
                return ministry(" ".join(kept), person)
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
            and is_place(words[:first])
            and head in ("governor", "mayor", "president", "premier", "minister", "commissioner", "sheriff")
        ):
            return of_place(
                " ".join(w for w, k in zip(words[:first], phrase.kinds[:first], strict=True) if k != "p"), head, person
            )
        if (
            tail is not None
            and not tail.human
            and speaks
            and head not in PLAIN | {"workers", "doctor"}
            and rest.lows[0] in ("of", "for", "at", "with", "from", "in")
        ):
            place = rest.words[1:] if not tail.registered else []
            if (
                rest.lows[0] == "of"
                and head in ("governor", "mayor", "president", "premier", "minister")
                and place
                and is_place(place)
            ):
                return of_place(" ".join(w for w in place if w.lower() != "the"), head, person)
            if (tail.registered or tail.kind != SourceKind.UNNAMED or tail.pointer) and (
                rest.lows[0] != "in" or (tail.registered and tail.kind != SourceKind.GOVERNMENT)
            ):
                tail.person = person or tail.person
                return tail
        if head in ("president", "minister", "king") and not first and not indefinite and person:
            return Named("government", SourceKind.GOVERNMENT, person, generic=True)
        if head == "secretary" and first and words[0].lower() not in ("press", "general", "executive"):
            return Named(f"{plain(words[:first])} department", SourceKind.GOVERNMENT, person, generic=True)
        if head == "minister" and rest.lows[:1] == ["of"] and len(rest.lows) > 1:
            named = _portfolio(rest[1:], person)
            if named is not None:
                return named
        if head == "minister" and any(w in ("rebel", "opposition", "shadow") for w in lows[:role]):
            return Named(plain(words[: role + 1]), SourceKind.OPPOSITION, person, generic=True, human=True)
        if head == "minister":
            portfolio = " ".join(w for w in words[:role] if w.lower() not in QUALIFIERS | {"prime"})
            if portfolio:
                return ministry(portfolio, person)
            return Named("government", SourceKind.GOVERNMENT, person, generic=True)
        if (
            body is not None
            and body.person == body.name
            and body.name
            and head in ("spokesman", "spokeswoman", "spokesperson", "director", "head", "chief", "official")
        ):
            return Named(body.name, kind, person, pointer=body.name.split()[-1].lower())  # `Tiger spokesman`
        name = plain(words[: role + 1])
        if (
            head
            in (
                "spokesman",
                "spokeswoman",
                "spokesperson",
                "director",
                "superintendent",
                "matron",
                "manager",
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
    return body_of(phrase, rest, tail, definite)


def _portfolio(phrase: Words, person: str | None) -> Named | None:
    """`minister of health`, `Minister of Health Jane Aceng`: the ministry, and the person named behind it."""
    words, lows = phrase.words, phrase.lows
    first = len(phrase)
    while first > 1 and namelike(phrase, first - 1) and lows[first - 1] not in PORTFOLIOS:
        first -= 1
    if lows[first - 1] not in PORTFOLIOS:
        return None
    return ministry(" ".join(words[:first]), _person(words[first:]) or person)


def _role_kind(role: list[str], whole: list[str]) -> str:
    if any(w in ("rebel", "opposition", "militant", "insurgent", "guerrilla") for w in whole[:-1]):
        return SourceKind.OPPOSITION
    if role[-1] in ("chief", "official", "officials", "head", "director", "coordinator") and any(
        w in PUBLIC for w in whole[:-1]
    ):
        return SourceKind.GOVERNMENT
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
        return ministry(body.name, None)
    return body
