"""What stands beside a speaker between commas: `Ann Lee, who heads the agency`, `the head of the agency, Ann Lee`."""

import dataclasses

from tallybook.extraction import source_words
from tallybook.extraction.source_bodies import Named
from tallybook.extraction.source_joints import holds_office
from tallybook.extraction.source_phrases import forward_name, name
from tallybook.extraction.tokens import Sentence


def with_apposition(
    s: Sentence, named: Named | None, span: tuple[int, int], apposition: tuple[int, int], capitals: bool
) -> Named | None:
    """What a phrase names once the words beside it are read: the body of a person, the person of an office."""
    a, b = apposition
    lows = s.lows
    if named is not None and not named.registered and not named.human and named.generic:
        better = forward_name(s, a, capitals)[0]
        if better is not None and better.registered and not better.country_name:
            return better  # `another opposition group, the Observatory, said`
    if named is not None and only_name(s, apposition):
        bearer = name(s, apposition, capitals)
        if capitals and named.human and b - a in (2, 3):
            named.person = named.person or s.span_text(a, b).title()
            return named
        if (
            bearer is not None
            and bearer.person
            and not named.person
            and (named.human or any(holds_office(s, k) for k in range(*span)))
        ):
            named.person = bearer.person  # `the head of Foro Penal, Alfredo Romero, told`
            return named
    if named is not None and (
        named.registered or (named.solid and not named.spokesman and not named.person and not only_name(s, apposition))
    ):
        return named
    other = None
    if lows[a] in ("who", "which") and a + 2 < b:
        if lows[a + 1] in (
            "heads",
            "leads",
            "runs",
            "directs",
            "represents",
            "headed",
            "led",
            "chairs",
            "commands",
            "founded",
        ):
            other = forward_name(s, a + 2, capitals)[0]
        elif lows[a + 1] in ("works", "speaks", "is", "was"):
            start = next((k + 1 for k in range(a + 1, b) if lows[k] in ("for", "at", "with", "of")), None)
            other = forward_name(s, start, capitals)[0] if start else None
    else:
        if lows[a] in ("of", "from", "with", "at") and a + 1 < b:
            a += 1
        other = forward_name(s, a, capitals)[0]
        if other is None or other.human:
            other = forward_name(s, a, capitals, free=True)[0] or other
    if other is None or (other.human and not other.registered):
        other = _employing(s, a, b, capitals) or other
    if other is None or (not other.name and not other.pointer):
        return named
    if named is None:
        return None
    if other.person and other.name == other.person and not named.person:
        if not named.human and not any(holds_office(s, k) for k in range(*span)):
            return named  # `the University of Arwen, Lindau, said`
        named.person = other.person  # `the head of Foro Penal, Alfredo Romero, …`
        return named
    if (
        named.person == named.name
        and named.name
        and not other.human
        and not other.registered
        and other.kind != "unnamed"
        and not named.human
        and lows[a] in ("a", "an")
        and not any(holds_office(s, k) for k in range(a, min(b, a + 5)))
    ):
        return dataclasses.replace(named, person=None, kind=other.kind)  # `NorthEye, a website close to …`
    if named.person and (other.solid or other.registered):
        other.person = named.person
        return other
    return named


def _employing(s: Sentence, a: int, b: int, capitals: bool) -> Named | None:
    """The body named behind a profession: `a doctor at Aster Hospital`, `a virologist with the University of Arwen`."""
    for k in range(a + 1, min(b - 1, a + 9)):
        if s.lows[k] in ("at", "with", "of", "from", "for") and s.kinds[k - 1] == "w":
            body = forward_name(s, k + 1, capitals)[0]
            named = body is not None and (body.registered or bool(body.name and body.name[0].isupper()))
            if body is not None and named and body.kind != "unnamed" and not (body.human or body.person):
                return None if body.country_name else body
    return None


def only_name(s: Sentence, span: tuple[int, int]) -> bool:
    """Whether a span is a name and nothing else."""
    return (
        all(s.kinds[k] in "wam" and (source_words.capital(s.words[k]) or s.kinds[k] == "m") for k in range(*span))
        and span[1] - span[0] <= 5
    )


def trailing_apposition(s: Sentence, named: Named, span: tuple[int, int], capitals: bool) -> Named:
    """`said Lynn Pascoe, a senior U.N. official`."""
    b = span[1]
    if (
        b + 2 < len(s)
        and s.lows[b] == ","
        and not named.person
        and not capitals
        and any(holds_office(s, k) for k in range(*span))
    ):
        # `said the hospital's director, Jose Ramos.`
        end = next((k for k in range(b + 1, min(b + 6, len(s))) if s.lows[k] in (",", ".", ";")), len(s))
        if 2 <= end - b - 1 <= 4 and only_name(s, (b + 1, end)):
            bearer = name(s, (b + 1, end), capitals)
            if bearer is not None and bearer.person and bearer.person == bearer.name:
                return dataclasses.replace(named, person=bearer.person, spokesman=False)
    if b + 1 >= len(s) or not (named.person or named.spokesman) or named.registered:
        return named
    start = b + 1 if s.lows[b] == "," else b
    if s.lows[b] == "," or s.lows[b] in ("who",) or s.lows[b] in source_words.single_roles():
        end = next((k for k in range(start, len(s)) if s.lows[k] in (",", ".", ";")), len(s))
        if end > start and (
            s.lows[start] in ("a", "an", "the", "who", "its", "their", "his", "one")
            or s.lows[start] in source_words.single_roles()
            or s.lows[start] in source_words.modifiers()
        ):
            return with_apposition(s, named, span, (start, end), capitals) or named
    return named
