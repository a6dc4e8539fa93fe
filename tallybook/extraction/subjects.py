"""The number stands before its predicate: `23 were killed`, `12 people missing in …`, `two drivers stopped and
later shot dead`.
"""

from tallybook.extraction import predicates as pr
from tallybook.extraction import readings
from tallybook.extraction import wordclasses as wc
from tallybook.extraction.linking import (
    COORDINATORS,
    COPULAS,
    INCLUDE,
    PARTICIPLES_OF_STATE,
    SAY,
    Clause,
    Link,
    modality,
)
from tallybook.extraction.noun_phrases import Phrase, noun_of

REACH = 45  # tokens: the longest subject seen in news is about 30
GROUP_VERBS = COPULAS | frozenset(
    "included made rendered to as n't forced began begun continued still left able unable".split()
)
ACTORS = frozenset("they he it we police rebels gunmen militants troops authorities soldiers insurgents".split())
CONNECTIVES = frozenset("and then but later subsequently eventually both also , or".split())
ENDS_OF_CLAUSE = wc.SUBORDINATORS - {"as", "so"}


def subject(clause: Clause, phrase: Phrase) -> Link | None:
    """Search to the right for the predicate of which the phrase is subject (or patient)."""
    s, n = clause.s, len(clause.s)
    i, relative, soft, crossed = phrase.end, False, False, 0
    loose: Link | None = None
    limit = min(n, phrase.end + REACH)
    partitive = _opens_with_of(clause, phrase)
    while i < limit:
        low = s.lows[i]
        if low == "(":
            close = _closing(clause, i, (")",), 40)
            if close is None:
                return loose
            i = close + 1
            continue
        if low in ("—", "–", "--"):
            close = _closing(clause, i, ("—", "–", "--"), 30)
            if close is None:
                return loose
            i = close + 1
            continue
        if low in (";", ":", "?", "!", "|"):
            return loose
        if (
            low == ","
            and (partitive or phrase.of_group)
            and _number_within(clause, i, 5)
            and s.lows[i + 1 : i + 2] not in (["among"], ["including"])
        ):
            return loose
        if low in wc.RELATIVES:
            if low == "whose":
                return loose or readings.whose_homes(clause, i, phrase)
            if relative and i > phrase.end and (noun := noun_of(s, i - 1)) is not None and noun.unit == "person":
                return loose  # `a man who spoke of his daughter who died`
            relative = True
            i += 1
            continue
        if low in ("and", "or", "but"):
            if low == "but":
                return loose
            if i + 1 < n and s.lows[i + 1] in wc.AUXILIARIES and not relative and _is_object(clause, phrase):
                return loose  # `the council has 120 members and was evacuated`
            if i + 1 in clause.mentions and pr.object_follows(s, clause.mentions[i + 1].last, clause.objects_at):
                return loose
            i += 1
            continue
        if low == "among" and i - phrase.end <= 1:
            found = readings.among(clause, i, phrase)
            if found is not None:
                return found
        if low in wc.AUXILIARIES or low in COPULAS:
            found, at, passive = _verb_group(clause, i, phrase, crossed)
            if found is not None:
                return (_finite_after(clause, at, phrase, found, crossed) if relative else None) or found
            if not relative:
                return loose or conjoined(clause, at, phrase, passive, crossed)
            relative, soft, i = False, True, at
            continue
        if low in ACTORS and i - phrase.end <= 1 and not phrase.of_group:
            found = _object_relative(clause, i, phrase)
            if found is not None:
                return found
        mention = clause.mentions.get(i)
        if mention is not None:
            outcome = readings.bare(clause, mention, phrase, soft, crossed, relative)
            if isinstance(outcome, Link):
                if outcome.how == "weak":
                    outcome.how = "subject"
                    loose = loose or outcome
                    i = mention.last
                    continue
                later = _finite_after(clause, mention.last, phrase, outcome, crossed)
                return later or _final(clause, outcome, mention.last, phrase, crossed)
            if outcome == "agent" and not relative:
                return loose
            soft = soft or (low.endswith("ing") and s.lows[i - 1] in ("of", "for", "with"))
            relative = relative and outcome != "agent"
            i = mention.last
            continue
        if low in SAY and i > phrase.end:
            if relative:
                relative = False
                i += 1
                continue
            # `…, police said, were killed`: an inserted attribution is stepped over.
            comma = _closing(clause, i, (",",), 12)
            if comma is None or not any(s.lows[j] == "," for j in range(phrase.end, i)):
                return loose
            i = comma + 1
            continue
        if low in wc.FINITE:
            if not relative:
                return loose or conjoined(clause, i + 1, phrase, False, crossed)
            relative, soft = False, True
            i += 1
            continue
        if low in wc.SUBORDINATORS:
            if low == "as" and s.lows[i + 1 : i + 2] == ["well"]:
                i += 3
                continue
            if (
                low in ("before", "after", "since", "as")
                and i + 1 < n
                and (s.kinds[i + 1] == "n" or s.lows[i + 1] in wc.WEEKDAYS or s.lows[i + 1] in wc.MONTHS)
            ):
                i += 2
                continue
            if low == "as" and (s.lows[i - 1].endswith(("ed", "ing")) or s.lows[i - 1] == "known"):
                i += 1
                continue
            one = phrase.numeral.value == 1
            if low in ("until", "before") and s.lows[i + 1 : i + 2] in ((["he"], ["she"]) if one else (["they"],)):
                # `four men clung to a tree until they were rescued`
                return loose or (_verb_group(clause, i + 2, phrase, crossed)[0] if i + 2 < n else None)
            comma = _closing(clause, i, (",",), 14)
            if (
                low in ("after", "while", "when", "before")
                and i + 1 < n
                and s.lows[i + 1].endswith("ing")
                and comma is not None
            ):
                i = comma + 1
                continue
            return loose
        if (
            low.endswith("ed")
            and s.kinds[i] == "w"
            and low not in wc.ADVERBS
            and low not in wc.EVIDENTIAL
            and len(low) > 4
            and noun_of(s, i) is None
        ):
            if pr.object_follows(s, i + 1, clause.objects_at) and low not in PARTICIPLES_OF_STATE:
                if not relative:
                    return loose or conjoined(clause, i + 1, phrase, False, crossed)
                relative = False
            soft = True
            i += 1
            continue
        other = clause.phrase_at.get(i)
        if other is not None and other is not phrase:
            if (
                loose is not None
                or not _lists(clause, phrase.end, i)
                or other.outcome_head
                or (phrase.of_group and s.lows[i - 1] in COORDINATORS)
            ):
                return loose
            crossed += s.lows[i - 1] not in wc.PREPOSITIONS and s.lows[i - 1] not in clause.mention_words
            i = max(other.end, i + 1)
            continue
        i += 1
    return loose


def _is_object(clause: Clause, phrase: Phrase) -> bool:
    """Whether a verb directly before takes the phrase as its object."""
    before = clause.s.lows[phrase.left - 1] if phrase.left else ""
    return before in wc.HAVE or (before in wc.FINITE and before not in SAY)


def _object_relative(clause: Clause, i: int, phrase: Phrase) -> Link | None:
    """`the nine nurses they had seized`: the counted ones are the object of a clause without `whom`."""
    s, j = clause.s, i + 1
    while (
        j < len(s) and j - i < 5 and (s.lows[j] in wc.HAVE or s.lows[j] in wc.ADVERBS or s.lows[j] in ("say", "said"))
    ):
        j += 1
    mention = clause.mentions.get(j)
    if mention is None or pr.object_follows(s, mention.last, clause.objects_at):
        return None
    for entry in clause.fitting(mention, phrase):
        if entry.construction == "vt" and entry.form in ("past", "participle") and entry.note != "passive only":
            return Link(phrase, entry.measure, "object", j)
    return None


def _closing(clause: Clause, i: int, marks: tuple[str, ...], reach: int) -> int | None:
    lows = clause.s.lows
    return next((j for j in range(i + 1, min(i + reach, len(lows))) if lows[j] in marks), None)


def _number_within(clause: Clause, i: int, reach: int) -> bool:
    return any(j in clause.phrase_at for j in range(i + 1, i + reach))


def _opens_with_of(clause: Clause, phrase: Phrase) -> bool:
    """`Of the 37 cases confirmed, 25 …`: the number of a group named first, whose clause ends at the comma."""
    lows = clause.s.lows
    for j in range(phrase.left, max(-1, phrase.left - 3), -1):
        if lows[j] == "of" and j < phrase.numeral.first:
            return j == 0 or clause.s.kinds[j - 1] == "m" or lows[j - 1] in ("that", "and", "but", "said")
    return phrase.left == 0 and lows[:1] == ["of"]


def _lists(clause: Clause, start: int, end: int) -> bool:
    """Whether another counted phrase goes on with this one's list, and does not begin a clause of its own."""
    between = clause.s.lows[start:end]
    if "aboard" in between or between[:2] == ["on", "board"] or between[-2:] == [",", "with"]:
        return False  # `risen to 21, with 16 still missing`
    return (
        not between
        or between[-1]
        in COORDINATORS
        | INCLUDE
        | {"least", "mostly", "them", "of", "whom", "were", "—", "–", "-", "with", "are", "in"}
        or between[-1] in wc.PREPOSITIONS
        or between == [",", "or"]
        or (between[-1].endswith("ing") and between[-1] in clause.mention_words)
    )


def _verb_group(clause: Clause, i: int, phrase: Phrase, crossed: int) -> tuple[Link | None, int, bool]:
    """Read a verb group that starts with an auxiliary at i: its link, where the group ends, and whether it is a
    passive.
    """
    s, n = clause.s, len(clause.s)
    k, words = i, list[str]()
    while k < n and k - i < 12:
        low = s.lows[k]
        mention = clause.mentions.get(k)
        if mention is not None and any(e.construction in ("vt", "vi", "adj") for e in mention.entries):
            found = readings.governed(clause, mention, words, phrase, crossed)
            if found is not None:
                return _final(clause, found, mention.last, phrase, crossed), mention.last, True
            if low not in wc.AUXILIARIES and low not in wc.EVIDENTIAL:
                return None, mention.last, readings.is_passive(words)
        if (
            low in wc.AUXILIARIES
            or low in wc.ADVERBS
            or low in wc.EVIDENTIAL
            or low in GROUP_VERBS
            or (low.endswith("ly") and s.kinds[k] == "w")
        ):
            words.append(low)
        elif low.endswith("n't"):
            words.append("not")
        elif low != "," or s.lows[k + 1 : k + 2] not in (["and"], ["however"]):
            break
        k += 1
    if k < n and s.lows[k] == "among":
        found = readings.among(clause, k, phrase)
        if found is not None:
            return found, k + 1, True
    if (
        k < n
        and s.lows[k] in ("in", "at")
        and readings.is_passive(words)
        and modality(words) == "fact"
        and phrase.unit != "building"
        and readings.hospital_named(clause, k)
    ):
        return Link(phrase, "hospitalised", "subject", k, state=True, crossed=crossed), k + 1, True
    return None, max(k, i + 1), readings.is_passive(words)


def _final(clause: Clause, first: Link, end: int, phrase: Phrase, crossed: int) -> Link:
    """`was shot and later died`: the graver end of one story counts; an abduction or arrest before it counts
    beside it.
    """
    if first.measure == "killed":
        return first
    later = conjoined(clause, end, phrase, True, crossed)
    if later is None or later.measure != "killed":
        return first
    if first.measure in ("abducted", "detained"):
        first.also = later
        return first
    return later


def conjoined(clause: Clause, i: int, phrase: Phrase, passive: bool, crossed: int) -> Link | None:
    """A further predicate of the same subject: `were attacked and killed`, `was stopped and later died`, `was
    robbed, suffering injuries`.
    """
    s, n = clause.s, len(clause.s)
    limit = min(n, i + 28)
    while i < limit:
        low = s.lows[i]
        if low in ("while", "when", "after", "before") and i + 1 < n and s.lows[i + 1].endswith("ing"):
            i += 2
            continue
        if (
            low in (";", ":", "?", "!", "—", "–", "|")
            or low in ENDS_OF_CLAUSE
            or low in ("who", "which", "whom", "that")
        ):
            return None
        if low == "(":
            close = _closing(clause, i, (")",), 40)
            if close is None:
                return None
            i = close
        elif low in ("and", ",", "but", "then"):
            found = _after_connective(clause, i + 1, phrase, passive, crossed)
            if found is not None:
                return _final(clause, found, clause.mentions[found.at].last, phrase, crossed)
        i += 1
    return None


def _after_connective(clause: Clause, j: int, phrase: Phrase, passive: bool, crossed: int) -> Link | None:
    s, n = clause.s, len(clause.s)
    words: list[str] = []
    while j < n:
        low = s.lows[j]
        mention = clause.mentions.get(j)
        if mention is not None and (low not in wc.AUXILIARIES or mention.last > j + 1):
            if (
                mention.last < n
                and pr.object_follows(s, mention.last, clause.objects_at)
                and not readings.time_follows(clause, mention.last)
            ):
                return None
            if not words and any(
                e.construction == "vi" and e.form in ("ing", "fixed", "past") and clause.fits(e, phrase, j)
                for e in mention.entries
            ):
                entry = next(e for e in mention.entries if e.construction == "vi" and clause.fits(e, phrase, j))
                return Link(phrase, entry.measure, "subject", j, crossed=crossed)
            if not words and low.endswith("ing"):
                return None
            return readings.governed(clause, mention, words or (["were"] if passive else []), phrase, crossed)
        if low in wc.AUXILIARIES or low in wc.EVIDENTIAL:
            words.append(low)
        elif not (low in wc.ADVERBS or low in CONNECTIVES or low == "as" or (low.endswith("ly") and s.kinds[j] == "w")):
            return None
        j += 1
    return None


FEARED = frozenset("feared presumed believed thought".split())


def _finite_after(clause: Clause, i: int, phrase: Phrase, loose: Link, crossed: int) -> Link | None:
    """`two men injured in the crash died`, `four journalists missing in Libya have been captured`: the finite verb
    behind a reduced clause.
    """
    s = clause.s
    feared = loose.measure == "killed" and not FEARED.isdisjoint(s.lows[max(0, loose.at - 2) : loose.at])
    if (loose.measure == "killed" and not feared) or loose.at - phrase.end > 4 or phrase.head is None:
        return None
    for j in range(i, min(i + 14, len(s))):
        low = s.lows[j]
        if (
            s.kinds[j] == "m"
            or low in wc.CONJUNCTIONS
            or low in ENDS_OF_CLAUSE - {"before", "after", "since"}
            or low in wc.RELATIVES
            or j in clause.phrase_at
            or low in wc.FINITE
        ):
            return None
        if low in wc.AUXILIARIES:
            found, _, _ = _verb_group(clause, j, phrase, crossed)
            return found
        mention = clause.mentions.get(j)
        if mention is not None and low in ("died", "perished", "succumbed"):
            return Link(phrase, "killed", "subject", j, crossed=crossed)
    return None
