"""The number stands after its predicate, or its own head is the outcome: `killed 22 children`, `the deaths of 14
miners`, `12 deaths`.
"""

from tallybook.extraction import predicates as pr
from tallybook.extraction import wordclasses as wc
from tallybook.extraction.linking import OUTCOME_GROUPS, Clause, Link, modality
from tallybook.extraction.noun_phrases import Phrase, noun_of
from tallybook.extraction.tokens import Sentence

SKIPPED = frozenset(
    'also only as even another then instead his all both some anywhere “ " ( the its these those reportedly'.split()
)
LOST = frozenset("lost claimed claim claims claiming cost costing taken took taking loss losing lose killed".split())
FOUND = frozenset("found picked rescued pulled reached located dug recovered brought saved".split())
NOT_DISEASE = frozenset(
    "birth congenital violence abuse theft rape fraud corruption murder kidnapping arson torture".split()
)


def object_(clause: Clause, phrase: Phrase) -> Link | None:
    """A predicate directly before the phrase that takes it as object or complement."""
    s = clause.s
    j = phrase.left
    while j and s.lows[j - 1] in SKIPPED:
        j -= 1
    mention = clause.mention_ends.get(j) or _behind_definite(clause, j)
    if mention is None and j and s.lows[j - 1] in ("up", "off", "down", "out") and phrase.unit != "thing":
        mention = clause.mention_ends.get(j - 1)
    if mention is None and _searched_for(clause, j):
        return Link(phrase, "missing", "object", j - 1)
    if mention is None or (s.lows[j] == "as" and phrase.left - j == 1):
        return None
    for entry in clause.fitting(mention, phrase):
        if entry.note == "passive only":
            continue
        if entry.construction == "of":
            if mention.first and s.lows[mention.first - 1] in ("no", "without") and entry.measure != "missing":
                return None
            if (
                entry.measure == "missing"
                and phrase.numeral.singular
                and s.lows[mention.first] not in ("search", "searching", "looking")
            ):
                continue
            return Link(phrase, entry.measure, "object", mention.first, doubt=_far_doubt(clause, mention.first))
        if entry.construction == "vt" and _takes_object(clause, mention, entry):
            return _active(clause, mention, entry, phrase)
    return None


def _searched_for(clause: Clause, j: int) -> bool:
    """`searched on Wednesday for`: a day may stand between the verb and its preposition."""
    lows, k = clause.s.lows, j - 2
    if k < 1 or lows[j - 1] != "for":
        return False
    while (
        k > 0
        and j - k < 7
        and (
            lows[k] in wc.WEEKDAYS
            or lows[k] in ("on", "evening", "morning", "night", "yesterday", "today", "still", "afternoon")
        )
    ):
        k -= 1
    return k < j - 2 and lows[k] in ("search", "searched", "searching", "looking", "looked", "hunting", "hunted")


def _behind_definite(clause: Clause, j: int) -> pr.Mention | None:
    """`arrested the manager and two foremen`: an uncounted object stands between the verb and the number."""
    lows = clause.s.lows
    if j < 3 or lows[j - 1] != "and":
        return None
    for k in range(j - 2, max(0, j - 10), -1):
        if lows[k] in ("the", "his", "her", "their", "its", "himself", "herself", "themselves"):
            if lows[k - 1] == ",":
                continue  # `killed her mother, her aunt and four cousins`
            mention = clause.mention_ends.get(k)
            return mention if mention is not None and any(e.construction == "vt" for e in mention.entries) else None
        if (
            k in clause.inside
            or (clause.s.kinds[k] == "m" and lows[k] != ",")
            or lows[k] in wc.AUXILIARIES
            or lows[k] in wc.CONJUNCTIONS
            or lows[k] in wc.PREPOSITIONS
        ):
            return None
    return None


def beside(clause: Clause, phrase: Phrase) -> Link | None:
    """`Smith was killed along with two other fighters`: the verb had somebody named before them as its subject."""
    s, j = clause.s, phrase.left
    if s.lows[j - 1 : j] == ["and"]:
        # `along with his wife and two children`
        j = next((k + 2 for k in range(j - 3, max(0, j - 8), -1) if s.lows[k : k + 2] == ["along", "with"]), j)
    if s.lows[max(0, j - 2) : j] not in (["along", "with"], ["together", "with"], ["well", "as"]):
        return None
    for k in range(j - 3, max(-1, j - 22), -1):
        if s.lows[k] in (".", ";", ":") or k in clause.inside:
            return None
        mention = clause.mentions.get(k)
        if mention is None:
            continue
        for entry in clause.fitting(mention, phrase):
            if entry.construction == "vt" and entry.form in ("participle", "past", "fixed"):
                _, auxiliaries, places = pr.auxiliaries_before(s, k)
                verdict = modality([s.lows[p] for p in places])
                passive = any(w in wc.BE for w in auxiliaries)
                if verdict == "none" or not (passive or s.lows[k - 1 : k] != [] and not auxiliaries):
                    return None
                return Link(phrase, entry.measure, "object", k, doubt=verdict == "doubt")
            if entry.construction == "vi" and entry.form in ("past", "participle") and s.lows[k] in ("died", "drowned"):
                return Link(phrase, entry.measure, "object", k)
        return None
    return None


def attribute(clause: Clause, phrase: Phrase) -> Link | None:
    """`the two wounded men`, `some 900,000 displaced villagers`: the outcome stands before the noun; used where
    nothing else counts it.
    """
    if phrase.head is None or phrase.unit not in ("person", "household"):
        return None
    for i in range(phrase.numeral.right, phrase.head):
        mention = clause.mentions.get(i)
        for entry in mention.entries if mention is not None else ():
            if entry.construction == "adj" and clause.fits(entry, phrase, i):
                return Link(phrase, entry.measure, "head", i, state=True)
    return None


def _takes_object(clause: Clause, mention: pr.Mention, entry: pr.Entry) -> bool:
    return not (
        entry.form == "fixed"
        and entry.note not in ("refuge", "clinic")
        and clause.s.lows[mention.last - 1] in ("to", "in", "at", "from", "by", "the", "a", "for", "alive", "hospital")
    )


def _active(clause: Clause, mention: pr.Mention, entry: pr.Entry, phrase: Phrase) -> Link | None:
    s = clause.s
    first = s.lows[mention.first]
    before = s.lows[mention.first - 1] if mention.first else ""
    _, auxiliaries, places = pr.auxiliaries_before(s, mention.first)
    words = [s.lows[p] for p in places]
    ing = entry.form == "ing" or (first.endswith("ing") and entry.form == "fixed")
    if any(w in wc.BE or w in wc.GET for w in auxiliaries) and not ing:
        return None
    if (
        entry.form == "base"
        and before == "and"
        and any(w in wc.MODALS for w in s.lows[max(0, mention.first - 16) : mention.first])
    ):
        return None
    if (
        entry.form == "base"
        and not any(w in wc.MODALS or w in wc.DO or w == "to" for w in auxiliaries)
        and before in wc.PREPOSITIONS
    ):
        return None
    if joint(clause, mention, entry) or _verbless(clause, mention, phrase):
        return None
    verdict = modality(words, active=True)
    if verdict == "none" or (
        ing
        and before
        in (
            "without",
            "not",
            "avoid",
            "avoided",
            "prevent",
            "prevented",
            "threatened",
            "against",
            "planning",
            "plotting",
            "considered",
        )
    ):
        return None
    return Link(
        phrase,
        entry.measure,
        "object",
        mention.first,
        doubt=verdict == "doubt",
        perfect=any(w in wc.HAVE for w in auxiliaries),
    )


def _verbless(clause: Clause, mention: pr.Mention, phrase: Phrase) -> bool:
    """`three people killed five injured`: headlines without commas; each number has its participle behind it."""
    i = phrase.end
    following = clause.mentions.get(i) if phrase.head is None else None
    counted = any(p.end == mention.first for p in clause.phrases)
    return (
        counted
        and following is not None
        and any(e.construction in ("vt", "adj") for e in following.entries)
        and not pr.object_follows(clause.s, following.last, clause.objects_at)
    )


def joint(clause: Clause, mention: pr.Mention, entry: pr.Entry) -> bool:
    """`killed or wounded 22`: two outcomes over one number are no figure of either."""
    k, s = mention.first, clause.s
    if k < 2 or s.lows[k - 1] not in ("or", "and"):
        return False
    other = clause.mention_ends.get(k - 1)
    if other is None or any(e.measure == entry.measure for e in other.entries):
        return False
    theirs = {e.measure for e in other.entries if e.construction == "vt" and e.unit != "building"}
    # `shot and killed`, `beat and arrested`: one story with one end; `killed and wounded 22` is none
    return bool(theirs) and (s.lows[k - 1] == "or" or (entry.measure == "injured" and "killed" in theirs))


def _far_doubt(clause: Clause, i: int) -> bool:
    return any(
        w in ("possible", "feared", "suspected", "possibly", "may", "might") for w in clause.s.lows[max(0, i - 4) : i]
    )


def framed(clause: Clause, phrase: Phrase) -> Link | None:
    """A verb before the object and the rest of it behind: `forced 300 people from their homes`, `took two nuns
    hostage`.
    """
    s, j = clause.s, phrase.left
    while j and (s.lows[j - 1] in SKIPPED or s.lows[j - 1] in ("out", "up")):
        j -= 1
    if not j or phrase.unit == "thing":
        return None
    if s.lows[j - 1] in TRANSPORT and _to_hospital(clause, phrase):
        return Link(phrase, "hospitalised", "object", j - 1)
    for tails, measure, unit in pr.frames().get(s.lows[j - 1], ()):
        if unit == "person" and phrase.unit == "building":
            continue
        for i in range(phrase.end, min(phrase.end + 12, len(s))):
            low = s.lows[i]
            if (
                low in (".", ";", ":", ",")
                or low in wc.SUBORDINATORS
                or low in wc.RELATIVES
                or low in wc.AUXILIARIES
                or (i in clause.phrase_at and i > phrase.end)
            ):
                break
            if tails.match(s.lows, i) is not None:
                _, auxiliaries, places = pr.auxiliaries_before(s, j - 1)
                if any(w in wc.BE for w in auxiliaries) and not s.lows[j - 1].endswith("ing"):
                    return None
                if s.lows[j - 2 : j - 1] == ["and"] and any(w in wc.MODALS for w in s.lows[max(0, j - 16) : j]):
                    return None
                verdict = modality([s.lows[p] for p in places], active=True)
                return (
                    None
                    if verdict == "none"
                    else Link(
                        phrase,
                        measure,
                        "object",
                        j - 1,
                        doubt=verdict == "doubt",
                        perfect=any(w in wc.HAVE for w in auxiliaries),
                    )
                )
    return None


TRANSPORT = frozenset(
    "took taking taken rushed rushing ferried ferrying carried carrying brought bringing drove flew flown sent sending "
    "moved transferred transported airlifted".split()
)


def _to_hospital(clause: Clause, phrase: Phrase) -> bool:
    """`ferried 22 of the injured to three hospitals`."""
    lows = clause.s.lows
    for i in range(phrase.end, min(phrase.end + 4, len(lows))):
        if clause.s.kinds[i] == "m":
            return False
        if lows[i] == "to":
            return any(w.startswith(("hospital", "clinic")) for w in lows[i + 1 : i + 6])
    return False


CAPTIVES = frozenset(("hostages", "captives"))
STAYING = frozenset("remain remained remaining still".split())


def head(clause: Clause, phrase: Phrase) -> Link | None:
    """`12 deaths`, `30 wounded`, `59 confirmed cases`, `200 refugees`."""
    s = clause.s
    if phrase.head is None or (not phrase.outcome_head and noun_of(s, phrase.head) is None):
        return None
    low = s.lows[phrase.head]
    if (low == "seekers" and s.lows[phrase.head - 1] == "asylum") or low in ("asylum-seekers", "asylum-seeker"):
        return Link(phrase, "refugees", "head", phrase.head)
    known = pr.nouns().get(low)
    if known is not None and low in CAPTIVES and not STAYING.isdisjoint(s.lows[phrase.numeral.right : phrase.end + 1]):
        return Link(phrase, known[0], "head", phrase.head, state=True)  # `31 hostages remain`
    if known is None or known[1] == "weak":
        return None
    measure, note, _ = known
    modifiers = s.lows[phrase.numeral.right : phrase.head]
    following = s.lows[phrase.end : phrase.end + 2]
    if note == "disease":
        if not clause.disease or (following[:1] == ["of"] and following[1:] and following[1] in NOT_DISEASE):
            return None
        return Link(
            phrase,
            measure,
            "head",
            phrase.head,
            doubt=bool({"suspected", "probable", "possible"} & set(modifiers)) or _doubt_before(clause, phrase.left),
        )
    if note == "refuge" and not clause.refuge:
        return None
    if note == "found" and not FOUND.intersection(s.lows[max(0, phrase.left - 5) : phrase.end + 6]):
        return None
    if note == "lives lost":
        return _lives(clause, phrase)
    if low == "body" and phrase.numeral.singular and not _lies_dead(s, phrase):
        return None
    if (
        low in ("body", "bodies", "corpses", "corpse")
        and following[:1] == ["of"]
        and phrase.end + 1 in clause.phrase_at
    ):
        return None  # `the bodies of 14 …`: the number behind counts
    if (
        low in OUTCOME_GROUPS
        and following[1:]
        and following[1] in OUTCOME_GROUPS
        and low != following[1]
        and following[0] in ("or", "and/or", "and")
    ):
        return None
    if s.lows[max(0, phrase.left - 1) : phrase.left] in (["no"], ["without"]):
        return None
    if measure == "injured" and following[:1] in (["on"], ["to"]) and following[1:] in (["his"], ["her"]):
        return None  # `ten injuries on his arm`: one body's
    return Link(
        phrase,
        measure,
        "head",
        phrase.head,
        doubt=_doubt_before(clause, phrase.left) or "suspected" in modifiers or "feared" in modifiers,
        state=measure == "missing" or low in ("detainees", "refugees", "displaced"),
    )


def _lives(clause: Clause, phrase: Phrase) -> Link | None:
    lows = clause.s.lows
    window = set(lows[max(0, phrase.left - 4) : phrase.left] + lows[phrase.end : phrase.end + 5])
    if window & {"could", "would", "might", "may", "can", "to"}:
        return None
    if window & LOST:
        return Link(phrase, "killed", "head", phrase.head or phrase.left)
    return Link(phrase, "rescued", "head", phrase.head or phrase.left) if window & {"saved", "saving", "save"} else None


def _lies_dead(s: Sentence, phrase: Phrase) -> bool:
    """Whether `a body` is a corpse and no organisation: whose it is, how it looks or that it was found says so."""
    if s.lows[phrase.end : phrase.end + 1] == ["of"] or not REMAINS.isdisjoint(s.lows[phrase.left : phrase.end]):
        return True
    return not HANDLED.isdisjoint(s.lows[max(0, phrase.left - 8) : phrase.end + 9])


REMAINS = frozenset(
    "charred decomposed decomposing mutilated burned burnt headless lifeless dead unidentified human "
    "bullet-riddled bloodied dismembered mangled naked bloated".split()
)
HANDLED = frozenset(
    "found recovered pulled retrieved discovered washed dragged floating identified buried unearthed exhumed morgue "
    "mortuary lay lying laying seen saw carried removed spotted dug hauled fished hanging beside rubble grave autopsy "
    "finding recovering pulling discovering".split()
)


def _doubt_before(clause: Clause, i: int) -> bool:
    return any(w in wc.DOUBT for w in clause.s.lows[max(0, i - 3) : i])
