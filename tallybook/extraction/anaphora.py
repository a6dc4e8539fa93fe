"""An outcome told in the next sentence: `Four were in the car. They were taken to hospital`."""

from tallybook.extraction import exclusions, linking, subjects
from tallybook.extraction import predicates as pr
from tallybook.extraction import wordclasses as wc
from tallybook.extraction.linking import Link
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
