"""Numbers that lean on another number: `including 11 children`, `four of them`, `23 in Aleppo and 14 in Idlib`,
and whose share each is.
"""

import dataclasses

from tallybook.extraction import wordclasses as wc
from tallybook.extraction.linking import CLOSING, COORDINATORS, INCLUDE, Clause, Link
from tallybook.extraction.noun_phrases import CERTAINTIES, Phrase, noun_of

Linked = dict[int, Link]  # place in the list of phrases -> its link
PARTITIVE = (
    ["among", "them"],
    ["among", "whom"],
    ["of", "whom"],
    ["of", "them"],
    ["among", "those"],
    ["of", "these"],
    ["of", "those"],
    ["of", "which"],
)
COMITATIVE = (["along", "with"], ["together", "with"], ["well", "as"], ["with"], ["addition", "to"], ["besides"])
AFTER_THE_VERB = (["along", "with"], ["together", "with"], ["well", "as"], ["addition", "to"])
NO_OUTCOME = frozenset("stranded trapped charged released unhurt unharmed safe freed besieged questioned".split())
OPENERS_OF_GROUP = (
    ["of", "those"],
    ["of", "these"],
    ["of", "them"],
    ["among", "them"],
    ["of", "the"],
    ["among", "those"],
    ["among", "the"],
    ["of", "all"],
)


def leaning(link: Link, phrase: Phrase, how: str, at: int | None = None, share: bool = False) -> Link:
    """A link that takes its predicate from another."""
    place = link.at if at is None else at
    return Link(
        phrase,
        link.measure,
        how,
        place,
        doubt=link.doubt,
        state=link.state,
        perfect=link.perfect,
        present=link.present,
        share_of_group=share,
    )


def coordinated(clause: Clause, phrases: list[Phrase], position: int, result: Linked) -> Link | None:
    """`killed 12 soldiers, three policemen and a civilian`: the measure of the phrase before, where only a list
    goes on.
    """
    previous = result.get(position - 1)
    if previous is None:
        return None
    phrase = phrases[position]
    between = clause.s.lows[previous.phrase.end : phrase.left]
    if previous.share_of_group and not CLOSING.isdisjoint(between):
        # `12 men – including two brothers – and nine women`: behind the aside the list goes on with its whole.
        whole = next((result[k] for k in range(position - 2, -1, -1) if k in result), None)
        if whole is None or whole.share_of_group or whole.measure != previous.measure:
            return None
        previous, between = whole, between[-1:]
    if not between:
        # Scraped text has lost its commas: `22 children 6 teachers killed`.
        adjacent = phrase.unit == "person" and previous.phrase.unit == "person"
        return _joined(previous, phrase) if adjacent else None
    if between[-1] not in COORDINATORS and between[-2:] not in COMITATIVE and between[-1:] != ["with"]:
        return None
    comitative = between[-2:] in AFTER_THE_VERB and previous.phrase.end <= previous.at < phrase.left
    if len(between) > 12 or (
        not comitative
        and any(w in wc.FINITE or w in wc.AUXILIARIES or w in (".", ":", ";", "who", "which", "that") for w in between)
    ):
        return None
    if between[-1:] == ["with"] and len(between) > 1 and between[-2] not in ("along", "together"):
        return None
    following = clause.s.lows[phrase.end : phrase.end + 1]
    if following and following[0] in NO_OUTCOME:
        return None  # `160 dead and dozens stranded`
    if (
        previous.phrase.end <= previous.at < phrase.left
        and previous.how == "subject"
        and between[-2:] not in AFTER_THE_VERB
    ):
        return None  # `12 died and 30 …`: the verb stands between; a list behind it is another clause
    if phrase.unit not in ("person", "household", None) and phrase.unit != previous.phrase.unit:
        return None
    if phrase.head is None and previous.phrase.head is None and between == [","] and not graded(phrase):
        return None
    if (
        phrase.unit is None
        and phrase.head is not None
        and not phrase.outcome_head
        and previous.phrase.unit is not None
        and phrase.numeral.singular
    ):
        return None
    link = _joined(previous, phrase)
    if following == ["fatally"]:
        link.measure = "killed"  # `stabbed five people, one fatally`
    return link


def _joined(previous: Link, phrase: Phrase) -> Link:
    how = previous.how if previous.how in ("object", "inclusion", "copula", "list") else "coordination"
    link = leaning(previous, phrase, how, share=previous.share_of_group)
    link.whole = previous.whole
    return link


def inclusion(clause: Clause, phrase: Phrase, before: Link | None, inherited: Link | None = None) -> Link | None:
    """`including 11 children`, `among them a nurse`: the measure of the nearest whole, which a sentence that opens
    with `Among them` takes from the one before.
    """
    if before is None and clause.s.lows[:2] in (["among", "them"], ["among", "those"]) and phrase.left <= 5:
        before = inherited
    return (
        leaning(before, phrase, "inclusion", None if before.at < phrase.left else 0, share=True)
        if before is not None and marked_as_share(clause, phrase) and not _other_verb(clause, phrase)
        else None
    )


def marked_as_share(clause: Clause, phrase: Phrase) -> bool:
    """Whether the words before the phrase say that it is a share of what stands before."""
    lows, i = clause.s.lows, phrase.left
    if not i:
        return False
    if lows[i - 1] in INCLUDE or lows[max(0, i - 2) : i] in PARTITIVE or lows[i - 1] == "mostly":
        return True
    if (
        lows[i - 1] in ("were", "are", "was", "is", ",", "-", "included", "at", "also", "one")
        and lows[max(0, i - 3) : i - 1] in PARTITIVE
    ):
        return True
    if lows[max(0, i - 3) : i] == ["including", "that", "of"]:
        return True
    return lows[i - 1] in ("least", "some", "also") and any(w in INCLUDE for w in lows[max(0, i - 3) : i])


def group(clause: Clause, phrase: Phrase, source: Link | None, here: bool) -> Link | None:
    """`four of them`, `13 of whom were women`, `of those, two were children`, `28 of the dead were women and 11
    were children`.
    """
    if source is None:
        return None
    at = source.at if here else 0
    if phrase.of_group and phrase.unit in (None, "person"):
        if _of_others(clause, phrase, source if here else None):
            return None
        lows, value = clause.s.lows, phrase.numeral.value
        if (
            lows[max(0, phrase.left - 1) : phrase.left] in (["has"], ["have"], ["had"])
            or value > source.phrase.numeral.value
        ):
            return None
        if value == 1 and not (
            phrase.end < len(lows) and (lows[phrase.end].endswith("ly") or lows[phrase.end] in ("in", "aged"))
        ):
            return None  # `one of them` is a pronoun but where the words say that it is told apart
        return leaning(source, phrase, "group", at, share=True)
    opened = any(clause.s.lows[: len(words)] == words for words in OPENERS_OF_GROUP)
    if (
        opened
        and phrase.unit in (None, "person")
        and phrase.left <= 14
        and not _opener(clause, phrase)
        and not _other_verb(clause, phrase)
    ):
        return leaning(source, phrase, "group", at, share=True)
    if (
        here
        and (source.share_of_group or source.phrase.of_group)
        and source.how in ("group", "head", "subject")
        and phrase.unit is None
        and _describes(clause, phrase)
    ):
        return leaning(source, phrase, "group", at, share=True)
    return None


def _of_others(clause: Clause, phrase: Phrase, source: Link | None) -> bool:
    """`relief to its population, millions of whom …`: the group is the noun before the comma, which nobody counted."""
    s, i = clause.s, phrase.left
    if s.lows[phrase.end - 1] != "whom" or i < 2 or s.lows[i - 1] != ",":
        return False
    counted = source is not None and i - 2 < source.phrase.end + 1
    return not counted and s.lows[i - 2] in ("population", "residents", "citizens", "inhabitants", "members", "readers")


def _other_verb(clause: Clause, phrase: Phrase) -> bool:
    """`five had been discharged`: a verb of its own that says another thing."""
    s, i = clause.s, phrase.end
    if i < len(s) and s.lows[i] in ("escaped", "survived", "recovered", "fled"):
        return True
    while i < len(s) and i - phrase.end < 5 and (s.lows[i] in wc.AUXILIARIES or s.lows[i] in wc.ADVERBS):
        i += 1
    return i > phrase.end and i < len(s) and s.lows[i].endswith("ed") and s.lows[i] not in wc.EVIDENTIAL | {"aged"}


def _opener(clause: Clause, phrase: Phrase) -> bool:
    return phrase.left <= 2 and clause.s.lows[:1] == ["of"]


DESCRIBING = frozenset("aged under over young elderly government local foreign armed unarmed female male".split())


def _describes(clause: Clause, phrase: Phrase) -> bool:
    """`11 were children`: a copula with a noun for persons."""
    s, i = clause.s, phrase.end
    if i + 1 < len(s) and s.lows[i] in ("were", "are", "was"):
        i += 1
        while i < len(s) and (s.lows[i] in wc.ADVERBS or s.lows[i] in DESCRIBING or s.lows[i].startswith("pro-")):
            i += 1
        noun = noun_of(s, i) if i < len(s) else None
        return noun is not None and noun.unit == "person"
    return False


def gapped(clause: Clause, phrase: Phrase, before: Link | None) -> Link | None:
    """`23 in Aleppo and 14 in Idlib`, `Ethiopia 342,000, Sudan 305,000`: the predicate is left out after the first."""
    s = clause.s
    if before is None or phrase.unit == "thing" or not phrase.left:
        return None
    if phrase.head is not None and phrase.unit != before.phrase.unit:
        return None
    previous, end = s.lows[phrase.left - 1], phrase.end
    if (
        previous == "to"
        and before.phrase.left
        and s.lows[before.phrase.left - 1] == "from"
        and phrase.head is None
        and phrase.left - before.phrase.end < 10
    ):
        return leaning(before, phrase, "gapped")  # `grew from two cases on 17 July to 92`
    named = s.is_name(phrase.left - 1) and s.lows[phrase.left - 1] not in wc.MONTHS
    if named and phrase.head is None and (phrase.numeral.value > 1 or before.how == "gapped"):
        start = phrase.left - 1
        while start and (s.is_name(start - 1) or s.lows[start - 1] in ("the", "of", "el", "al")):
            start -= 1
        closes = end >= len(s) or s.kinds[end] == "m" or s.lows[end] == "and"
        if start > 1 and s.lows[start - 1] in ("in", "at", "near"):
            start -= 1  # `In Kisumu 14 died, in Siaya nine`
        if closes and start and s.lows[start - 1] in (",", "and", ";") and phrase.left - before.phrase.end < 16:
            return leaning(before, phrase, "gapped")
    if _compared(clause, phrase) and phrase.left - before.phrase.end < 14 and before.measure not in ("homeless",):
        return leaning(before, phrase, "gapped")  # `240 killings this year, against 170 last year`
    if previous == "for" and s.lows[phrase.left : phrase.numeral.first][-2:] == ["total", "of"] and phrase.head is None:
        return leaning(before, phrase, "gapped")  # `logged 89 new cases, for a total of 1,204`
    if previous not in (",", "and", ";", "while", "with", "—", "-"):
        return None
    if end < len(s) and s.lows[end] in DEGREES and previous in (",", "and", "—", "-", "with"):
        link = leaning(before, phrase, "group", share=True)  # `injured 14, two seriously`
        link.measure = "killed" if s.lows[end] == "fatally" else before.measure
        return link
    if s.lows[end : end + 1] == ["more"] and (end + 1 >= len(s) or s.kinds[end + 1] == "m") and previous == "and":
        return leaning(before, phrase, "gapped")  # `five leaders are killed and dozens more`
    if s.lows[end : end + 1] == ["more"] and s.lows[end + 1 : end + 2] in (["of"], ["from"], ["by"], ["in"], ["at"]):
        return leaning(before, phrase, "gapped")  # `400 had died of hunger and 1,200 more of disease`
    told = s.lows[end : end + 2]
    if phrase.head is None and told[:1] == ["were"] and told == s.lows[before.phrase.end : before.phrase.end + 2]:
        return leaning(before, phrase, "gapped")  # `nine deaths were reported in Herat and four were reported in Farah`
    parallel = before.how == "subject" and s.lows[before.at + 1 : before.at + 2] == s.lows[end : end + 1]
    if parallel and s.lows[end : end + 1] in (["by"], ["from"], ["of"], ["on"]) and phrase.head is None:
        return leaning(before, phrase, "gapped")  # `nine were killed by shrapnel and four by glass`
    if end + 1 < len(s) and s.lows[end] in ("in", "at", "near", "from", "on", "of", "by"):
        place = s.words[end + 1][:1].isupper() or s.lows[end + 1] in (
            "the",
            "a",
            "another",
            "each",
            "two",
            "northern",
            "southern",
            "eastern",
            "western",
        )
        time = s.lows[end + 1] in wc.MONTHS or s.lows[end + 1] in wc.WEEKDAYS
        if place and not (time and not _dated_alike(clause, before)):
            return leaning(before, phrase, "gapped")
    return None


def _dated_alike(clause: Clause, before: Link) -> bool:
    """Whether the number before was told with its own month or day: `21,553 migrants in May, 30,721 in June`."""
    lows, end = clause.s.lows, before.phrase.end
    return lows[end : end + 1] in (["in"], ["on"]) and (
        lows[end + 1 : end + 2] != [] and (lows[end + 1] in wc.MONTHS or lows[end + 1] in wc.WEEKDAYS)
    )


DEGREES = frozenset("seriously critically badly severely gravely slightly lightly fatally moderately".split())
COMPARISONS = (["compared", "with"], ["compared", "to"], ["up", "from"], ["down", "from"])


def _compared(clause: Clause, phrase: Phrase) -> bool:
    """`against 170 last year`, `compared with 90 in 2012`: the same count for another time."""
    lows, i, end = clause.s.lows, phrase.left, phrase.end
    if phrase.head is not None or i < 2:
        return False
    if lows[i - 2 : i] in COMPARISONS:
        return lows[end : end + 1] != ["per"]
    return lows[i - 1] == "against" and lows[end : end + 1] in (["last"], ["in"], ["the"], ["a"], ["during"])


def forward(clause: Clause, phrase: Phrase, following: Phrase, link: Link) -> Link | None:
    """A number without a predicate before one that has it, in one list: `23 soldiers and police, 12 civilians dead`."""
    s = clause.s
    between = s.lows[phrase.end : following.left]
    if (
        graded(phrase)
        and link.how == "head"
        and s.lows[following.numeral.last] in CERTAINTIES
        and all(w in COORDINATORS for w in between)
    ):
        return leaning(link, phrase, "coordination")
    if link.how not in ("subject", "coordination") or phrase.unit != "person" or following.unit not in ("person", None):
        return None
    if (
        phrase.numeral.singular
        and phrase.left
        and s.lows[phrase.left - 1] not in (",", "and", "that", ":")
        and s.kinds[phrase.left - 1] != "m"
    ):
        return None
    if all(w in COORDINATORS and w != ";" for w in between) and not after_preposition(clause, phrase):
        return leaning(link, phrase, "coordination")
    return None


def graded(phrase: Phrase) -> bool:
    """`5 confirmed and 105 probable cases`: whether only how sure it is stands behind the number."""
    return phrase.head is None and phrase.end > phrase.numeral.right and not phrase.of_group


def after_preposition(clause: Clause, phrase: Phrase) -> bool:
    """`in an attack by 12 gunmen who …`: a complement of a preposition is nobody's subject."""
    s, i = clause.s, phrase.left
    if not i:
        return False
    before = s.lows[i - 1]
    if before == "in" and i > 1 and s.lows[i - 2].startswith(("result", "end")):
        return False  # `resulted in seven people injured`
    if before != "by" and s.lows[phrase.end : phrase.end + 1] in (["who"], ["whose"]) and _acts_soon(clause, phrase):
        return False  # `paramedics with a woman who was hurt`, `except for one person who is missing`
    if before in ("with", "to", "of") and phrase.numeral.singular:
        return True
    if before == "of" and phrase.unit == "household" and phrase.numeral.value == 1:
        return True  # `four members of one family`
    if before in ("for", "of", "among", "to") and _state_follows(clause, phrase):
        return False  # `fears grow for 12 fishermen missing since …`
    return before in ("by", "in", "at", "on", "for", "from", "into", "against", "per", "within", "under", "than")


def _acts_soon(clause: Clause, phrase: Phrase) -> bool:
    """Whether an outcome is the first verb behind `who`."""
    s = clause.s
    for i in range(phrase.end + 1, min(phrase.end + 6, len(s))):
        if i in clause.mentions:
            return True
        if s.lows[i] in wc.FINITE or s.kinds[i] == "m":
            return False
    return False


def _state_follows(clause: Clause, phrase: Phrase) -> bool:
    """Whether a state of the counted, or a relative clause about them, stands directly behind."""
    i, s = phrase.end, clause.s
    if i < len(s) and s.lows[i] in ("who", "that", "still"):
        return True
    mention = clause.mentions.get(i)
    return mention is not None and any(e.construction in ("adj", "vt") and e.form != "ing" for e in mention.entries)


def share(clause: Clause, k: int, result: Linked) -> None:
    """Tie a share to the whole in its own sentence that it names: `104 people, including three women and two
    children`.
    """
    link, s = result[k], clause.s
    if link.whole is not None:
        return
    wholes = [result[j] for j in range(k - 1, -1, -1) if j in result and result[j].measure == link.measure]
    if not wholes:
        return
    value = link.phrase.numeral.value
    if marked_as_share(clause, link.phrase) or (
        link.share_of_group and link.how in ("group", "inclusion", "subject", "list", "head")
    ):
        whole = next((w for w in wholes if w.phrase.numeral.value >= value and w.whole is None and not w.was), None)
        if whole is not None:
            link.whole = whole
            link.share_of_group = True
        return
    previous = result.get(k - 1)
    if previous is not None and previous.whole is not None and previous.measure == link.measure:
        between = s.lows[previous.phrase.end : link.phrase.left]
        if (
            between
            and between[-1] in COORDINATORS
            and len(between) <= 8
            and not any(w in wc.AUXILIARIES or w in clause.mention_words or w in CLOSING for w in between)
        ):
            link.whole = previous.whole
            return
    _appended(clause, k, result)


def _appended(clause: Clause, k: int, result: Linked) -> None:
    """`Seven people died (four children and two staff)`, `28 killed — 20 soldiers and eight rebels`: parts that
    sum up to the number before.
    """
    link, lows = result[k], clause.s.lows
    if (
        link.phrase.left
        and lows[link.phrase.left - 1] in ("(", "—", "–", ":", "-")
        and k
        and link.how in ("list", "coordination", "gapped", "subject")
    ):
        before = result.get(k - 1)
        if (
            before is not None
            and before.measure == link.measure
            and before.whole is None
            and before.phrase.numeral.value > link.phrase.numeral.value
        ):
            link.whole, link.share_of_group = before, True


def listed(clause: Clause, phrase: Phrase, before: Link | None) -> Link | None:
    """`236, as follows: 82 gunmen, 154 civilians`, `(four children and two staff)`: parts told behind a colon,
    dash or bracket.
    """
    s, i = clause.s, phrase.left
    if before is None or not i or phrase.numeral.value > before.phrase.numeral.value:
        return None
    if phrase.unit != "person" and not graded(phrase):
        return None
    if s.lows[i - 1] in (":", "(", "—", "–") or (s.lows[i - 1] == "," and i > 1 and s.lows[i - 2] == ":"):
        return dataclasses.replace(
            leaning(before, phrase, "list", share=True), whole=before if before.whole is None else before.whole
        )
    return None
