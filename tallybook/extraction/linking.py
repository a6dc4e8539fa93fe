"""Clauses: which predicate counts a numeral, and so what is measured, how firmly, and as a share of what."""

import dataclasses
import functools
from collections.abc import Callable

from tallybook.extraction import gazetteer
from tallybook.extraction import predicates as pr
from tallybook.extraction import wordclasses as wc
from tallybook.extraction.data import rows
from tallybook.extraction.noun_phrases import Phrase, noun_of
from tallybook.extraction.tokens import Sentence

SAY = frozenset("said says say told added reported announced confirmed".split())
INCLUDE = frozenset("including include includes included incl comprising".split())
COORDINATORS = frozenset(("and", ",", "&", "plus", ";"))
CLOSING = frozenset(("-", "–", "—", "--", ")"))  # where an aside ends, and with it a list of shares
PARTICIPLES_OF_STATE = frozenset(
    "aged armed based named called accused suspected employed led trapped stationed travelling traveling".split()
)
COPULAS = frozenset("remain remains remained stay stayed".split())
GROUP_MODIFIERS = frozenset((",", "-", "’s", "'s"))
CAMPS = frozenset(
    "camp camps shelter shelters tents schools centres centers settlements sites collective makeshift temporary".split()
)
WOUNDS = frozenset(
    "injury injuries wound wounds burns burn fracture fractures cuts bruises concussion concussions lacerations "
    "inhalation difficulties problems exhaustion hypothermia suffocation poisoning shock trauma "
    "bruising shrapnel gunshot gunshots fractured broken".split()
)
MOURNERS = frozenset("we they have had families relatives residents villagers mourners workers gravediggers".split())
PREMISES = frozenset(
    "home homes house houses office offices vehicle vehicles car cars hotel compound dormitory school village villages "
    "bus clinic mosque church".split()
)
WARDS = ("ward", "hospital", "clinic", "infirmary")
SITES = frozenset(
    "church churches school schools mosque mosques stadium hall halls temple monastery centre center".split()
)
SUSPECTS = frozenset(
    "bandits suspects robbers smugglers thieves traffickers poachers looters rioters fugitives gunmen rebels militants "
    "attackers men suspect gangsters killers terrorists terrorist fighters insurgents".split()
)
CREWS = frozenset("crew crewmen hands sailors seamen fishermen souls".split())
SLIDES = frozenset(
    "collapse landslide landslides mudslide mudslides avalanche mud rubble debris slide quake earthquake snow".split()
)
MEDICS = ("medic", "doctor", "paramedic", "hospital", "clinic", "nurse", "surgeon")
VISITORS = frozenset(
    "hikers climbers campers "
    "tourists visitors pilgrims passengers travellers travelers soldiers troops fighters officers officials fans "
    "monitors observers peacekeepers workers staff rebels militants gunmen doctors experts "
    "firefighters policemen police personnel rescuers volunteers delegates reporters journalists guests players".split()
)
HOSPITALS = ("hospital", "clinic", "infirmary", "icu", "emergency", "medical", "intensive", "ward", "doctors")
OUTCOME_GROUPS = {
    "dead": "killed",
    "deaths": "killed",
    "fatalities": "killed",
    "killed": "killed",
    "deceased": "killed",
    "slain": "killed",
    "injured": "injured",
    "wounded": "injured",
    "hurt": "injured",
    "injuries": "injured",
    "missing": "missing",
    "arrested": "detained",
    "detained": "detained",
    "detainees": "detained",
    "rescued": "rescued",
    "survivors": "rescued",
    "displaced": "displaced",
    "evacuated": "evacuated",
    "infected": "infected",
    "hospitalised": "hospitalised",
    "hospitalized": "hospitalised",
    "kidnapped": "abducted",
    "abducted": "abducted",
    "hostages": "abducted",
    "died": "killed",
    "victims": "victims",
    "casualties": "victims",
    "cases": "infected",
    "homeless": "homeless",
    "affected": "affected",
}


@dataclasses.dataclass(slots=True)
class Link:
    """A numeral's predicate: the measure and how the clause said it."""

    phrase: Phrase
    measure: str
    how: str  # head, object, subject, toll, copula, inclusion, group, coordination, gapped, neighbour
    at: int  # the token of the predicate
    doubt: bool = False
    state: bool = False  # a state that holds (`are missing`, `held in custody`)
    perfect: bool = False  # `have been killed`
    whole: "Link | None" = None  # the figure of which this one is said to be a share
    share_of_group: bool = False  # `of those`, `the dead include`: the whole stands before, perhaps in another sentence
    present: bool = False  # `are killed`: general, or a headline
    also: "Link | None" = None  # a second end of the same story: `abducted and killed`
    crossed: int = 0  # counted phrases between the numeral and its predicate
    toll: bool = False
    was: bool = False  # the earlier value of a toll that rose: `from 30`


class Clause:
    """What linking needs of one sentence, made once."""

    def __init__(
        self,
        s: Sentence,
        phrases: list[Phrase],
        mentions: dict[int, pr.Mention],
        disease: bool,
        refuge: bool = False,
        other_numbers: frozenset[int] = frozenset(),
        clinic: bool = False,  # a hospital or its doctors were spoken of just before
    ):
        self.clinic = clinic
        self.s, self.phrases, self.mentions, self.disease, self.refuge = s, phrases, mentions, disease, refuge
        self.mention_ends = {m.last: m for m in mentions.values()}
        self.phrase_at = {p.left: p for p in phrases}
        self.objects_at = (
            set(self.phrase_at) | other_numbers
        )  # where a counted noun phrase begins, of people or of things
        self.inside = {i: p for p in phrases for i in range(p.left, p.end)}
        self.mention_words = {
            s.lows[i]
            for m in mentions.values()
            for i in range(m.first, m.last)
            if any(e.construction != "of" for e in m.entries)
        }

    # -- helpers ---------------------------------------------------------------------------------------------------

    def fits(self, entry: pr.Entry, phrase: Phrase, place: int = 0) -> bool:
        """Whether an entry can count this phrase's unit; a bare number takes the unit of the number before it."""
        unit = phrase.unit or phrase.context_unit
        if unit == "thing" or entry.measure == "none":
            return False
        check = CHECKS.get(entry.note)
        if entry.unit == "building" and check is not None and not check(self, phrase, place):
            return False
        if entry.unit == "building":
            return unit == "building" or (unit == "household" and entry.measure == "houses_destroyed")
        if phrase.unit == "building":
            return entry.measure == "evacuated" and entry.unit == "any"
        return check is None or check(self, phrase, place)

    def fitting(self, mention: pr.Mention, phrase: Phrase) -> list[pr.Entry]:
        """The entries of a mention that can count the phrase; those for its own unit first."""
        fitting = [e for e in mention.entries if self.fits(e, phrase, mention.first)]
        if len(fitting) > 1 and (phrase.unit or phrase.context_unit) == "building":
            fitting.sort(key=lambda e: e.unit != "building")
        return fitting


REBELS = frozenset(
    "rebel rebels militant militants gunman gunmen guerrilla guerrillas insurgent insurgents kidnappers bandits "
    "pirates terrorists taliban militia militias militiamen "
    "faction farc eln hamas hezbollah jihadists extremists separatists cartel gang gangs front brigade nsag oag "
    "non-state islamists kidnapper captors isis isil "
    "rsf paramilitary paramilitaries boko al-qaeda shabaab al-shabaab".split()
)
AUTHORITIES = frozenset(
    "police army troops soldiers navy naval forces authorities government security coastguard guards officers "
    "gendarmes court".split()
)


def captor(words: list[str]) -> str | None:
    """`abducted` where those who hold somebody fight a state, `detained` where they serve one, None where the
    words name neither.
    """
    for word in words:
        if word in REBELS:
            return "abducted"
        if word in AUTHORITIES:
            return "detained"
    return None


def _words_after(clause: Clause, place: int, reach: int) -> list[str]:
    return clause.s.lows[place : place + reach]


def _wounds(clause: Clause, phrase: Phrase, place: int) -> bool:
    """`suffered minor injuries`: the verb counts where a wound is its object."""
    for word in clause.s.lows[place + 1 : place + 9]:
        if word in ("died", "dead", "killed", "succumbed", "been"):
            return False  # `had since died of burns`
        if word in WOUNDS:
            return True
        if word in (",", ".", ";", "and"):
            return False
    return False


NOT_LOST = frozenset("players customers voters followers subscribers fans readers friends viewers".split())
KIN = frozenset("son daughter child brother sister baby husband wife father mother boy girl soldier man".split())


def _loss(clause: Clause, phrase: Phrase, place: int) -> bool:
    """`lost 11 men`, `lost a son`; but `lost a great friend` speaks of one who is known."""
    lows = clause.s.lows
    if phrase.unit != "person" or phrase.head is None or phrase.left <= place or lows[phrase.head] in NOT_LOST:
        return False
    if lows[phrase.end : phrase.end + 1] == ["to"] and lows[phrase.end + 1 : phrase.end + 2] in (
        ["injury"],
        ["injuries"],
    ):
        return False
    return not phrase.numeral.singular or clause.s.lows[phrase.head] in KIN


@functools.cache
def disease_words() -> frozenset[str]:
    """The names of diseases that are one word."""
    names = {n.lower() for r in rows("diseases") for n in (r["name"], *r["aliases"].split("|"))}
    return frozenset(n for n in names if n and " " not in n)


def _patient(clause: Clause, phrase: Phrase, place: int) -> bool:
    """`a doctor at the hospital` works there, `a doctor is in hospital` lies there."""
    if phrase.head is None or place - phrase.end > 1:
        return True
    noun = noun_of(clause.s, phrase.head)
    return noun is None or noun.note != "occupation"


def _visitors(clause: Clause, phrase: Phrase) -> bool:
    """Who travels but is no refugee."""
    return phrase.head is not None and clause.s.lows[phrase.head] in VISITORS


# What the note of an entry asks of the words around it.
CHECKS: dict[str, Callable[[Clause, Phrase, int], bool]] = {
    "disease": lambda c, p, i: c.disease and c.s.lows[i + 1 : i + 2] != ["by"],
    "abroad": lambda c, p, i: not _visitors(c, p) and gazetteer.names_country(c.s.words, i + 2),
    "hospital": lambda c, p, i: any(w.startswith(HOSPITALS) or w == "treatment" for w in _words_after(c, i, 14)),
    "captor": lambda c, p, i: p.left > i and captor(c.s.lows[max(0, i - 9) : i]) is not None,
    "clinic": lambda c, p, i: (
        p.unit != "thing" and (c.clinic or any(w.startswith(HOSPITALS) for w in c.s.lows[max(0, i - 14) : i + 14]))
    ),
    "home": lambda c, p, i: (
        any(w in ("home", "homes", "villages", "houses") for w in _words_after(c, i, 6))
        or (c.refuge and _words_after(c, i + 1, 1) in (["to"], ["from"]) and not _visitors(c, p) and p.unit != "thing")
    ),
    "camp": lambda c, p, i: any(w in CAMPS for w in _words_after(c, i, 9)),
    "loss": _loss,
    "civil": lambda c, p, i: not _visitors(c, p),
    "back": lambda c, p, i: (
        p.unit != "thing" and _words_after(c, i + 2, 1) not in (["to"], ["on"], ["into"], ["and"], ["in"])
    ),
    "arrivals": lambda c, p, i: c.refuge and p.unit == "person" and not _visitors(c, p),
    "refuge": lambda c, p, i: c.refuge and not _visitors(c, p),
    "origin": lambda c, p, i: any(w[:1].isupper() for w in c.s.words[i + 2 : i + 4]) and not _visitors(c, p),
    "medic": lambda c, p, i: any(w.startswith(MEDICS) for w in c.s.lows[max(0, i - 10) : i]),
    "slide": lambda c, p, i: (
        c.s.lows[i + 1 : i + 2]
        and c.s.lows[i + 1] in ("under", "beneath", "in", "alive", "when", "as")
        or (p.left > i and bool(SLIDES.intersection(c.s.lows[max(0, i - 6) : i])))
    ),
    "critical": lambda c, p, i: c.s.lows[i + 1 : i + 2] not in (["of"], ["to"], ["for"]),
    "burial": lambda c, p, i: p.left > i and bool(MOURNERS.intersection(c.s.lows[max(0, i - 3) : i])),
    "patient": _patient,
    "rebels": lambda c, p, i: (
        p.left > i
        and p.head is not None
        and captor(c.s.lows[max(0, i - 9) : i]) == "abducted"
        and _words_after(c, p.end - 1, 1) not in (["off"], ["to"], ["out"], ["into"], ["on"], ["up"])
    ),
    "premises": lambda c, p, i: not PREMISES.isdisjoint(_words_after(c, i + 1, 6)),
    "patients": lambda c, p, i: p.left > i and p.head is not None and c.s.lows[p.head] in ("patients", "wounded"),
    "damage": lambda c, p, i: not {"damage", "damages"}.isdisjoint(_words_after(c, i + 1, 5)),
    "ward": lambda c, p, i: p.left > i and any(w.startswith(WARDS) for w in c.s.lows[max(0, i - 4) : i]),
    "site": lambda c, p, i: p.left > i and not SITES.isdisjoint(c.s.lows[max(0, i - 6) : i]),
    "victims": lambda c, p, i: p.left > i and p.head is not None and c.s.lows[p.head] in ("victims", "lives"),
    "household": lambda c, p, i: p.unit == "household",
    "funeral": lambda c, p, i: (
        p.left < i
        and SLIDES.isdisjoint(c.s.lows)
        and _words_after(c, i + 1, 1) not in (["under"], ["beneath"], ["in"], ["alive"], ["when"], ["as"], ["by"])
    ),
    "crew": lambda c, p, i: not CREWS.isdisjoint(c.s.lows[p.left : p.end + 1]),
    "suspects": lambda c, p, i: (
        p.head is not None
        and c.s.lows[p.head] in SUSPECTS
        or (p.left > i and captor(c.s.lows[max(0, i - 5) : i]) is not None and p.unit == "person")
    ),
    "trapped": lambda c, p, i: p.left > i and p.unit == "person",
    "wounds": _wounds,
    "illness": lambda c, p, i: not disease_words().isdisjoint(_words_after(c, i + 1, 2)),
}


BEFORE_TO = frozenset("have has had having forced began begun continued able".split())


def modality(words: list[str], active: bool = False) -> str:
    """`none` for plans, denials and counterfactuals, `doubt` for fears and beliefs, else `fact`."""
    if any(w in ("not", "n't", "never", "unable") for w in words):
        return "none"
    if any(w in wc.PLAN_MODALS for w in words):
        return "none"
    if "could" in words and "have" in words and active:
        return "none"
    if "to" in words:
        i = words.index("to")
        before = words[i - 1] if i else ""
        if before not in wc.EVIDENTIAL and before not in BEFORE_TO and words[i + 1 : i + 2] != ["having"]:
            return "none"
    if any(w in wc.DOUBT for w in words):
        return "doubt"
    return "fact"
