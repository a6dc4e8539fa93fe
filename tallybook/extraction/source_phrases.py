"""The noun phrases of a sentence that name sources: where they begin and end, and what they name."""

from tallybook.extraction import gazetteer, source_names, source_words
from tallybook.extraction import wordclasses as wc
from tallybook.extraction.source_bodies import Named, Words
from tallybook.extraction.source_joints import holds_office, one_name, plain_noun, takes_tail, verbs
from tallybook.extraction.tokens import Sentence

AUXILIARY = wc.HAVE | wc.DO | frozenset(["will", "would", "may", "might", "could"])
STEPPED = (
    AUXILIARY
    | (wc.ADVERBS - {"there", "either", "reported", "confirmed"})
    | frozenset(
        [
            "however",
            "also",
            "earlier",
            "later",
            "previously",
            "first",
            "meanwhile",
            "further",
            "last",
            "this",
            "week",
            "month",
            "year",
            "morning",
            "evening",
            "night",
            "afternoon",
            "late",
            "early",
            "all",
            "jointly",
            "publicly",
            "formally",
            "yet",
            "had",
        ]
    )
)
PORTFOLIOS = frozenset(["ministry", "department", "minister", "secretariat", "directorate", "bureau"])
QUOTES = frozenset("\"“”'‘’")


def opening(s: Sentence, capitals: bool) -> tuple[Named | None, tuple[int, int]]:
    """The subject with which a sentence opens, where it could be a source."""
    i = 0
    if "]" in s.lows[:8]:
        i = s.lows.index("]") + 1  # `[Text] The command has issued …`
    while i < len(s) and (
        s.lows[i] in ("but", "and", "meanwhile", "however", "later", "earlier", "also", ",", "separately")
        or s.lows[i] in QUOTES
    ):
        i += 1
    if i < len(s) and s.lows[i] == "at":
        i += 1  # `At Aster Hospital 58 were treated, its superintendent said`
    if i >= len(s) or s.lows[i] in wc.PREPOSITIONS or s.lows[i] in wc.SUBORDINATORS:
        return None, (0, 0)
    named, span = forward_name(s, i, capitals)
    if named is None or not (named.solid or named.person):
        return None, span
    return named, span


def step_back(s: Sentence, i: int) -> int:
    """From token i to the left over auxiliaries, adverbs and dates."""
    lows = s.lows
    while i >= 0:
        low = lows[i]
        if low in wc.WEEKDAYS or low in ("today", "yesterday"):
            i -= 1
            if i >= 0 and lows[i] in ("on", "late", "early", "last"):
                i -= 1
        elif (
            low in wc.MONTHS
            and i
            and (lows[i - 1] in ("in", "on", "last") or (s.kinds[i - 1] == "n" and len(lows[i - 1]) <= 4))
        ):
            i -= 2
            if i >= 0 and lows[i] == "on":
                i -= 1
        elif s.kinds[i] == "n" and i and lows[i - 1] in wc.MONTHS and len(low) <= 4:
            i -= 2
            if i >= 0 and lows[i] in ("on", "in"):
                i -= 1
        elif (
            low
            in ("statement", "toll", "communique", "report", "tweet", "briefing", "interview", "update", "conference")
            and i > 1
            and any(w == "in" for w in lows[max(0, i - 4) : i])
        ):
            while lows[i] != "in":
                i -= 1
            i -= 1
        elif low in STEPPED or (
            low.endswith("ly") and s.kinds[i] == "w" and low not in ("family", "assembly", "daily", "italy", "weekly")
        ):
            i -= 1
        else:
            break
    return i


def walk_left(s: Sentence, i: int, capitals: bool) -> tuple[int, int] | None:
    """The noun phrase that ends at token i, as [first, last)."""
    lows, words, kinds = s.lows, s.words, s.kinds
    end = i + 1
    known, allowed = source_words.single_roles(), source_words.modifiers()
    if i < 0:
        return None
    if lows[i] in source_words.PRONOUNS:
        return (i, end)
    if lows[i] in ("some", "others", "many"):
        return None
    steps = 0
    while i >= 0 and steps < 16:
        low = lows[i]
        steps += 1
        if low in wc.DETERMINERS or low in source_words.POSSESSIVES or low == "several":
            if (kinds[i] == "w" and i < end - 1) or low == "several":
                # `a spokesman for the army`: go on when a person in office stands before the preposition.
                if i > 1 and lows[i - 1] in source_words.PREPOSITIONS and takes_tail(s, i - 2, lows[i - 1]):
                    i -= 2
                    continue
                return (i, end)
            return None
        if low in source_words.PREPOSITIONS:
            if i + 1 >= end or i == 0:
                break
            if takes_tail(s, i - 1, low):
                i -= 1
                continue
            break
        if low in ("and", "&") and 0 < i < end - 1:
            if words[i - 1][:1].isupper() and words[i + 1][:1].isupper() and lows[i - 1] not in known:
                if low == "&" or one_name(s, i, end, capitals):
                    i -= 1
                    continue
            elif (capitals and one_name(s, i, end, capitals)) or (
                lows[i - 1] in allowed and lows[i + 1] in allowed and one_name(s, i, end, capitals)
            ):
                i -= 1
                continue
            break
        if kinds[i] == "p" or (low in ("s", "'") and i < end - 1):
            i -= 1
            continue
        if kinds[i] == "m":
            if (
                low == ","
                and i
                and lows[end - 1] in ("ministry", "department", "minister")
                and "and" in lows[i + 1 : end]
                and source_words.capital(words[i - 1])
                and (words[i + 1][:1].isupper() or lows[i + 1] == "and")
            ):
                i -= 1  # `the Interior, Migration, and Justice Ministry`
                continue
            if (
                low == ","
                and i > 2
                and "and" in lows[i + 1 : end]
                and lows[i - 2] == "of"
                and lows[i - 3] in PORTFOLIOS
            ):
                i -= 1  # `the Ministry of Water, Energy and Irrigation`
                continue
            if low == "." and i and len(words[i - 1]) <= 4 and words[i - 1][:1].isupper():
                i -= 1
                continue
            break
        if kinds[i] == "n":
            if i and s.is_name(i - 1) and i < end:  # `Channel 10`
                i -= 1
                continue
            break
        if source_words.capital(words[i]) and not capitals:
            if (
                i == 0
                and low != "new"  # `New York Times`
                and low in source_words.LEADING | wc.PREPOSITIONS | wc.SUBORDINATORS | wc.CONJUNCTIONS | wc.ADVERBS
                and len(words) > 1
            ):
                break
            if low in wc.WEEKDAYS or (low in wc.MONTHS and not (i + 1 < end and source_words.capital(words[i + 1]))):
                break
            i -= 1
            continue
        if (
            (low in wc.FINITE and low not in ("work", "lives"))
            or low in wc.AUXILIARIES
            or low in wc.RELATIVES
            or low in wc.PRONOUNS
        ):
            break
        if (
            low in known
            or low in allowed
            or (i == end - 1 and low in source_words.persons())
            or low.endswith(("-based", "-run", "-backed", "-led", "-controlled", "-owned", "-affiliated", "-linked"))
            or (low in source_words.PARTICLES and i + 1 < end)
        ):
            i -= 1
            continue
        if (
            capitals
            and kinds[i] == "w"
            and low not in wc.PREPOSITIONS
            and low not in wc.SUBORDINATORS
            and low not in verbs()
            and not low.endswith("ed")
        ):
            i -= 1
            continue
        if gazetteer.country_of_word(words[i]):
            i -= 1
            continue
        break
    first = _unlisted_lead(s, i, end)
    if first == 0 and not capitals and end > 1 and words[0].isupper() and len(words[0]) > 4 and s.is_name(1):
        match = source_words.registered(words, lows, 0)
        if match is None and not words[1].isupper():
            first = 1  # a dateline without its dash: `COPENHAGEN Danish police said`
    if first >= end:
        return None
    if lows[first] in source_words.PREPOSITIONS or kinds[first] == "p" or lows[first] in ("and", "&", "s"):
        first += 1
    return (first, end) if first < end else None


def _unlisted_lead(s: Sentence, i: int, end: int) -> int:
    """Where the phrase begins if unlisted nouns stand in it: `a disease control official`, and behind a comma
    `…, provincial flood control headquarters said`.
    """
    lows = s.lows
    if i + 1 < end and (holds_office(s, end - 1) or lows[end - 1] in source_words.BODY_NOUN):
        for j in range(i, max(-1, i - 6), -1):
            if lows[j] in wc.DETERMINERS or (s.kinds[j] == "p" and j and s.is_name(j - 1)):
                return j if s.kinds[j] != "p" else j - 1
            if lows[j] == "," and lows[j + 1] not in ("and", "or"):
                return j + 1
            if not (plain_noun(s, j) or s.is_name(j) or (lows[j] == "and" and not holds_office(s, j - 1))):
                break
    return i + 1


def name(s: Sentence, span: tuple[int, int], capitals: bool) -> Named | None:
    """What the tokens of a span name."""
    a, b = span
    return source_names.read(Words(s.words[a:b], s.lows[a:b], s.kinds[a:b], capitals))


def forward_name(s: Sentence, i: int, capitals: bool, free: bool = False) -> tuple[Named | None, tuple[int, int]]:
    """The source whose noun phrase begins at token i; `free` lets any noun stand in it (appositions)."""
    lows, words, kinds, n = s.lows, s.words, s.kinds, len(s)
    known, allowed = source_words.single_roles(), source_words.modifiers()
    start = i
    while i < n and (
        lows[i]
        in (
            "the",
            "a",
            "an",
            "its",
            "his",
            "their",
            "one",
            "some",
            "several",
            "both",
            "another",
            "her",
            "two",
            "local",
            "same",
        )
    ):
        i += 1
    begun = i
    while i < n and i - begun < 18:
        low = lows[i]
        match = source_words.registered(words, lows, i, capitals)
        if match is not None:
            i += match[0]
            continue
        if (
            free
            and kinds[i] == "w"
            and words[i].islower()
            and low not in source_words.PREPOSITIONS
            and low not in wc.AUXILIARIES
            and low not in wc.RELATIVES
            and low not in wc.CONJUNCTIONS
            and low not in wc.PREPOSITIONS
            and low not in wc.DETERMINERS
            and low not in verbs()
        ):
            i += 1
            continue
        if (
            not free
            and i - begun >= 2
            and words[i].islower()
            and holds_office(s, i)
            and source_words.capital(words[i - 1])
            and source_words.capital(words[i - 2])
            and lows[i - 1] not in known
        ):
            break  # `Mounzer Khalil head of …`
        if (
            low == "."
            and i + 1 < n
            and i > begun
            and len(words[i - 1]) == 1
            and words[i - 1].isupper()
            and (s.is_name(i + 1) or words[i + 1].isupper())
        ):
            i += 1  # `R. K. Tiwari`
            continue
        if kinds[i] == "p" or (
            low == "." and i + 1 < n and words[i - 1] in ("Dr", "Mr", "Gen", "Col", "Lt", "Capt", "Sgt")
        ):
            i += 1
            continue
        if kinds[i] == "n" or kinds[i] == "m":
            if low in ("'", "’") and i > begun and lows[i - 1].endswith("s") and s.is_name(min(n - 1, i + 1)):
                i += 1  # `the Miners' Union`
                continue
            if kinds[i] == "n" and i > begun and words[i - 1] == "Channel":
                i += 1
                continue
            break
        if low in wc.WEEKDAYS or (low in wc.MONTHS and not (i + 1 < n and source_words.capital(words[i + 1]))):
            break
        if low in source_words.PREPOSITIONS and i > begun and i + 1 < n:
            ok = (
                (lows[i + 1] in ("the", "a", "an") and (low in ("of", "for") or holds_office(s, i - 1)) and i + 2 < n)
                or (s.is_name(i + 1) and low not in ("on", "to") and not capitals)
                or (lows[i + 1] in allowed and (low in ("of", "for")))
            )
            if free and low in ("of", "at", "for") and (plain_noun(s, i + 1) or s.is_name(i + 1)):
                i += 1
                continue
            if ok and (
                low in ("of", "for")
                or holds_office(s, i - 1)
                or (low in ("in", "at") and lows[i - 1] in source_words.BODY_NOUN)
            ):
                i += 2 if lows[i + 1] in ("the", "a", "an") else 1
                continue
            break
        if low in ("and", "&") and i > begun and i + 1 < n:
            ends = next((k + 1 for k in range(i + 2, min(i + 4, n)) if lows[k] in source_words.BODY_NOUN), i + 2)
            if s.is_name(i + 1) and s.is_name(i - 1) and one_name(s, i, ends, capitals):
                i += 1
                continue
            if i == begun + 1 and gazetteer.country_of_word(words[begun]) and s.is_name(i + 1):
                start = begun = i = i + 1  # `Palestinian and UN officials`
                continue
            break
        led = start < begun if i == begun else kinds[i - 1] == "p" or lows[i - 1] in allowed
        if led and plain_noun(s, i) and low not in allowed and low not in known:
            head = next(
                (k for k in range(i, min(i + 4, n)) if lows[k] in source_words.BODY_NOUN or holds_office(s, k)), None
            )
            if head is not None and all(plain_noun(s, k) for k in range(i, head)):
                i = head + 1  # always onwards
                continue
        if (
            low in known
            or low in allowed
            or low.endswith(("-based", "-run", "-backed", "-led", "-controlled"))
            or (source_words.capital(words[i]) and kinds[i] in "wa" and not capitals)
            or low in source_words.PARTICLES
            or (
                capitals
                and kinds[i] in "wa"
                and low not in verbs()
                and low not in wc.PREPOSITIONS
                and low not in wc.AUXILIARIES
                and low not in wc.RELATIVES
                and low not in wc.DETERMINERS
                and low not in wc.SUBORDINATORS
            )
        ):
            i += 1
            continue
        break
    if lows[start : start + 1] and start < n and lows[start] in source_words.PRONOUNS:
        i = start + 1
        return Named(pointer=lows[start]), (start, i)
    if i == begun:
        return None, (start, start)
    return name(s, (start, i), capitals), (start, i)
