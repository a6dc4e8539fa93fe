"""Numbers whose outcome is told elsewhere: `Four were in the car. They were taken to hospital`, `Six more
were found`, `On Tuesday it was 6,500`.
"""

from tallybook.extraction import exclusions, linking, subjects
from tallybook.extraction import predicates as pr
from tallybook.extraction import wordclasses as wc
from tallybook.extraction.linking import Clause, Link
from tallybook.extraction.neighbours import leaning
from tallybook.extraction.noun_phrases import Phrase
from tallybook.extraction.numerals import Numeral
from tallybook.extraction.tokens import Sentence

ALL = frozenset("they all both".split())
ONE = frozenset("he she".split())
PRESENT = frozenset("on aboard inside in onboard".split())
BROUGHT_IN = frozenset("carrying with had carried was".split())
ENDS = frozenset("killed injured missing rescued hospitalised detained abducted evacuated infected homeless".split())


def told_next(s: Sentence, phrases: list[Phrase], disease: bool, refuge: bool) -> Link | None:
    """The link of the last counted persons of a sentence whose end only the next sentence tells; None where it goes
    on about something else.
    """
    following = _next(s)
    if following is None or not phrases:
        return None
    phrase = phrases[-1]
    single = phrase.numeral.value == 1
    if phrase.unit not in ("person", None) or (phrase.unit is None and phrase.head is not None):
        return None
    if not _merely_present(s, phrase):
        return None
    following.tokenise()
    end = _pronoun(following, ONE if single else ALL)
    if end is None:
        return None
    numeral = phrase.numeral
    pronoun = Phrase(
        Numeral(0, 1, 0, end, numeral.low, numeral.best, numeral.high, numeral.qualifier),
        0, end, 0, "person", population="people",
    )  # fmt: skip
    clause = linking.Clause(following, [pronoun], pr.find(following), disease, refuge)
    found = subjects.subject(clause, pronoun)
    if found is None or found.measure not in ENDS or exclusions.unreal(following, pronoun, found):
        return None
    if single and found.measure != "killed":
        return None
    return Link(phrase, found.measure, "neighbour", phrase.end - 1, doubt=found.doubt, state=found.state)


def _next(s: Sentence) -> Sentence | None:
    """The sentence behind this one in its paragraph."""
    sentences = s.block.sentences
    place = s.index - sentences[0].index + 1 if sentences else 0
    return sentences[place] if 0 < place < len(sentences) else None


def _merely_present(s: Sentence, phrase: Phrase) -> bool:
    """`Four were in the car`, `carrying 12 people`, `12 people on board`: nothing has happened to them yet."""
    after = s.lows[phrase.end] if phrase.end < len(s) else ""
    before = s.lows[phrase.left - 1] if phrase.left else ""
    return (
        after in wc.BE
        or after in PRESENT
        or before in BROUGHT_IN
        or s.lows[phrase.end : phrase.end + 2] == ["had", "been"]
    )


def _pronoun(s: Sentence, words: frozenset[str]) -> int | None:
    """Where the pronoun at the beginning of a sentence ends."""
    if not len(s) or s.lows[0] not in words:
        return None
    if s.lows[0] in ("all", "both") and s.lows[1:3] == ["of", "them"]:
        return 3
    return 1


FINDS = frozenset("found recovered discovered retrieved pulled dug located".split())
REPORTS = frozenset("reported confirmed registered announced added recorded identified counted listed known".split())
CARRY = frozenset("took moved carried brought lifted flew ferried".split())
SPEAK = frozenset("speak speaks spoke talk talks talked".split())


def _another_time(s: Sentence, phrase: Phrase) -> bool:
    """`On Tuesday it was 6,500`, `it was 19 last year`, `leaders speak of tens of thousands`: the same count told
    for another time, or by another.
    """
    lows, i, end = s.lows, phrase.left, phrase.end
    if i < 2:
        return False
    if lows[i - 1] == "of" and lows[i - 2] in SPEAK:
        return True
    closes = end >= len(s) or s.kinds[end] == "m"
    if closes and lows[i - 1] in ("say", "says") and any(w == ";" or w == "," for w in lows[:i]):
        return True  # `The army says 30 insurgents died; the insurgents say three`
    if closes and i > 2 and lows[i - 2 : i] == ["it", "was"] and lows[i - 3] in ("said", "say", "says"):
        return True
    if lows[i - 2] == "that" and lows[i - 1] in ("makes", "made") and (end >= len(s) or s.kinds[end] == "m"):
        return True
    if lows[i - 2] not in ("it", "that") or lows[i - 1] not in ("was", "is"):
        return False
    before, after = lows[max(0, i - 5) : i - 2], lows[end : end + 3]
    closed = end >= len(s) or s.kinds[end] == "m" or lows[end] in ("on", "in", "last", "a", "the")
    return closed and any(
        w in wc.WEEKDAYS or w in wc.MONTHS or w in ("year", "week", "yesterday", "month", "ago", "now", "today", "in")
        for w in (*before, *after)
    )


def further(clause: Clause, phrase: Phrase, source: Link | None, source_here: bool) -> Link | None:
    """`Six more were found on Sunday`, `nine others have been confirmed`: more of what was counted before."""
    s = clause.s
    if source is None or phrase.unit not in (None, "person") or phrase.numeral.singular:
        return None
    at = source.at if source_here else phrase.end - 1  # the predicate of another sentence stands nowhere in this one
    if phrase.head is None and _another_time(s, phrase):
        return leaning(source, phrase, "neighbour", at)
    if (
        source_here
        and phrase.numeral.more
        and source.measure in ("evacuated", "rescued")
        and s.lows[phrase.left - 1 : phrase.left] != []
        and s.lows[phrase.left - 1] in CARRY
    ):
        return leaning(source, phrase, "neighbour")  # `evacuated 4,300 and the navy took a further 750`
    i = phrase.end
    if phrase.head is None:
        if s.lows[i : i + 1] == ["more"]:
            i += 1
        elif not phrase.numeral.more and not (s.lows[phrase.left - 1 : phrase.left] == ["and"] and source_here):
            return None
    elif s.lows[phrase.head] not in ("others", "bodies"):
        return None
    start = i
    while i < len(s) and i - start < 5 and (s.lows[i] in wc.AUXILIARIES or s.lows[i] in wc.ADVERBS):
        if s.lows[i] in ("not", "n't", "never") or s.lows[i] in wc.MODALS:
            return None
        i += 1
    if i == start or i >= len(s) or s.lows[i + 1 : i + 2] in (["alive"], ["safe"], ["guilty"], ["unhurt"], ["to"]):
        return None
    if (s.lows[i] in FINDS and source.measure == "killed") or s.lows[i] in REPORTS:
        return leaning(source, phrase, "neighbour", at)
    return None
