"""Counts of one: `a civilian`, `another man`, `another death`, and when such a phrase only describes somebody named."""

from tallybook.extraction import gazetteer
from tallybook.extraction import predicates as pr
from tallybook.extraction import wordclasses as wc
from tallybook.extraction.linking import disease_words
from tallybook.extraction.noun_phrases import OUTCOME_ADJECTIVES, Phrase, build, noun_of
from tallybook.extraction.numerals import ONES, SINGULARS, Numeral
from tallybook.extraction.tokens import Sentence

SINGLE_OUTCOMES = frozenset("death fatality case infection body".split())


def singular_phrases(s: Sentence, taken: frozenset[int] | set[int], outcome_nouns: frozenset[str]) -> list[Phrase]:
    """`a civilian`, `another man`, `another death`: candidates for a count of one, a person or an outcome at the
    head.
    """
    found = []
    for i, low in enumerate(s.lows):
        if low not in SINGULARS or i in taken or s.kinds[i] not in "wa":
            continue
        if s.lows[i + 1 : i + 2] and s.lows[i + 1] in SINGULARS:
            continue
        if low == "another" and i + 1 < len(s) and (s.lows[i + 1][-1].isdigit() or s.lows[i + 1] in ONES):
            continue  # `another 10,000`: the number counts
        if i and s.lows[i - 1] in ("least", "than") and i > 1 and s.lows[i - 2] in ("at", "more"):
            continue
        numeral = Numeral(i, i + 1, i, i + 1, 1, 1, 1, "exact", singular=True, more=low == "another")
        phrase = build(s, numeral, taken, outcome_nouns)
        if phrase.head is None:
            if (
                low == "another"
                and i + 1 < len(s)
                and (i + 1 in taken or i - 1 in taken or s.lows[i + 1] in wc.AUXILIARIES)
            ):
                phrase.context_unit = "person"
                found.append(phrase)
            continue
        noun = noun_of(s, phrase.head)
        if phrase.outcome_head and phrase.unit is None:
            if low == "another" and s.lows[phrase.head] in OUTCOME_ADJECTIVES:
                found.append(Phrase(numeral, i, i + 1, None, None, population="people", context_unit="person"))
            elif (
                (low == "another" and s.lows[phrase.head] in SINGLE_OUTCOMES)
                or s.lows[phrase.head] == "life"
                or (s.lows[phrase.head] == "case" and _reported_case(s, phrase))
            ):
                found.append(phrase)
        elif phrase.unit in ("person", "household", "building") and not (
            noun is not None and noun.plural and not noun.singular
        ):
            found.append(phrase)
    return found


CASE_WORDS = frozenset("new confirmed suspected probable human imported fatal positive laboratory-confirmed".split())


def _reported_case(s: Sentence, phrase: Phrase) -> bool:
    """`a new case of …`, `a confirmed human case`: one person who fell ill, where the words say of what case it is."""
    if phrase.head is None or s.lows[phrase.left - 1 : phrase.left] in (["of"], ["with"], ["as"], ["for"], ["to"]):
        return False  # `a contact of a confirmed case`
    return not CASE_WORDS.isdisjoint(s.lows[phrase.numeral.last : phrase.head]) or (
        s.lows[phrase.end : phrase.end + 1] == ["of"]
        and not disease_words().isdisjoint(s.lows[phrase.end + 1 : phrase.end + 4])
    )


KIN = frozenset(
    "widow widower son daughter sons daughters brother sister mother father wife husband grandson granddaughter "
    "niece nephew cousin uncle aunt descendant friend colleague".split()
)
ORDINALS = frozenset("second third fourth fifth sixth seventh eighth ninth tenth 2nd 3rd 4th 5th last final".split())
SEARCHES = frozenset("search searched searching searches looking hunt hunting hunted scouring".split())
NO_SUBJECT_AFTER = frozenset(
    "is as by like from for to into on at becoming became become ’s be being than was if per what such".split()
)


def singular_allowed(s: Sentence, phrase: Phrase, phrases: list[Phrase], position: int) -> bool:
    """A person brought in as one of a count: not in apposition, not after `is`, `as`, `by`, and no speaker."""
    i, end, n = phrase.left, phrase.end, len(s)
    before = s.lows[i - 1] if i else ""
    if before == "to" and i > 1 and s.lows[i - 2] in ("injury", "injuries", "wounds"):
        return True
    if before == "for" and s.kinds[end : end + 1] != ["p"] and SEARCHES.intersection(s.lows[max(0, i - 6) : i]):
        return True
    if before in NO_SUBJECT_AFTER and s.lows[end : end + 1] != ["who"] and s.lows[end : end + 2] != [",", "who"]:
        among = s.lows[max(0, i - 3) : i - 1] in (["among", "them"], ["among", "those"])
        return before in ("was", "is", "were", "are") and (
            among or (i > 1 and s.lows[i - 2] in ("dead", "victim", "killed"))
        )
    after = s.lows[end] if end < n else ""
    if s.lows[phrase.numeral.last : phrase.numeral.last + 1] and s.lows[phrase.numeral.last] in ORDINALS:
        return False  # `a third victim`
    if after == "of" and any(p.left == end + 1 for p in phrases):
        return False  # `a family of five`
    if before == "of" and i > 1 and s.lows[i - 2] in KIN:
        return False  # `the widow of a fighter who died`
    if after in ("said", "says", "told", "'s", "’s") or (end < n and s.kinds[end] == "p"):
        return False
    if before == "," and i > 1:
        if s.words[i - 2].isdigit() and i > 3 and s.lows[i - 3] == "," and s.words[i - 4][:1].isupper():
            return False  # `Ana Díaz, 23, a student who suffered …`
        name = (
            s.words[i - 2][:1].isupper()
            and s.kinds[i - 2] == "w"
            and not s.text[s.starts[0] : s.ends[-1]].isupper()
            and not _adverbial(s, i - 2)
        )
        first = i > 2 and s.words[i - 3][:1].isupper() and gazetteer.is_person_name(s.lows[i - 3])
        if name and (first or not (i > 2 and noun_of(s, i - 2) is not None)):
            return False  # `John Smith, a farmer, was shot`; but `a nurse, a driver and …` goes on with others
        capitals = s.text[s.starts[0] : s.ends[-1]].isupper() and noun_of(s, i - 2) is None
        if _apposition(s, phrase, phrases, position) or (capitals and _closed_before_verb(s, phrase)):
            return False
    return not (
        before in (",", "and") and _closed_by_comma(s, phrase, phrases, position) and _spelled_out(phrases, position)
    )


def _adverbial(s: Sentence, i: int) -> bool:
    """Whether the name that ends at token i says where: `In Homs, a woman …`."""
    while i and s.words[i - 1][:1].isupper() and s.kinds[i - 1] == "w" and s.lows[i - 1] not in PLACING:
        i -= 1
    return s.lows[i - 1 : i] != [] and s.lows[i - 1] in PLACING


PLACING = frozenset("in at near on across inside outside around".split())


def _apposition(s: Sentence, phrase: Phrase, phrases: list[Phrase], position: int) -> bool:
    """`the latest victim, a bricklayer of 38, died`; `two health workers, a nurse and a cleaner, were infected`."""
    i, start = phrase.left - 1, phrase.left - 1
    while start and s.kinds[start - 1] in "wpn" and phrase.left - start < 9:
        start -= 1
    lows = s.lows[start:i]
    definite = next((k for k in range(len(lows) - 1, -1, -1) if lows[k] in ("the", "his", "her", "their", "its")), None)
    close = next((j for j in range(phrase.end, min(phrase.end + 8, len(s))) if s.lows[j] == ","), None)
    closed = (
        close is not None
        and close + 1 < len(s)
        and (
            s.lows[close + 1] in wc.AUXILIARIES
            or s.lows[close + 1] in wc.FINITE
            or s.lows[close + 1] in pr.table()
            or s.lows[close + 1] == "who"
        )
    )
    if (
        definite is not None
        and lows[definite] != "the"
        and len(lows) - definite <= 4
        and s.lows[phrase.end : phrase.end + 1] == ["of"]
        and noun_of(s, i - 1) is not None
    ):
        return True  # `at his former employer, a developer of …`
    if definite is not None and len(lows) - definite <= 5 and closed and not any(w in pr.table() for w in lows):
        return True
    plural = phrases[position - 1] if position else None
    if (
        plural is not None
        and plural.end == i
        and plural.numeral.value == 1
        and not plural.numeral.singular
        and close == phrase.end
        and not closed
    ):
        return s.lows[phrase.end + 1 : phrase.end + 2] != ["and"] and not any(
            p.left <= phrase.end + 2 for p in phrases[position + 1 :]
        )
    return False


def _closed_before_verb(s: Sentence, phrase: Phrase) -> bool:
    """`MARIO PAZ, A TECHNICIAN FOR THE STATION, WAS SHOT`: in capitals a name is known by its commas alone."""
    close = next((j for j in range(phrase.end, min(phrase.end + 12, len(s))) if s.lows[j] == ","), None)
    return close is not None and s.lows[close + 1 : close + 2] != [] and s.lows[close + 1] in wc.AUXILIARIES


def _closed_by_comma(s: Sentence, phrase: Phrase, phrases: list[Phrase], position: int) -> bool:
    last = phrase
    for other in phrases[position + 1 :]:
        if not other.numeral.singular or other.left - last.end > 4:
            break
        last = other
    return last.end < len(s) and s.lows[last.end] in (",", "—", "–", "--", ")")


def _spelled_out(phrases: list[Phrase], position: int) -> bool:
    """`two health workers, a nurse and a porter, were infected`: as many single persons as the number before them
    says.
    """
    first = position
    while first and phrases[first - 1].numeral.singular and phrases[first].left - phrases[first - 1].end <= 4:
        first -= 1
    last = position
    while (
        last + 1 < len(phrases)
        and phrases[last + 1].numeral.singular
        and phrases[last + 1].left - phrases[last].end <= 4
    ):
        last += 1
    whole = phrases[first - 1] if first else None
    return whole is not None and phrases[first].left - whole.end == 1 and 1 < whole.numeral.value == last - first + 1
