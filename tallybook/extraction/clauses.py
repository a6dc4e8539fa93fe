"""From the numerals of a sentence to its figures: each numeral is linked to the predicate that counts it.

The order is the order of certainty: the phrase's own head, a predicate directly before, a predicate of which it is
the subject, a toll, and last what is inherited from a neighbour (`including`, `of those`, lists and gaps).
"""

import dataclasses
import functools
import itertools
import re

from tallybook.extraction import (
    anaphora,
    exclusions,
    lists,
    neighbours,
    noun_phrases,
    numerals,
    objects,
    singulars,
    subjects,
    tolls,
)
from tallybook.extraction import predicates as pr
from tallybook.extraction import wordclasses as wc
from tallybook.extraction.data import rows
from tallybook.extraction.linking import Clause, Link, captor
from tallybook.extraction.noun_phrases import Phrase
from tallybook.extraction.numerals import SINGULARS
from tallybook.extraction.segmentation import Document
from tallybook.extraction.tokens import Sentence

# An outcome noun for persons may be the subject or object of a graver predicate: `15 detainees executed`.
PERSONS_BY_OUTCOME = frozenset(
    "refugees evacuated detained abducted rescued infected returned displaced injured missing hospitalised".split()
)
MANY = 60  # numbers in one sentence: what holds more is no sentence
WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")
CLINIC = re.compile(r"\b(?:hospitals?|clinics?|doctors?|nurses?|surgeons?|wards?|matron|infirmary)\b", re.IGNORECASE)
REFUGE = re.compile(r"\b(?:refugee|asylum)", re.IGNORECASE)


@dataclasses.dataclass(slots=True)
class Memory:
    """What the sentences before have said, and what the document is about."""

    disease: bool = False
    refuge: bool | None = None  # of refugees; asked of the text at the first sentence
    last: list[Link] = dataclasses.field(default_factory=list)  # the links of the last sentence that had some
    last_index: int = -9  # its index
    clinic_index: int = -9  # the last sentence that spoke of a hospital
    announced: lists.Announced = dataclasses.field(default_factory=lists.Announced)


GENERAL_DISEASE = frozenset(
    "outbreak outbreaks virus epidemic pandemic infection infections infectious disease diseases vaccine vaccines "
    "vaccinated vaccination".split()
)


@functools.cache
def _diseases() -> dict[str, tuple[str, ...]]:
    """Names of diseases in lower case by their first word."""
    found: dict[str, list[str]] = {}
    for r in rows("diseases"):
        for name in (r["name"], *r["aliases"].split("|")):
            if len(name) > 2:
                found.setdefault(name.lower().split()[0], []).append(name.lower())
    return {first: tuple(names) for first, names in found.items()}


def disease_context(document: Document) -> bool:
    """Whether the article speaks of a disease, so that `cases` are infections; asks its first 20,000 letters."""
    text = document.text[:20_000].lower()
    words = set(WORD.findall(text))
    if words & GENERAL_DISEASE:
        return True
    return any(name in text for first in words & _diseases().keys() for name in _diseases()[first])


def memory_of(document: Document) -> Memory:
    """A fresh memory for a document."""
    return Memory(disease=disease_context(document))


def links(s: Sentence, memory: Memory) -> list[Link]:
    """The linked numerals of a sentence in their order; the memory is brought up to date."""
    if memory.refuge is None:
        memory.refuge = REFUGE.search(s.text, 0, 20_000) is not None
    phrases, things, mentions = phrases_of(s, memory)
    rows_of_table = lists.table_links(s, phrases, memory.announced)
    if rows_of_table is not None:
        return rows_of_table
    inherited = memory.last[-1] if memory.last and s.index - memory.last_index <= 2 else None
    linked: list[Link] = []
    if phrases and inherited is not None and inherited.phrase.unit == "building":
        for phrase in phrases:
            if phrase.unit is None and phrase.head is None and phrase.context_unit is None:
                phrase.context_unit = "building"  # `In the next village 112 were destroyed`
    clinic = s.index - memory.clinic_index <= 2
    if CLINIC.search(s.text, s.start, s.end):
        memory.clinic_index = s.index
    if phrases:
        others = frozenset(p.left for p in things)
        clause = Clause(s, phrases, mentions, memory.disease, memory.refuge, others, clinic)
        linked = _linked(clause, phrases, inherited, memory, things)
    lists.announce(s, linked, inherited, memory.announced)
    return linked


def _apart(s: Sentence, i: int) -> bool:
    """Whether a tab or a run of spaces stands before token i: the cells of a table."""
    gap = s.text[s.ends[i - 1] : s.starts[i]]
    return "\t" in gap or "  " in gap


def phrases_of(s: Sentence, memory: Memory) -> tuple[list[Phrase], list[Phrase], dict[int, pr.Mention]]:
    """The counted noun phrases of a sentence, those that count things, and its predicates."""
    found = numerals.find(s)
    if not found and SINGULARS.isdisjoint(s.lows):
        return [], [], {}
    absent = {note for note, there in (("disease", memory.disease), ("refuge", memory.refuge)) if not there}
    mentions = {i: m for i, m in pr.find(s).items() if not all(e.note in absent for e in m.entries)}
    taken = {i for m in mentions.values() for i in range(m.first, m.last)}
    outcome_nouns = frozenset(pr.nouns())
    phrases, things = [], []
    for k, numeral in enumerate(found[:MANY]):
        if numeral.right in {m.left for m in found[k + 1 : k + 2]} and not _apart(s, numeral.right):
            continue  # a run of bare numbers counts nobody
        phrase = noun_phrases.build(s, numeral, taken, outcome_nouns)
        if not exclusions.excluded(s, phrase, mentions):
            phrases.append(phrase)
        elif phrase.unit == "thing" and phrase.head is not None and s.lows[phrase.head] not in wc.TIME_UNITS:
            things.append(phrase)
    inside = {i for m in found for i in range(m.left, m.right)}  # the `a` of `nearly a million`
    singles = [p for p in singulars.singular_phrases(s, taken, outcome_nouns) if p.numeral.first not in inside]
    both = sorted(phrases + singles, key=lambda p: p.numeral.first)
    for before, phrase in itertools.pairwise(both):
        if phrase.unit is None and (phrase.head is None or s.lows[phrase.head] == "others"):
            phrase.context_unit = before.unit or before.context_unit
        elif (
            phrase.head is not None
            and s.lows[phrase.head] == "others"
            and (before.unit or before.context_unit) == "building"
        ):
            phrase.unit, phrase.context_unit = None, "building"
    return both, things, mentions


def _linked(
    clause: Clause, phrases: list[Phrase], inherited: Link | None, memory: Memory, things: list[Phrase]
) -> list[Link]:
    s = clause.s
    animals = [p for p in things if exclusions.animal(s, p)]
    result: neighbours.Linked = {}
    for position, phrase in enumerate(phrases):
        nearest = phrases[position - 1].left if position else -1
        if phrase.head is None and any(nearest < a.left < phrase.left for a in animals):
            continue  # `rescued 340 gulls; nine died`
        if phrase.head is None and any(nearest < t.left < phrase.left and _of_thing(s, t, phrase) for t in things):
            continue
        link = _link(clause, phrases, position, result, inherited, memory)
        if link is not None and position and _inner(clause, phrases[position - 1], link):
            continue
        if link is not None and not exclusions.unreal(s, phrase, link):
            _name_captor(clause, link)
            result[position] = link
    # A number that hangs on a later one (`three women and two children were among …`) is tried once more, backwards.
    for position in range(len(phrases) - 2, -1, -1):
        told = not phrases[position].numeral.singular or singulars.singular_allowed(
            s, phrases[position], phrases, position
        )
        if position not in result and position + 1 in result and told:
            link = neighbours.forward(clause, phrases[position], phrases[position + 1], result[position + 1])
            if link is not None:
                result[position] = link
    if not result:
        joined = anaphora.told_next(s, phrases, memory.disease, bool(memory.refuge))
        if joined is not None:
            return [joined]
    for k in sorted(result):
        neighbours.share(clause, k, result)
    linked = []
    for k in sorted(result):
        link = result[k]
        linked.append(link)
        if link.also is not None:
            linked.append(link.also)
    return linked


def _of_thing(s: Sentence, thing: Phrase, phrase: Phrase) -> bool:
    """`33 villages are cut off, down from 43`, `four shootings, two fatal`: the bare number counts the thing again."""
    compared = s.lows[phrase.left - 2 : phrase.left] in (["down", "from"], ["up", "from"], ["compared", "with"])
    listed = set(s.lows[thing.end : phrase.left]) <= {",", "and", "of", "them", "which"}
    return compared or (listed and s.lows[phrase.end : phrase.end + 1] == ["fatal"])


def _inner(clause: Clause, outer: Phrase, link: Link) -> bool:
    """`Four of the seven suspects were held`, `116 of its 20,000 volunteers`: the predicate counts the four alone."""
    phrase = link.phrase
    if not outer.numeral.last <= phrase.numeral.first < outer.end or link.how not in ("subject", "toll", "copula"):
        return False
    lows = clause.s.lows
    directly = link.at == phrase.end and lows[link.at] not in wc.AUXILIARIES
    return not directly and lows[phrase.end : phrase.end + 1] not in (["who"], ["that"])


def _link(
    clause: Clause,
    phrases: list[Phrase],
    position: int,
    result: neighbours.Linked,
    inherited: Link | None,
    memory: Memory,
) -> Link | None:
    s, phrase = clause.s, phrases[position]
    singular = phrase.numeral.singular
    if singular and not singulars.singular_allowed(s, phrase, phrases, position):
        return None
    before = next((result[k] for k in range(position - 1, -1, -1) if k in result), None)
    known = before.measure if before else inherited.measure if inherited else None
    if phrase.head is None and singular:
        return _another(clause, phrase, before or inherited)
    head = objects.head(clause, phrase)
    deferred = head is not None and (
        phrase.of_group or (phrase.unit == "person" and head.measure in PERSONS_BY_OUTCOME)
    )
    if head is not None and not deferred:
        return head
    labelled = lists.label(s, phrase)
    if labelled is not None:
        return labelled
    obj = objects.framed(clause, phrase) or objects.object_(clause, phrase)
    if obj is not None:
        return obj
    if phrase.unit == "thing":
        return None
    subject = subjects.subject(clause, phrase) if not neighbours.after_preposition(clause, phrase) else None
    if subject is not None and singular and subject.at - phrase.end > 30:
        subject = None
    if subject is not None and head is not None and head.measure == "refugees" and subject.measure == "displaced":
        return head
    if subject is not None and subject.crossed == 0:
        return subject
    copula = tolls.included(clause, phrase, known)
    if deferred:
        stronger = copula or (objects.beside(clause, phrase) if before is None else None)
        if stronger is not None:
            return stronger
    if head is not None:
        return head
    told = before or inherited
    toll = tolls.link(clause, phrase, known, told is not None and told.toll) if not singular else None
    if toll is not None or copula is not None:
        return toll or copula
    coordinated = neighbours.coordinated(clause, phrases, position, result)
    if (
        coordinated is not None
        and coordinated.how in ("object", "inclusion", "copula", "list")
        and (subject is None or subject.crossed)
    ):
        return coordinated
    if subject is not None:
        return subject
    beside = objects.beside(clause, phrase) if before is None else None
    if beside is not None:
        return beside
    leaning = neighbours.inclusion(clause, phrase, before, inherited) or neighbours.listed(clause, phrase, before)
    if leaning is not None or singular:
        return leaning or coordinated
    return (
        neighbours.group(clause, phrase, before or inherited, before is not None)
        or coordinated
        or neighbours.gapped(clause, phrase, before)
        or objects.attribute(clause, phrase)
        or anaphora.further(clause, phrase, before or inherited, before is not None)
        or lists.item(s, phrase, memory.announced)
    )


def _name_captor(clause: Clause, link: Link) -> None:
    """`detained by rebels` is an abduction, `seized by the navy` an arrest: who holds them decides."""
    if (
        link.measure not in ("detained", "abducted")
        or link.how not in ("subject", "object")
        or link.at not in clause.mentions
    ):
        return
    mention, lows = clause.mentions[link.at], clause.s.lows
    if link.phrase.head is not None and lows[link.phrase.head] in objects.CAPTIVES:
        link.measure = "abducted"  # `31 hostages are being held`
        return
    if lows[mention.first : mention.first + 1] in (["abducted"], ["kidnapped"], ["arrested"], ["jailed"]):
        return
    if link.how == "object":
        words = lows[max(0, mention.first - 14) : mention.first]
    else:
        by = next((i for i in range(mention.last - 1, min(mention.last + 6, len(lows))) if lows[i] == "by"), None)
        words = lows[by + 1 : by + 7] if by is not None else []
        if any(captor([w]) == "abducted" for w in words):
            link.measure = "abducted"  # `by the Rapid Support Forces (RSF)`
            return
    link.measure = captor(words) or link.measure


def _another(clause: Clause, phrase: Phrase, before: Link | None) -> Link | None:
    """`one guard was killed and another wounded`: the bare word counts one where a person was counted before it."""
    if before is None or before.phrase.unit != "person":
        return None
    behind = objects.object_(clause, phrase)
    if behind is not None:
        return behind
    subject = subjects.subject(clause, phrase)
    return subject if subject is not None and subject.at - phrase.end <= 4 else None
