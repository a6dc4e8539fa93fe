"""Tolls: `the death toll rose to 45 from 30`, `brings to 24 the number of men held`, `the dead included 12 women`."""

from tallybook.extraction import predicates
from tallybook.extraction import wordclasses as wc
from tallybook.extraction.data import Phrases
from tallybook.extraction.linking import OUTCOME_GROUPS, Clause, Link
from tallybook.extraction.noun_phrases import Phrase
from tallybook.extraction.tokens import Sentence

RISE = frozenset(
    "rose rise rises risen rising climbed climb climbs climbing jumped jump jumps soared soar soars soaring grew "
    "grow grows grown growing increased increase increases "
    "increasing stood stand stands standing reached reach reaches reaching hit hits hitting passed passes passing "
    "past exceeded exceeds exceed exceeding topped tops "
    "topping surpassed surpasses crossed crosses crossing declined decreased eased vary varies ranged ranges "
    "put puts putting brought brings bring bringing raised raises raise raising "
    "took takes taking take revised revise revises revising "
    "lowered lowers lowering cut fell fall fallen dropped went gone goes going up was is are were at now been "
    "mounted mounting mounts swelled swells remained remains "
    "gave given gives giving updated estimated surged doubled doubling tripled totalled totaled totals totalling "
    "ticked ticks edged hovered moved moves counted".split()
)
LINKS = frozenset(
    "to at past above over by from of as is was are were be been stands now well still currently officially up down "
    "high higher : - – — , about least reached than nearly exceeds exceeded exceeding some around almost "
    "approximately estimated".split()
)
TOLL_NOUNS: Phrases[str] = Phrases(
    [
        ("death toll|tolls|count|counts", "killed"),
        ("deaths toll", "killed"),
        ("toll of dead|deaths|fatalities", "killed"),
        ("body count", "killed"),
        ("fatality count", "killed"),
        ("fatalities", "killed"),
        ("toll", "toll"),
        ("number|total|tally|count|numbers|figure of people who have died", "killed"),
        ("number|total|tally|count|numbers|figure of people|persons|those who died", "killed"),
        ("number|total|tally|count|numbers|figure of people|persons|civilians|children|those killed|dead", "killed"),
        ("number|total|tally|count|numbers|figure of deaths|fatalities|dead|killed|bodies", "killed"),
        ("number|total|tally|count|numbers|figure of confirmed|reported|recorded deaths|fatalities|dead", "killed"),
        ("estimate|estimates of deaths|fatalities|dead", "killed"),
        ("number|total|tally|count|numbers|figure of injured|wounded|injuries", "injured"),
        (
            "number|total|tally|count|numbers|figure of people|persons|civilians|children|those injured|wounded|hurt",
            "injured",
        ),
        ("number|total|tally|count|numbers|figure of missing", "missing"),
        ("number|total|tally|count|numbers|figure of people|persons|those missing", "missing"),
        ("number|total|tally|count|numbers|figure of cases|infections", "infected"),
        ("number|total|tally|count|numbers|figure of confirmed|suspected|new|active cases|infections", "infected"),
        ("number|total|tally|count|numbers|figure of reported|known|positive cases|infections", "infected"),
        ("number|total|tally|count|numbers|figure of people|persons|those infected", "infected"),
        ("number|total|tally|count|numbers|figure of displaced|idps", "displaced"),
        ("number|total|tally|count|numbers|figure of people|persons|those displaced", "displaced"),
        ("number|total|tally|count|numbers|figure of refugees", "refugees"),
        ("number|total|tally|count|numbers|figure of arrests|detainees", "detained"),
        ("number|total|tally|count|numbers|figure of people|persons|those arrested|detained", "detained"),
        ("number|total|tally|count|numbers|figure of people|persons|those evacuated", "evacuated"),
        ("number|total|tally|count|numbers|figure of people|persons|those rescued", "rescued"),
        ("number|total|tally|count|numbers|figure of people|persons|those abducted|kidnapped", "abducted"),
        ("number|total|tally|count|numbers|figure of victims", "victims"),
        ("number|total killed|dead", "killed"),
        ("number|total injured|wounded|hurt", "injured"),
        ("number|total infected", "infected"),
        ("number|total displaced", "displaced"),
        ("number|total missing", "missing"),
        ("number|total arrested|detained", "detained"),
        ("number|total|tally|count|numbers|figure|figures", "number"),
        ("total number", "number"),
        ("refugee caseload|population|numbers|total", "refugees"),
        ("idp|displaced caseload|population|numbers|total", "displaced"),
        ("number|total|tally|count|numbers|figure of hospitalised|hospitalized|patients", "hospitalised"),
        ("number|total|tally|count|numbers|figure of returnees", "returned"),
        ("number|total|tally|count|numbers|figure of evacuees", "evacuated"),
        ("caseload", "infected"),
        ("case count|load|total", "infected"),
        ("total cases|infections", "infected"),
        ("injury toll", "injured"),
        ("the dead", "put:killed"),
        ("enemy|its|own|their losses", "put:killed"),
        ("homicides|murders|killings|suicides", "rising:killed"),
        ("the injured|wounded", "put:injured"),
        ("the missing", "put:missing"),
        ("the displaced", "put:displaced"),
        # these stand for a toll only where they rise
        ("deaths", "rising:killed"),
        ("infections|cases", "rising:infected"),
        ("arrests", "rising:detained"),
        ("new arrivals", "rising:refugees"),
        ("arrivals", "rising:refugees"),
        ("injuries", "rising:injured"),
    ]
)
CLIMBS = frozenset(
    "rose risen rises rising climbed climbs climbing jumped jumps soared soaring grew grown reached reaches hit "
    "passed past exceeded exceeds topped tops topping surpassed "
    "fell fallen dropped declined decreased eased "
    "surpasses crossed crosses increased swelled doubled stood stands surged plunged leapt slid slumped tumbled spiked "
    "shrank".split()
)


def nouns(clause: Clause) -> list[tuple[int, int, str]]:
    """Toll expressions of the sentence: first token, end, measure (`toll`, `number`, `victims` where the words
    leave it open).
    """
    s, found, i = clause.s, [], 0
    while i < len(s):
        match = TOLL_NOUNS.match(s.lows, i) if s.lows[i] in TOLL_NOUNS else None
        if match is None:
            i += 1
            continue
        end, measure = i + match[0], match[1]
        if measure == "number" and end < len(s) and s.lows[end] == "of":
            if s.lows[i:end] == ["total", "number"]:
                i += 1  # `the total number of evacuees`
                continue
            if s.lows[i] != "total":
                measure = _number_of(clause, end + 1)
        if not (measure == "toll" and s.lows[i - 1 : i] == ["its"] and s.lows[i - 2 : i - 1] in (["taken"], ["took"])):
            found.append((i, end, measure))
        i = end
    return found


def _number_of(clause: Clause, i: int) -> str:
    """`the number of military men held by rebels`: the first outcome that follows."""
    s = clause.s
    for j in range(i, min(i + 9, len(s))):
        if s.lows[j] in OUTCOME_GROUPS:
            return OUTCOME_GROUPS[s.lows[j]]
        if s.lows[j] in ("patients", "inpatients"):
            return "hospitalised"
        mention = clause.mentions.get(j)
        if mention is not None:
            for e in mention.entries:
                if e.construction in ("vt", "vi", "adj") and e.form != "ing" and e.unit != "building" and not e.note:
                    return e.measure
        if s.kinds[j] == "m":
            break
    return "number"


def link(clause: Clause, phrase: Phrase, inherited: str | None, told: bool = False) -> Link | None:
    """The toll that a numeral states, where the words between are those of a toll's rise or standing; `told` where the
    figure before it was a toll too.
    """
    s = clause.s
    if phrase.unit in ("thing", "building"):
        return None
    if told and inherited is not None and _goes_on(s, phrase):
        return Link(phrase, inherited, "toll", 0, toll=True)
    for first, end, kind in reversed(nouns(clause)):
        if end <= phrase.left:
            between = s.lows[end : phrase.numeral.first]
            if kind.startswith("put:"):
                if between != ["at"] and s.lows[end : phrase.left] != ["at"]:
                    continue
                kind = kind.removeprefix("put:")
            elif kind.startswith("rising:"):
                if not CLIMBS.intersection(between):
                    continue
                kind = kind.removeprefix("rising:")
                if (kind == "infected" and not clause.disease) or (kind == "refugees" and not clause.refuge):
                    continue
            if _plain(between, s, end) or _plain(s.lows[end : phrase.left], s, end):
                measure = _measure(kind, inherited, s, first)
                if measure is None:
                    continue
                return Link(
                    phrase,
                    measure,
                    "toll",
                    first,
                    toll=True,
                    was=_was(s, phrase, between),
                    doubt=any(w in ("could", "may", "might", "likely", "feared", "expected") for w in between),
                )
        elif first >= phrase.end and ":" not in kind and first - phrase.end <= 2:
            before = s.lows[max(0, phrase.left - 3) : phrase.left]
            if (any(w in RISE for w in before) and "to" in before) or "at" in before:
                measure = _measure(kind, inherited, s, first)
                if measure is not None:
                    return Link(phrase, measure, "toll", first, toll=True)
    return None


def _goes_on(s: Sentence, phrase: Phrase) -> bool:
    """`It dropped to around 500, but surged to 2,000`: the toll of the sentence before, told for another time."""
    i = phrase.left
    return (
        s.lows[0] in ("it", "that", "this")
        and phrase.head is None
        and s.lows[i - 1 : i] in (["to"], ["at"], ["past"], ["above"], ["below"])
        and not CLIMBS.isdisjoint(s.lows[max(1, i - 3) : i])
    )


def _measure(kind: str, inherited: str | None, s: Sentence, first: int) -> str | None:
    if kind == "toll":
        return "killed"
    if kind == "victims":
        return inherited or "killed"
    if kind == "number":
        return inherited or _outcome_before(s, first)
    return kind


def _outcome_before(s: Sentence, first: int) -> str | None:
    """`The new cases bring the total to seven`: the outcome that is the subject."""
    for i in range(first - 1, max(-1, first - 7), -1):
        known = predicates.nouns().get(s.lows[i])
        if known is not None and not known[1] and known[2]:
            return known[0]
        if s.lows[i] == "cases":
            return "infected"
    return None


def _plain(between: list[str], s: object, end: int) -> bool:
    """Whether only a toll's own words stand between it and the number: a place, a date, a source may; another verb
    may not.
    """
    if between[-1:] in (["the"], ["between"]):
        between = between[:-1]  # `passed the 200,000 mark`
    between = [w for k, w in enumerate(between) if w not in QUOTES and not _told(between, k)]
    if not between:
        return True
    linked = between[-1] in LINKS or between[-1] in RISE
    if not linked:
        return False
    rises = [w for w in between if w in RISE]
    if not rises and between[-1] not in (":", "of", "as", "at", "to", "least", "-", "–", "—", ","):
        return False
    if between[-1] in (",",) and not rises:
        return False
    others = [
        w
        for k, w in enumerate(between)
        if w in wc.FINITE - wc.AUXILIARIES
        and w not in RISE
        and w not in ("said", "says")
        and not set(between[max(0, k - 2) : k]) & wc.RELATIVES
    ]
    return len(between) <= 25 and len(others) == 0


QUOTES = frozenset(("“", "”", '"', "‘"))


def _told(between: list[str], k: int) -> bool:
    """`cases reported per day`, `deaths recorded in May`: a participle that only says that they were counted."""
    return between[k] in ("reported", "recorded", "confirmed", "registered", "being") and (
        k == 0 or between[k - 1] == "being"
    )


def _was(s: object, phrase: Phrase, between: list[str]) -> bool:
    return (
        (bool(between) and between[-1] == "from") or between[-2:] == ["up", "from"] or between[-2:] == ["down", "from"]
    )


def included(clause: Clause, phrase: Phrase, inherited: str | None) -> Link | None:
    """`the dead included 12 women`, `among those killed were two medics`, `the victims were 23 soldiers`."""
    s = clause.s
    j = phrase.left
    if s.lows[j - 1 : j] in (["number"], ["numbered"], ["numbering"]) and phrase.head is None:
        for i in range(j - 2, max(-1, j - 6), -1):
            known = OUTCOME_GROUPS.get(s.lows[i]) or predicates.nouns().get(s.lows[i], ("", "", False))[0]
            if known and known != "victims":
                return Link(phrase, known, "copula", j - 1)
    while j and s.lows[j - 1] in ("at", "also", "mostly", "all"):
        j -= 1
    if (
        not j
        or s.lows[j - 1]
        not in (
            "include",
            "included",
            "includes",
            "were",
            "was",
            "are",
            "is",
            "comprise",
            "comprised",
            "comprising",
            ":",
        )
        and not (s.lows[j - 1] == "as" and not {"named", "identified"}.isdisjoint(s.lows[max(0, j - 6) : j]))
    ):
        return None
    verb = s.lows[j - 1]
    k = j - 1
    while k and s.lows[k - 1] in wc.ADVERBS | wc.HAVE:
        k -= 1
    # the subject of that verb: back to the clause's beginning
    start = k
    while start and s.kinds[start - 1] not in "m" and k - start < 14:
        start -= 1
    group = None
    for i in range(start, k):
        low = s.lows[i]
        if low == "toll" and verb.startswith("includ"):
            group = "killed"
            break
        if low in OUTCOME_GROUPS and (
            i == start
            or s.lows[i - 1]
            in (
                "the",
                "those",
                "of",
                "confirmed",
                "its",
                "these",
                "people",
                "among",
                "also",
                "were",
                "have",
                "been",
                "other",
                "new",
                "latest",
                "additional",
                "two",
                "three",
            )
            or i == 0
        ):
            group = OUTCOME_GROUPS[low]
            break
    if group == "victims":
        group = inherited or ("killed" if low == "victims" else None)
    if group is None:
        return None  # `the casualties included 12 women`: dead or hurt, the text does not say
    among = any(s.lows[i] in ("among", "of") for i in range(start, k)) or verb.startswith("includ")
    return Link(phrase, group, "copula", k, share_of_group=among)
