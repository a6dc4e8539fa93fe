"""From the numerals of a sentence to its figures: each numeral is linked to the predicate that counts it.

The order is the order of certainty: the phrase's own head, a predicate directly before, a predicate of which it is the subject, a toll,
and last what is inherited from a neighbour (`including`, `of those`, lists and gaps).
"""

import dataclasses

from tallybook.extraction import exclusions, noun_phrases, numerals, objects, subjects, tolls
from tallybook.extraction import predicates as pr
from tallybook.extraction import wordclasses as wc
from tallybook.extraction.linking import COORDINATORS, INCLUDE, Clause, Link
from tallybook.extraction.noun_phrases import Phrase
from tallybook.extraction.tokens import Sentence

TRIGGERS_OF_SINGULARS = ("object", "subject", "head", "coordination", "inclusion", "copula")


@dataclasses.dataclass(slots=True)
class Memory:
    """What the sentences before have said."""

    disease: bool = False
    last: list[Link] = dataclasses.field(default_factory=list)  # the links of the last sentence that had some
    last_index: int = -9  # its index


def links(s: Sentence, memory: Memory) -> list[Link]:
    """The linked numerals of a sentence in their order."""
    found = numerals.find(s)
    mentions = pr.find(s)
    taken = {i for m in found for i in range(m.first, m.last)}
    outcome_nouns = frozenset(pr.nouns())
    phrases = []
    for numeral in found:
        phrase = noun_phrases.build(s, numeral, taken, outcome_nouns)
        if not exclusions.excluded(s, phrase, mentions):
            phrases.append(phrase)
    singulars = noun_phrases.singular_phrases(s, taken)
    both = sorted(phrases + singulars, key=lambda p: p.numeral.first)
    clause = Clause(s, both, mentions, memory.disease)
    result: dict[int, Link] = {}
    for position, phrase in enumerate(both):
        link = _link(clause, position, phrase, result, memory)
        if link is not None:
            result[position] = link
            if link.toll:
                clause.links_of_toll.add(id(phrase))
    # A number that hangs on a later one (`three women and two children were among …`) is tried once more, backwards.
    for position in range(len(both) - 2, -1, -1):
        if position not in result and position + 1 in result:
            link = _forward(clause, both[position], both[position + 1], result[position + 1])
            if link is not None:
                result[position] = link
    linked = [result[k] for k in sorted(result)]
    for k in sorted(result):
        _share(clause, both, k, result)
    return linked


def _link(clause: Clause, position: int, phrase: Phrase, result: dict[int, Link], memory: Memory) -> Link | None:
    singular = phrase.numeral.singular
    if singular and not _singular_allowed(clause.s, phrase):
        return None
    inherited = memory.last[-1].measure if memory.last and clause.s.index - memory.last_index <= 2 else None
    before = next((result[k] for k in range(position - 1, -1, -1) if k in result), None)
    head = objects.head(clause, phrase)
    if head is not None and not singular and head.measure not in ("refugees", "evacuated"):
        return head
    obj = (objects.object_(clause, phrase) or objects.framed(clause, phrase))
    if obj is not None:
        return obj
    if phrase.unit == "thing":
        return None
    subject = subjects.subject(clause, phrase) if not _after_preposition(clause.s, phrase) else None
    if subject is not None and (singular and subject.at - phrase.end > 22):
        subject = None
    if subject is not None and subject.crossed == 0:
        return subject
    if head is not None:
        return head
    if not singular:
        toll = tolls.link(clause, phrase, before.measure if before else inherited)
        if toll is not None:
            return toll
    copula = tolls.included(clause, phrase, before.measure if before else inherited)
    if copula is not None:
        return copula
    coordinated = _coordinated(clause, position, phrase, result)
    if coordinated is not None and coordinated.how in ("object", "inclusion", "copula") and (subject is None or subject.crossed):
        return coordinated
    if subject is not None:
        return subject
    inclusion = _inclusion(clause, phrase, before)
    if inclusion is not None:
        return inclusion
    if singular:
        return coordinated
    group = _group(clause, phrase, before, memory)
    if group is not None:
        return group
    if coordinated is not None:
        return coordinated
    return _gapped(clause, phrase, before)


def _singular_allowed(s: Sentence, phrase: Phrase) -> bool:
    """A person brought in as one of a count: not in apposition, not after `is`, `as`, `by`, and no speaker."""
    i = phrase.left
    before = s.lows[i - 1] if i else ""
    if before in ("is", "as", "by", "like", "from", "for", "to", "into", "on", "at", "becoming", "became", "become", "’s", "be", "being", "than", "was", "if", "per", "what", "such"):
        return before in ("was",) and i > 1 and s.lows[i - 2] in ("dead", "victim", "killed")
    after = s.lows[phrase.end] if phrase.end < len(s) else ""
    if after in ("said", "says", "told", "'s", "’s") or (phrase.end < len(s) and s.kinds[phrase.end] == "p"):
        return False
    if before == "," and i > 1 and s.words[i - 2][:1].isupper() and s.kinds[i - 2] == "w":
        # `John Smith, a farmer, was shot`: an apposition; but `a nurse, a driver and …` goes on with others.
        return i > 2 and s.lows[i - 2] in noun_phrases.nouns()
    return True


def _after_preposition(s: Sentence, phrase: Phrase) -> bool:
    """`in an attack by 12 gunmen who …`: a complement of a preposition is nobody's subject."""
    i = phrase.left
    if not i:
        return False
    before = s.lows[i - 1]
    return before in ("by", "in", "at", "on", "for", "from", "into", "against", "per", "within", "under", "than") or (
        before in ("with", "to", "of") and phrase.numeral.singular
    )


def _gap(clause: Clause, start: int, end: int) -> list[str]:
    return clause.s.lows[start:end]


def _coordinated(clause: Clause, position: int, phrase: Phrase, result: dict[int, Link]) -> Link | None:
    """`killed 12 soldiers, three policemen and a civilian`: the measure of the phrase before, where only a list goes on."""
    if position - 1 not in result:
        return None
    previous = result[position - 1]
    between = _gap(clause, previous.phrase.end, phrase.left)
    joined = [w for w in between if w in COORDINATORS or w in ("with", "along", "together", "well")]
    if not joined or len(between) > 12:
        return None
    if between[-1] not in COORDINATORS and between[-2:] not in (["along", "with"], ["together", "with"], ["well", "as"]):
        return None
    if any(w in wc.FINITE or w in wc.AUXILIARIES or w in (".", ":", ";") for w in between):
        return None
    if previous.at >= previous.phrase.end and previous.at < phrase.left and previous.how == "subject":
        # `12 died and 30 …`: the verb stands between; a list behind it is another clause.
        return None
    if phrase.unit not in ("person", "household", None) and phrase.unit != previous.phrase.unit:
        return None
    if phrase.head is None and phrase.unit is None and previous.phrase.head is None and len(between) == 1 and between[0] == ",":
        return None
    if phrase.unit is None and phrase.head is not None and not phrase.outcome_head and previous.phrase.unit is not None and phrase.numeral.singular:
        return None
    how = previous.how if previous.how in ("object", "inclusion", "copula") else "coordination"
    return Link(phrase, previous.measure, how, previous.at, doubt=previous.doubt, state=previous.state, perfect=previous.perfect, whole=previous.whole, share_of_group=previous.share_of_group)


def _inclusion(clause: Clause, phrase: Phrase, before: Link | None) -> Link | None:
    """`including 11 children`, `among them a nurse`: the measure of the nearest whole."""
    s, i = clause.s, phrase.left
    if before is None or not i:
        return None
    lows = s.lows
    marked = lows[i - 1] in INCLUDE or lows[max(0, i - 2) : i] in (["among", "them"], ["among", "whom"], ["of", "whom"], ["of", "them"], ["mostly"], ["them", "at"])
    if not marked and i >= 3 and lows[i - 3 : i - 1] in (["among", "them"], ["of", "whom"], ["of", "them"], ["among", "whom"]):
        marked = lows[i - 1] in ("were", "are", "was", "is", ",", "-")
    if not marked:
        return None
    return Link(phrase, before.measure, "inclusion", before.at, doubt=before.doubt, state=before.state, perfect=before.perfect, share_of_group=True)


def _group(clause: Clause, phrase: Phrase, before: Link | None, memory: Memory) -> Link | None:
    """`four of them`, `13 of whom were women`, `of those, two were children`."""
    s = clause.s
    source = before or (memory.last[-1] if memory.last and s.index - memory.last_index <= 2 else None)
    if source is None:
        return None
    leading = s.lows[:3]
    if phrase.of_group and phrase.unit in (None, "person"):
        return Link(phrase, source.measure, "group", source.at if before else 0, doubt=source.doubt, state=source.state, share_of_group=True)
    opened = leading[:2] in (["of", "those"], ["of", "these"], ["of", "them"], ["among", "them"], ["of", "the"], ["among", "those"])
    if opened and phrase.unit in (None, "person") and phrase.left <= 9:
        return Link(phrase, source.measure, "group", 0, doubt=source.doubt, state=source.state, share_of_group=True)
    return None


def _gapped(clause: Clause, phrase: Phrase, before: Link | None) -> Link | None:
    """`23 in Aleppo and 14 in Idlib`: the predicate is left out after the first."""
    s = clause.s
    if before is None or phrase.unit == "thing":
        return None
    if phrase.head is not None and phrase.unit != before.phrase.unit:
        return None
    i, end = phrase.left, phrase.end
    if not i or s.lows[i - 1] not in (",", "and", ";", "while", "with"):
        return None
    if end + 1 < len(s) and s.lows[end] in ("in", "at", "near", "from", "on", "of") and s.words[end + 1][:1].isupper() or (end + 2 < len(s) and s.lows[end] in ("in", "at", "near") and s.lows[end + 1] in ("the", "a")):
        return Link(phrase, before.measure, "gapped", before.at, doubt=before.doubt, state=before.state, perfect=before.perfect, toll=False)
    return None


def _forward(clause: Clause, phrase: Phrase, following: Phrase, link: Link) -> Link | None:
    """A number without a predicate before one that has it, in one list: `23 soldiers and police, 12 civilians dead`."""
    s = clause.s
    between = _gap(clause, phrase.end, following.left)
    if link.how not in ("subject", "head") or phrase.unit not in ("person",) or following.unit not in ("person", None):
        return None
    if phrase.numeral.singular and (phrase.left and s.lows[phrase.left - 1] not in (",", "and", "that", ":") and s.kinds[phrase.left - 1] != "m"):
        return None
    if between and all(w in COORDINATORS for w in between) and link.how == "subject" and not _after_preposition(s, phrase):
        return Link(phrase, link.measure, "coordination", link.at, doubt=link.doubt, state=link.state, perfect=link.perfect)
    return None


def _share(clause: Clause, phrases: list[Phrase], k: int, result: dict[int, Link]) -> None:
    """Tie a share to the whole in its own sentence that it names: `104 people, including three women and two children`."""
    link, s = result[k], clause.s
    i = link.phrase.left
    wholes = [result[j] for j in range(k - 1, -1, -1) if j in result and result[j].measure == link.measure]
    if not wholes:
        return
    lows = s.lows
    marked = bool(i) and (lows[i - 1] in INCLUDE or lows[max(0, i - 2) : i] in (["among", "them"], ["of", "whom"], ["among", "whom"], ["of", "them"]))
    if not marked and i >= 3:
        marked = lows[i - 3 : i - 1] in (["among", "them"], ["of", "whom"]) or (lows[i - 1] in ("least", "some") and any(w in INCLUDE for w in lows[max(0, i - 3) : i]))
    if marked or (link.phrase.of_group and link.how in ("group", "inclusion", "subject")):
        whole = next((w for w in wholes if w.phrase.numeral.value >= link.phrase.numeral.value and w.whole is None), None) or wholes[0]
        if whole.phrase.numeral.value >= link.phrase.numeral.value:
            link.whole = whole
        return
    previous = result.get(k - 1)
    if previous is not None and previous.whole is not None:
        between = _gap(clause, previous.phrase.end, i)
        if between and between[-1] in COORDINATORS and len(between) <= 8 and not any(w in wc.AUXILIARIES or w in clause.mention_words for w in between):
            link.whole = previous.whole
