"""The subject of a verb of saying: where it stands, behind what appositions, and whom it names."""

import dataclasses

from tallybook.extraction import gazetteer, source_words
from tallybook.extraction import wordclasses as wc
from tallybook.extraction.numerals import ONES, TENS
from tallybook.extraction.source_bodies import Named
from tallybook.extraction.source_joints import holds_office, takes_tail
from tallybook.extraction.source_phrases import QUOTES, forward_name, name, opening, step_back, walk_left
from tallybook.extraction.speech_appositions import only_name, with_apposition
from tallybook.extraction.tokens import Sentence

DASHES = frozenset(("—", "–", "--", "-"))
# What follows a clause of saying that hangs on the words before it.
AFTER_PARENTHESIS = frozenset(
    [
        ",",
        ".",
        ";",
        ":",
        "!",
        "?",
        ")",
        '"',
        "”",
        "in",
        "on",
        "at",
        "to",
        "by",
        "as",
        "via",
        "during",
        "after",
        "before",
        "from",
        "through",
        "late",
        "early",
        "yesterday",
        "today",
        "citing",
        "quoting",
        "adding",
        "while",
        "when",
        "and",
        "but",
        "including",
        "referring",
        "speaking",
        "told",
        "following",
        "with",
        *DASHES,
    ]
) | frozenset(wc.WEEKDAYS)
# `police said here on Friday`, `officials said earlier`: when or where it was said, and nothing of what.
ADVERBS_OF_SAYING = frozenset(["here", "there", "earlier", "later", "again", "recently", "separately", "tonight"])
SPANS = frozenset(
    "week month year weekend morning afternoon evening night spring summer autumn fall winter".split()
) | frozenset(wc.WEEKDAYS)
NUMBERS = (
    frozenset(ONES) - {"one"}
    | frozenset(TENS)
    | frozenset(["dozen", "dozens", "hundred", "hundreds", "thousand", "thousands", "scores", "million"])
)
RECORDING = frozenset(["record", "register", "count", "see", "list", "log", "detect", "document", "verify"])
THROUGH = frozenset(["on", "by", "in", "via", "through", "himself", "herself"])
SPEAKS = frozenset(["spoke", "speak", "speaks", "spokesman", "spokeswoman", "speaking", "behalf"])
ISSUED = frozenset(["issued", "released", "published", "compiled", "prepared", "provided", "given", "collected"])
MEMBERS = frozenset(["in", "at", "from", "with", "inside", "near"])


@dataclasses.dataclass(slots=True)
class Site:
    """One act of speech: tokens [first, last) name the source, `verb` is its word; `intro` is the word before it."""

    verb: int
    end: int
    first: int
    last: int
    named: Named
    how: str  # before (`X said`), inverted (`said X`), according, citing, quoted
    base: str
    left: bool  # hangs on what stands before
    intro: str = ""
    extra: list[tuple[int, int]] = dataclasses.field(default_factory=list)


def subject_before(s: Sentence, v: int, base: str, group: str, capitals: bool) -> Site | None:
    """`X said`: the subject stands before the verb, perhaps behind appositions, adverbs and dates."""
    lows = s.lows
    i, extra = step_back(s, v - 1), []
    apposition: tuple[int, int] | None = None
    if (i == v - 1 and lows[i] in ("and", "but", "then")) or (i >= 0 and lows[i] in ("and", "but")):
        return _coordinated(s, v, base, group, capitals)
    if s.lows[v].endswith("ing") and (v == 0 or lows[v - 1] not in wc.BE):
        return None if i < 0 or lows[v - 1] in QUOTES else _participle(s, v, base, capitals)
    if i > 0 and (
        lows[i] in ("there", "here") or (lows[i] in source_words.CARRIED and lows[i - 1] in source_words.TEXTS)
    ):
        i -= 1  # `a doctor there said`, `hospital sources here said`, `a government statement released on Monday said`
    closed = next((k for k in range(i, max(-1, i - 4), -1) if lows[k] == ")"), None)
    if closed is not None and closed + 1 < i and lows[closed + 1] == "of" and s.is_name(closed + 2):
        i = closed  # `the Commission (NHC) of China notified`
    for _ in range(3):
        if i < 0:
            return None
        if lows[i] == ")":
            opened = next((j for j in range(i, max(-1, i - 25), -1) if lows[j] == "("), None)
            if opened is None or opened == 0:
                return None
            extra.append((opened, i + 1))
            i = step_back(s, opened - 1)
        elif lows[i] == ",":
            comma = next((j for j in range(i - 1, max(-1, i - 45), -1) if lows[j] == ","), None)
            if comma is None or comma == 0:
                return None
            opening = lows[comma + 1]
            if (
                opening
                in wc.RELATIVES
                | {
                    "a",
                    "an",
                    "the",
                    "one",
                    "another",
                    "himself",
                    "head",
                    "director",
                    "in",
                    "on",
                    "at",
                    "speaking",
                    "citing",
                    "quoting",
                    "known",
                    "based",
                    "itself",
                    "however",
                    "meanwhile",
                    "too",
                    "through",
                    "via",
                    "aged",
                    "of",
                    "by",
                    "for",
                    "its",
                    "part",
                    "near",
                }
                or s.kinds[comma + 1] == "n"
                or (opening.endswith(("ing", "ed")) and s.kinds[comma + 1] == "w")
                or any(holds_office(s, k) for k in range(comma + 1, min(comma + 5, i)))
                or s.is_name(comma + 1)
                or opening in source_words.single_roles()
            ):
                if apposition is None or not only_name(s, (comma + 1, i)) or s.kinds[comma + 1] != "n":
                    apposition = (comma + 1, i)
                extra.append((comma + 1, i))
                i = comma - 1
                if s.kinds[i] == "n" and i > 1 and lows[i - 1] == ",":
                    i -= 2  # `Jose Ramos, 34, a fisherman, said`
                if s.kinds[i] == "m" and lows[i] == "." and lows[i - 1] in ("corp", "inc", "ltd", "co", "jr", "sr"):
                    i -= 1
                if s.kinds[i] == "m" and lows[i] != ")":
                    return None
            else:
                return None
        elif s.kinds[i] == "m" and lows[i] in DASHES:
            opened = next((j for j in range(i - 1, max(-1, i - 25), -1) if lows[j] in DASHES), None)
            if opened is None or opened == 0:
                return None
            apposition = (opened + 1, i)
            i = opened - 1
        else:
            break
    relative = i >= 0 and lows[i] in ("who", "which") and (capitals or s.words[i] != "WHO")
    if relative:
        # `The agency, which had put the toll at 110, …`: the relative stands for what is before it.
        i -= 1
        while i >= 0 and lows[i] == ",":
            i -= 1
        if i < 0:
            return None
    if i > 0 and lows[i] == "there":
        i -= 1
    span = walk_left(s, i, capitals)
    named = name(s, span, capitals) if span is not None else None
    if (
        span is not None
        and named is not None
        and s.lows[span[0]] in ("a", "an")
        and named.generic
        and not named.person
        and span[0]
        and (s.is_name(span[0] - 1) or s.kinds[span[0] - 1] == "p")
    ):
        # A lost comma: `The Centre for Policy Research an NGO has put …`.
        outer = walk_left(s, span[0] - 1, capitals)
        bearer = name(s, outer, capitals) if outer is not None else None
        if outer is not None and bearer is not None and bearer.name:
            if bearer.person == bearer.name and not named.human:
                bearer = dataclasses.replace(bearer, person=None, kind=named.kind)
            span, named = outer, bearer
    if (
        named is None
        or span is None
        or ((not named.solid or named.country_name) and s.lows[span[0] - 1] in MEMBERS | {"of"})
    ) and not (named is not None and named.person and s.lows[max(0, (span or (0, 0))[0] - 1)] not in MEMBERS | {"of"}):
        wider = _behind(s, i, v, capitals)
        if wider is not None:
            span = wider
            named = name(s, span, capitals)
        elif named is not None and named.country_name:
            return None
    if span is None:
        return None
    made = step_back(s, span[0] - 2)  # `figures published on Friday by the ministry`
    issued = span[0] > 2 and lows[span[0] - 1] == "by" and made >= 0 and lows[made] in ISSUED
    if named is not None and span[0] > 2 and lows[span[0] - 1] in THROUGH and not issued:
        carried = _carried_text(s, span[0], capitals)
        if carried is not None:
            span, person = carried, named.person
            named = name(s, span, capitals)
            if named is not None and lows[span[1]] == "who":
                named.person = named.person or person
    if (
        named is not None
        and named.human
        and not named.registered
        and named.kind == "witness"
        and "who" in lows[max(0, span[0] - 15) : span[0]]
    ):
        wider = _behind(s, i, v, capitals)
        if wider is not None and wider[1] < span[0]:
            span, named = wider, name(s, wider, capitals)
    if counted(s, span[0]) and not (named is not None and named.registered):
        return None  # `20,000 volunteers`: counted, not speaking
    for j in range(span[0] - 1, max(0, span[0] - 4), -1):
        if (
            lows[j] in ("who",)
            and lows[j + 1] in ("heads", "leads", "runs", "directs", "headed", "chairs", "commands")
            and lows[j - 1] != ","
        ):
            bearer_span = walk_left(s, j - 1, capitals)
            bearer = name(s, bearer_span, capitals) if bearer_span is not None else None
            if bearer is not None and bearer.person and named is not None:
                named.person = bearer.person
    if apposition is not None:
        named = with_apposition(s, named, span, apposition, capitals)
    elif named is not None and relative and named.pointer in source_words.PRONOUNS:
        return None
    if (
        named is not None
        and base in ("show", "suggest", "indicate", "publish", "write")
        and not named.solid
        and not named.registered
        and base != "write"
    ):
        return None
    if s.lows[v] == "states" and named is not None and named.country_name:
        return None  # `30 U.S. states`
    if named is not None and not named.solid and named.name and span[0] == 0 and gazetteer.is_common_word(named.name):
        return None
    if (
        named is not None
        and named.kind == "government"
        and base in RECORDING
        and lows[span[1] - 1] in ("state", "county", "district", "province", "region", "republic", "country")
    ):
        return None
    if (
        named is not None
        and lows[span[0]] in DIRECTIONS
        and span[1] - span[0] == 2
        and base in ("report", *RECORDING)
        and _land(s, span[1] - 1)
    ):
        return None  # `Northern Chile reported two deaths`: that is where they fell
    if (
        named is not None
        and base in RECORDING
        and (named.country_name or (span[1] - span[0] == 1 and _is_province(s.words[span[0]])))
    ):
        return None  # `Britain records 11 more deaths`, `Victoria has recorded 113`: no statement by a government
    if (
        named is not None
        and group == "give"
        and not named.solid
        and base in ("notify", "count", "record", "document", "register", "accuse", "verify")
        and named.name
        and len(named.name.split()) > 1
    ):
        named.person = None
    elif (
        named is None
        or (group == "give" and not named.solid and not named.person)
        or (
            not named.solid
            and not (
                named.name
                and (named.person or base in ("say", "tell", "report", "add", "announce", "claim", "confirm"))
            )
        )
    ):
        return None
    following = lows[v + 1] if v + 1 < len(lows) else ""
    intro = lows[span[0] - 1] if span[0] else ""
    if following in wc.BE | wc.HAVE and intro not in ("that", "what") and base in ("say", "believe", "claim"):
        intro = "that"  # `in an incident police said was …`
    parenthetical = group == "say" and (_nothing_told(s, v + 1) or told_end(s, v))
    if base == "tell":
        parenthetical = told_end(s, v)
    left = parenthetical and span[0] > 0
    return Site(
        v,
        v + 1,
        span[0],
        span[1],
        named,
        "before",
        base,
        left,
        intro,
        extra,
    )


DIRECTIONS = frozenset(
    f"{d}{e}" for d in "north south east west northeast northwest southeast southwest".split() for e in ("", "ern")
) | {"central"}


def _land(s: Sentence, i: int) -> bool:
    return gazetteer.country_of_word(s.words[i]) is not None or bool(gazetteer.lookup(s.words[i]))


def _is_province(word: str) -> bool:
    """Whether a name is a province's before anything else's, though persons bear it too."""
    regions = gazetteer.lookup(word)
    return bool(regions) and regions[0].kind == "province"


def counted(s: Sentence, first: int) -> bool:
    """Whether a number stands directly before token `first`."""
    if first == 0:
        return False
    low = s.lows[first - 1]
    return s.kinds[first - 1] == "n" or low in NUMBERS or low.split("-")[0] in NUMBERS


def _behind(s: Sentence, i: int, v: int, capitals: bool) -> tuple[int, int] | None:
    """The subject further back: `doctors in the camps`, `a farmer reached by telephone`, `X who works there`."""
    lows = s.lows
    for j in range(i, max(0, i - 22), -1):
        if lows[j] in ("who", "claiming", "identifying"):
            said = next((k for k in range(j, i) if lows[k] in SPEAKS), None)
            after = next((k for k in range(said, min(said + 4, i)) if lows[k] in ("for", "of")), None) if said else None
            if after is not None:
                _, whom = forward_name(s, after + 1, capitals)  # `a man who said he spoke for the rebels`
                if whom[1] > whom[0]:
                    return whom
        if lows[j] in ("who", "which") and lows[j - 1] != ",":
            span = walk_left(s, j - 1, capitals)
            named = name(s, span, capitals) if span is not None else None
            if named is not None and (named.solid or named.person):
                return span
            break
        if lows[j] in (",", ";", ":", ".") or lows[j] in QUOTES:
            break
    for j in range(i, max(-1, i - 9), -1):
        low = lows[j]
        if low in (",", ";", ":") or low in QUOTES or (low in wc.AUXILIARIES and s.kinds[j] != "p"):
            break
        if j and low in MEMBERS | {"of", "for"} and takes_tail(s, j - 1, low):
            span = walk_left(s, j - 1, capitals)
            if span is not None:
                return (span[0], j)
        if j and low in source_words.BEARING:
            return walk_left(s, j - 1, capitals)
    return None


def _carried_text(s: Sentence, first: int, capitals: bool) -> tuple[int, int] | None:
    """Whose text it is that a medium carries, or who calls himself so: `An army statement read on state radio said`."""
    lows = s.lows
    for j in range(first - 2, max(0, first - 9), -1):
        if lows[j] in (",", ";", ":") or lows[j] in QUOTES:
            return None
        if lows[j] == "who" and lows[first - 1] in ("himself", "herself"):
            return walk_left(s, j - 1, capitals)
        if (
            lows[j] in source_words.CARRIED
            and j
            and (lows[j - 1] in source_words.TEXTS or lows[j] in ("reached", "contacted"))
        ):
            return walk_left(s, j - 1, capitals)
    return None


def _nothing_told(s: Sentence, i: int) -> bool:
    """Whether from token i on, behind a verb of saying, stands no clause but its end, or when and where it was said."""
    lows = s.lows
    while i < len(s):
        if lows[i] in ("this", "last") and i + 1 < len(s) and lows[i + 1] in SPANS:
            i += 2
        elif lows[i] in ADVERBS_OF_SAYING:
            i += 1
        else:
            return lows[i] in AFTER_PARENTHESIS
    return True


def told_end(s: Sentence, v: int) -> bool:
    """Whether after `told reporters` nothing is told: `… were killed, he told Reuters by telephone.`"""
    lows, n = s.lows, len(s)
    j = v + 1
    while (
        j < n
        and j - v < 9
        and s.kinds[j] in "wap"
        and lows[j] not in wc.AUXILIARIES
        and lows[j] not in wc.SUBORDINATORS
        and lows[j] != "that"
    ):
        j += 1
    return lows[v] in ("told", "tells", "tell") and (
        j >= n or lows[j] in (".", ",", "”", '"', "as", "while", "after", "at", "from", "during", "when")
    )


def _coordinated(s: Sentence, v: int, base: str, group: str, capitals: bool) -> Site | None:
    """`The coastguard searched …, and said that 17 …`: the subject of the sentence goes on."""
    named, span = opening(s, capitals)
    if named is None or span[1] >= v:
        return None
    return Site(v, v + 1, span[0], span[1], named, "before", base, False, "")


def _participle(s: Sentence, v: int, base: str, capitals: bool) -> Site | None:
    """`…, adding that 12 died`: the speaker of the clause before, which the reader of the sites supplies."""
    named, span = opening(s, capitals)
    return Site(
        v,
        v + 1,
        v,
        v,
        Named(pointer="same", person=None, name=None) if named is None or span[1] >= v else named,
        "participle",
        base,
        False,
        "",
    )
