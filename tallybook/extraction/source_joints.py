"""What holds the noun phrase of a source together: its prepositions, its `and`, and the words that end it."""

import functools

from tallybook.extraction import gazetteer, source_words
from tallybook.extraction import wordclasses as wc
from tallybook.extraction.data import rows
from tallybook.extraction.tokens import Sentence


@functools.cache
def verbs() -> dict[str, tuple[str, str]]:
    """Forms of verbs of saying -> the verb, and `say` or `give` (which need a plain source and govern what follows)."""
    return {r["form"]: (r["verb"], r["class"]) for r in rows("speech_verbs")}


def plain_noun(s: Sentence, j: int) -> bool:
    """Whether token j may be a noun that modifies another: lower case, no verb, no word of grammar."""
    low = s.lows[j]
    return (
        s.kinds[j] == "w"
        and s.words[j].islower()
        and low not in wc.PREPOSITIONS
        and low not in wc.AUXILIARIES
        and (low not in wc.FINITE or low == "control")
        and low not in wc.RELATIVES
        and low not in wc.SUBORDINATORS
        and low not in wc.CONJUNCTIONS
        and low not in wc.PRONOUNS
        and low not in verbs()
        and not low.endswith(("ed", "ly"))
    )


def holds_office(s: Sentence, i: int) -> bool:
    if i < 0:
        return False
    low = s.lows[i]
    if s.kinds[i] not in "wa":
        return False
    role = source_words.single_roles().get(low)
    return (
        (role is not None and role[1] in ("person", "loose"))
        or low in source_words.OFFICE
        or low in source_words.TEXTS
        or low in ("police", "authorities", "activists")
        or low in source_words.persons()
    )


def takes_tail(s: Sentence, i: int, preposition: str) -> bool:
    """Whether the phrase that ends at token i can go on with a preposition: `officials in …`, `Colonel Rocha of …`."""
    if i < 0:
        return False
    lows = s.lows
    if holds_office(s, i) or (
        (
            lows[i] in source_words.BODY_NOUN
            or lows[i] in ("mission", "team", "unit", "operation", "campaign", "programme", "program")
        )
        and preposition in ("of", "for", "in", "at")
    ):
        return True
    if not source_words.capital(s.words[i]):
        return False
    k = i
    if preposition == "of" and any(
        lows[j] in ("of", "for") and lows[j - 1] in source_words.BODY_NOUN for j in range(max(1, i - 5), i)
    ):
        return True  # `the National Council for Prevention and Management of Disasters`
    while k >= 0 and i - k < 5 and source_words.capital(s.words[k]):
        if holds_office(s, k) and preposition in ("of", "for", "from", "at", "with"):
            return True
        k -= 1
    if (
        preposition in ("of", "for")
        and (i - k > 1 or lows[k] == "the")
        and s.is_name(min(len(s) - 1, i + 2))
        and i - k <= 5
        and not gazetteer.lookup(s.words[i])
    ):
        return True  # `Focal Point of Jordan`
    if (
        preposition in ("of", "from", "with", "at")
        and i - k in (2, 3, 4)
        and i + 3 < len(s)
        and lows[i + 2] == "the"
        and (s.is_name(i + 3) or lows[i + 3] in source_words.modifiers())
        and gazetteer.is_person_name(s.words[k + 1])
    ):
        return True  # `Ann Lee of the Red Cross`
    return preposition in ("in", "of") and k > 0 and lows[k] in ("of", "for") and lows[k - 1] in source_words.BODY_NOUN


def one_name(s: Sentence, i: int, end: int, capitals: bool) -> bool:
    """Whether `and` joins words of one registered name or of one ministry, not two sources."""
    for start in range(max(0, i - 6), i):
        match = source_words.registered(s.words, s.lows, start, capitals)
        if match is not None and start + match[0] > i + 1:
            return True
    if s.lows[i - 1] in source_words.BODY_NOUN or (s.lows[i - 1] in source_words.TEXTS and not s.is_name(i - 1)):
        return False  # `the Statistics and Census Agency` is one all the same
    if any(
        (match := source_words.registered(s.words, s.lows, k, capitals)) is not None and k + match[0] == i
        for k in range(max(0, i - 5), i)
    ):
        return False  # `news agency ANSA and Sky`
    if s.lows[end - 1] in ("police", "constabulary") and s.is_name(i + 1) and gazetteer.lookup(s.words[i - 1]):
        return True  # `Devon and Cornwall Police`
    if any(w in ("commission", "council", "committee", "authority") for w in s.lows[i + 2 : min(end, i + 5)]):
        return True  # `the National Health and Family Planning Commission of China`
    if s.lows[end - 1] in source_words.JOINING and s.is_name(end - 1) and s.is_name(i + 1) and s.is_name(i - 1):
        left = i - 1
        while left > 0 and s.is_name(left - 1):
            left -= 1
        owned = gazetteer.country_of_word(s.words[i - 1])  # `the UK and the Health Agency`
        if not owned and not any(holds_office(s, k) for k in range(left, i)):
            return True  # `the Disaster Management and Mitigation Unit`
    if (
        s.lows[end - 1] in ("group", "network", "foundation", "institute", "association", "trust", "forum", "alliance")
        and s.lows[i - 2 : i - 1] == ["the"]
        and s.is_name(i - 1)
        and s.is_name(end - 1)
        and not gazetteer.country_of_word(s.words[i - 1])
    ):
        return True  # `the Rights and Risks Group`
    window = s.lows[max(0, i - 6) : i]
    return (
        any(
            w
            in (
                "ministry",
                "department",
                "committee",
                "institute",
                "office",
                "center",
                "centre",
                "council",
                "directorate",
                "board",
                "bureau",
                "agency",
            )
            for w in window
        )
        and s.lows[i + 1] not in ("the", "a")
    ) or (
        s.lows[end - 1] in ("ministry", "department", "minister", *source_words.UNITED)
        and (s.words[i - 1][:1].isupper() or s.lows[end - 1] in ("ministry", "department", "minister"))
    )
