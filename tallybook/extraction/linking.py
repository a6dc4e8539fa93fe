"""Clauses: which predicate counts a numeral, and so what is measured, how firmly, and as a share of what."""

import dataclasses

from tallybook.extraction import predicates as pr
from tallybook.extraction import wordclasses as wc
from tallybook.extraction.noun_phrases import Phrase, noun_of
from tallybook.extraction.tokens import Sentence

SAY = frozenset("said says say told added reported announced confirmed".split())
INCLUDE = frozenset("including include includes included incl comprising".split())
COORDINATORS = frozenset(("and", ",", "&", "plus", ";"))
PARTICIPLES_OF_STATE = frozenset("aged armed based named called accused suspected employed led trapped stationed travelling traveling".split())
LINK_VERBS = frozenset("were was are is include includes included comprise comprised".split())
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
    crossed: int = 0  # counted phrases between the numeral and its predicate
    toll: bool = False
    was: bool = False  # the earlier value of a toll that rose: `from 30`
    denied: bool = False


class Clause:
    """What linking needs of one sentence, made once."""

    def __init__(self, s: Sentence, phrases: list[Phrase], mentions: dict[int, pr.Mention], disease: bool):
        self.s, self.phrases, self.mentions, self.disease = s, phrases, mentions, disease
        self.mention_ends = {m.last: m for m in mentions.values()}
        self.phrase_at = {p.left: p for p in phrases}
        self.inside = {i: p for p in phrases for i in range(p.left, p.end)}
        self.links_of_toll: set[int] = set()
        self.mention_words = {s.lows[i] for m in mentions.values() for i in range(m.first, m.last) if any(e.construction != "of" for e in m.entries)}

    # -- helpers ---------------------------------------------------------------------------------------------------

    def fits(self, entry: pr.Entry, phrase: Phrase, place: int = 0) -> bool:
        """Whether an entry can count this phrase's unit."""
        unit = phrase.unit
        if entry.unit == "building":
            return unit in ("building", "household") and (unit == "building" or entry.measure != "houses_damaged")
        if entry.note == "disease" and not self.disease:
            return False
        if unit == "building":
            return entry.measure in ("homeless", "evacuated", "displaced") and entry.unit == "any" and entry.measure == "evacuated"
        if unit == "thing":
            return False
        if entry.note == "hospital":
            window = self.s.lows[place : place + 14]
            return any(w.startswith(("hospital", "clinic", "medical", "infirmary")) for w in window)
        if entry.note == "home":
            window = self.s.lows[place : place + 6]
            return "home" in window or "homes" in window or "villages" in window
        return True

    def usage(self, first: int, last: int, phrase: Phrase, construction: str) -> list[pr.Entry]:
        mention = self.mentions.get(first)
        return [e for e in mention.of(construction) if self.fits(e, phrase, first)] if mention else []

    # -- the number stands before its predicate --------------------------------------------------------------------

    def subject(self, phrase: Phrase) -> Link | None:
        """Search to the right for the predicate of which the phrase is subject (or patient)."""
        s, n = self.s, len(self.s)
        i, relative, soft, crossed, ing = phrase.end, False, False, 0, None
        limit = min(n, phrase.end + 45)
        while i < limit:
            low = s.lows[i]
            if low == "(":
                close = next((j for j in range(i + 1, min(i + 40, n)) if s.lows[j] == ")"), None)
                if close is None:
                    return ing
                i = close + 1
                continue
            if low in (";", ":", "?", "!") or (low in ("—", "–", "--") and i > phrase.end):
                close = next((j for j in range(i + 1, min(i + 30, n)) if s.lows[j] in ("—", "–")), None) if low in ("—", "–") else None
                if close is None:
                    return ing
                i = close + 1
                continue
            if low in wc.RELATIVES:
                if low == "whose":
                    return ing
                relative = True
                i += 1
                continue
            if low in ("and", "or", "but"):
                if low == "but":
                    return ing
                if i + 1 in self.mentions and not self._participle_reading(i + 1):
                    return ing
                i += 1
                continue
            if low in wc.AUXILIARIES and not (low == "being" and False):
                result, at = self._verb_group(i, phrase, crossed)
                if isinstance(result, Link):
                    return result
                if result == "stop" and not relative:
                    return ing
                relative = False
                soft = True
                i = at
                continue
            mention = self.mentions.get(i)
            if mention is not None:
                outcome = self._bare(mention, phrase, soft, crossed, i > phrase.end or phrase.head is not None)
                if isinstance(outcome, Link):
                    if outcome.how == "weak":
                        outcome.how = "subject"
                        ing = ing or outcome
                        i = mention.last
                        continue
                    return outcome
                if outcome == "agent" and not relative:
                    return ing
                relative = relative and outcome != "agent"
                i = mention.last
                continue
            if low in SAY and i > phrase.end:
                # `…, police said, were killed`: an inserted attribution is stepped over.
                comma = next((j for j in range(i + 1, min(i + 12, n)) if s.lows[j] == ","), None)
                opened = any(s.lows[j] == "," for j in range(phrase.end, i))
                if relative:
                    relative = False
                    i += 1
                    continue
                if comma is None or not opened:
                    return ing
                i = comma + 1
                continue
            if low in wc.FINITE:
                if not relative:
                    return ing
                relative = False
                soft = True
                i += 1
                continue
            if low in wc.SUBORDINATORS:
                if low == "as" and i + 2 < n and s.lows[i + 1] == "well":
                    i += 3
                    continue
                if low in ("before", "after", "since", "as") and i + 1 < n and (s.kinds[i + 1] == "n" or s.lows[i + 1] in wc.WEEKDAYS or s.lows[i + 1] in wc.MONTHS):
                    i += 2
                    continue
                return ing
            if low.endswith("ed") and s.kinds[i] == "w" and low not in wc.ADVERBS and low not in wc.EVIDENTIAL and len(low) > 4 and noun_of(s, i) is None:
                if pr.object_follows(s, i + 1, self._numeral_starts()) and low not in PARTICIPLES_OF_STATE:
                    if not relative:
                        return ing
                    relative = False
                soft = True
                i += 1
                continue
            if i in self.phrase_at and self.phrase_at[i] is not phrase:
                other = self.phrase_at[i]
                crossed += 1
                if not self._lists(phrase.end, i):
                    return ing
                if other.outcome_head:
                    return ing
                i = max(other.end, i + 1)
                continue
            i += 1
        return ing

    def _lists(self, start: int, end: int) -> bool:
        """Whether another counted phrase goes on with this one's list, and does not begin a clause of its own."""
        between = self.s.lows[start:end]
        return not between or between[-1] in COORDINATORS | INCLUDE | {"least", "mostly", "them", "of", "whom", "were", "—", "–", "-", "with", "are", "in"} or between[-1] in wc.PREPOSITIONS

    def _numeral_starts(self) -> dict[int, Phrase]:
        return self.phrase_at

    def _participle_reading(self, i: int) -> bool:
        """After `and`: a participle that can still describe the subject (`abducted and killed`), not a new verb with an object."""
        mention = self.mentions[i]
        return not pr.object_follows(self.s, mention.last, self._numeral_starts())

    def _verb_group(self, i: int, phrase: Phrase, crossed: int) -> "tuple[Link | str, int]":
        """Read a verb group that starts with an auxiliary at i: a link, or `stop`, and where the group ends."""
        s, n = self.s, len(self.s)
        k, words = i, []
        while k < n and k - i < 12:
            low = s.lows[k]
            if k in self.mentions:
                mention = self.mentions[k]
                if any(e.construction in ("vt", "vi", "adj") for e in mention.entries):
                    found = self._governed(mention, words, phrase, crossed)
                    if found is not None:
                        return found, mention.last
                    if low not in wc.AUXILIARIES:
                        return "stop", mention.last
            if low in wc.AUXILIARIES or low in wc.ADVERBS or low in wc.EVIDENTIAL or low in ("to", "as", "n't", "forced", "began", "begun", "continued", "still", "left", "able", "unable") or (low.endswith("ly") and s.kinds[k] == "w"):
                words.append(low)
                k += 1
                continue
            if low.endswith("n't"):
                words.append("not")
                k += 1
                continue
            break
        if k < n and s.lows[k] == "among":
            found = self._among(k, phrase)
            if found is not None:
                return found, k + 1
        if k < n and s.lows[k] in ("in", "on", "at") and "not" not in words:
            pass
        return "stop", max(k, i + 1)

    def _governed(self, mention: pr.Mention, words: list[str], phrase: Phrase, crossed: int) -> Link | None:
        """The link that a predicate behind these auxiliaries makes with its subject; None where it counts somebody else or nobody."""
        passive = any(w in wc.BE or w in wc.GET for w in words) or any(w in ("feared", "reported", "confirmed", "left") for w in words)
        for entry in mention.entries:
            if not self.fits(entry, phrase, mention.first):
                continue
            if entry.construction == "vt":
                starts_with_aux = self.s.lows[mention.first] in wc.AUXILIARIES
                if entry.form == "ing" or (entry.form == "fixed" and self.s.lows[mention.first].endswith("ing") and not starts_with_aux):
                    continue
                if not passive and not starts_with_aux:
                    continue
                if entry.form == "s" or (entry.form == "base" and entry.form not in ("past", "participle") and self.s.lows[mention.first] not in ("hit", "hurt", "beat")):
                    continue
            elif entry.construction == "vi":
                if passive and entry.form in ("past", "participle") and not any(w in wc.HAVE for w in words) and self.s.lows[mention.first] not in ("collapsed",):
                    if entry.measure in ("killed", "missing") and self.s.lows[mention.first] in ("died", "perished", "disappeared", "vanished"):
                        continue
            elif entry.construction == "adj":
                if not (passive or any(w in ("still", "left", "remain") for w in words)):
                    continue
            else:
                continue
            verdict = modality(words)
            if verdict == "none":
                return None
            state = entry.construction == "adj" or entry.measure == "missing" or ("are" in words and entry.measure in ("displaced", "detained", "hospitalised"))
            return Link(phrase, entry.measure, "subject", mention.first, doubt=verdict == "doubt", state=state, perfect=any(w in wc.HAVE for w in words), crossed=crossed)
        return None

    def _bare(self, mention: pr.Mention, phrase: Phrase, soft: bool, crossed: int, noun_before: bool) -> "Link | str | None":
        """A predicate without an auxiliary: `12 people killed in …`, `26 died`, `3 dead`; or the subject acts on others."""
        s = self.s
        for entry in mention.entries:
            if entry.construction == "of" or entry.form == "base" and entry.construction == "vt" and s.lows[mention.first] not in ("hit", "hurt", "beat"):
                continue
            first = s.lows[mention.first]
            if entry.construction == "vt":
                if entry.form == "s":
                    return "agent"
                if entry.form == "ing" or (entry.form == "fixed" and first.endswith("ing") and first not in ("being",)):
                    before = s.lows[mention.first - 1]
                    if first in ("missing",):
                        continue
                    return "agent" if before != "," or not soft else None
                if pr.object_follows(s, mention.last, self._numeral_starts()) and not self._by_or_time(mention.last):
                    return "agent"
                if not self.fits(entry, phrase, mention.first):
                    continue
                before = s.lows[mention.first - 1]
                if before in ("the", "those", "a", "an", "and", "or", "of") and mention.first > phrase.end:
                    if before in ("and", "or") and crossed == 0 and not soft:
                        return None
                    return None
                return Link(phrase, entry.measure, "subject", mention.first, crossed=crossed, doubt=self._doubt_before(mention.first))
            if not self.fits(entry, phrase, mention.first):
                continue
            if entry.construction == "vi":
                if entry.form == "ing":
                    return Link(phrase, entry.measure, "weak", mention.first, crossed=crossed)
                if entry.form == "base" and mention.first > phrase.end + 1:
                    continue
                if s.lows[mention.first - 1] in ("the", "a", "to", "of"):
                    if s.lows[mention.first - 1] == "to" and mention.first >= 2 and s.lows[mention.first - 2] in ("begun", "began", "forced", "continue", "continued", "had", "managed", "have", "start", "started"):
                        return Link(phrase, entry.measure, "subject", mention.first, crossed=crossed)
                    continue
                return Link(phrase, entry.measure, "subject", mention.first, crossed=crossed, doubt=self._doubt_before(mention.first))
            if entry.construction == "adj":
                before = s.lows[mention.first - 1]
                if before in ("the", "a", "an", "of", "some", "those", "many", "with", "as") and mention.first > phrase.end:
                    continue
                if mention.first + 1 < len(s) and (nxt := noun_of(s, mention.last) if mention.last < len(s) else None) is not None and nxt.unit in ("person", "household"):
                    continue
                return Link(phrase, entry.measure, "subject", mention.first, crossed=crossed, state=True, doubt=self._doubt_before(mention.first))
        return None

    def _by_or_time(self, i: int) -> bool:
        """`killed three days ago`, `injured two of them critically`: what follows is no object."""
        s = self.s
        phrase = self.phrase_at.get(i)
        if phrase is None:
            return False
        return phrase.unit == "thing" and phrase.head is not None and s.lows[phrase.head] in wc.TIME_UNITS

    def _doubt_before(self, i: int) -> bool:
        return any(w in wc.DOUBT for w in self.s.lows[max(0, i - 3) : i])

    def _among(self, k: int, phrase: Phrase) -> Link | None:
        """`were among the dead`, `were among at least 31 people killed`."""
        s = self.s
        for j in range(k + 1, min(k + 12, len(s))):
            measure = OUTCOME_GROUPS.get(s.lows[j])
            if measure is not None:
                if measure == "victims":
                    measure = "killed"
                link = Link(phrase, measure, "subject", j, share_of_group=True)
                return link if phrase.unit in ("person", None, "household") else None
        return None

    # -- the number stands after its predicate ---------------------------------------------------------------------

    def object(self, phrase: Phrase) -> Link | None:
        """A predicate directly before the phrase that takes it as object or complement."""
        s = self.s
        j = phrase.left
        while j and (s.lows[j - 1] in ("also", "only", "as", "even", "another", "then", "instead", "his", "all", "both", "some", "“", '"', "(") or s.lows[j - 1] in ("the", "its", "these", "those") or s.lows[j - 1] == "reportedly"):
            j -= 1
        mention = self.mention_ends.get(j)
        if mention is None and j and s.lows[j - 1] in ("up", "off", "down", "out") and phrase.unit != "thing":
            mention = self.mention_ends.get(j - 1)
        if mention is None:
            return None
        if j and s.lows[j] == "as" and phrase.left - j == 1:
            return None
        first = s.lows[mention.first]
        for entry in mention.entries:
            if not self.fits(entry, phrase, mention.first) or entry.note == "passive only":
                continue
            if entry.construction == "of":
                if s.lows[mention.first - 1] in ("no", "without") and mention.first:
                    return None
                if entry.measure == "missing" and phrase.numeral.singular:
                    continue
                return Link(phrase, entry.measure, "object", mention.first, doubt=self._far_doubt(mention.first))
            if entry.construction == "vi" and entry.note == "disease":
                continue
            if entry.construction != "vt":
                continue
            if entry.form == "fixed" and entry.note == "fixed" and s.lows[mention.last - 1] in ("to", "in", "at", "from", "by", "the", "a", "for", "alive"):
                continue
            start, auxiliaries, places = pr.auxiliaries_before(s, mention.first)
            words = [s.lows[p] for p in places]
            if any(w in wc.BE or w in wc.GET for w in auxiliaries) and entry.form != "ing" and not (first.endswith("ing") and entry.form == "fixed"):
                return None
            if entry.form in ("base",) and not any(w in wc.MODALS or w in wc.DO or w == "to" for w in auxiliaries) and s.lows[mention.first - 1 if mention.first else 0] in wc.PREPOSITIONS:
                return None
            joint = self._joint(mention, entry)
            if joint:
                return None
            verdict = modality(words, active=True)
            if verdict == "none":
                return None
            if mention.first and s.lows[mention.first - 1] in ("without", "not", "avoid", "avoided", "prevent", "prevented", "of", "for", "threatened", "against") and entry.form == "ing":
                if s.lows[mention.first - 1] in ("without", "not", "avoid", "avoided", "prevent", "prevented", "threatened", "against"):
                    return None
            return Link(phrase, entry.measure, "object", mention.first, doubt=verdict == "doubt", perfect=any(w in wc.HAVE for w in auxiliaries))
        return None

    def _joint(self, mention: pr.Mention, entry: pr.Entry) -> bool:
        """`killed or wounded 22`: two outcomes over one number are no figure of either."""
        s = self.s
        k = mention.first
        if k >= 2 and s.lows[k - 1] in ("or", "and"):
            other = self.mention_ends.get(k - 1)
            if other is not None and any(e.construction == "vt" and e.measure != entry.measure and e.unit != "building" for e in other.entries) and not any(e.measure == entry.measure for e in other.entries):
                if s.lows[k - 1] == "and" and any(e.measure in ("injured",) for e in other.entries) and entry.measure == "killed":
                    return False  # `shot and killed`: one outcome, the graver
                return True
        return False

    def _far_doubt(self, i: int) -> bool:
        return any(w in ("possible", "feared", "suspected", "possibly", "may", "might") for w in self.s.lows[max(0, i - 4) : i])

    # -- the head is the outcome -----------------------------------------------------------------------------------

    def head(self, phrase: Phrase) -> Link | None:
        """`12 deaths`, `30 wounded`, `59 confirmed cases`, `200 refugees`."""
        s = self.s
        if phrase.head is None or (not phrase.outcome_head and noun_of(s, phrase.head) is None):
            return None
        low = s.lows[phrase.head]
        if low == "seekers" and s.lows[phrase.head - 1] == "asylum" or low in ("asylum-seekers", "asylum-seeker"):
            return Link(phrase, "refugees", "head", phrase.head)
        known = pr.nouns().get(low)
        if known is None:
            return None
        measure, note, _ = known
        modifiers = s.lows[phrase.numeral.right : phrase.head]
        if note == "weak":
            return None
        if note == "disease":
            if not (self.disease or any(w in ("confirmed", "suspected", "new", "active", "positive", "probable") for w in modifiers) and self.disease):
                return None
            if phrase.head + 1 < len(s) and s.lows[phrase.head + 1] == "of" and s.lows[phrase.head + 2 : phrase.head + 3] in (["violence"], ["abuse"], ["theft"], ["rape"], ["fraud"], ["corruption"]):
                return None
            doubt = "suspected" in modifiers or "probable" in modifiers or self._doubt_before(phrase.left)
            return Link(phrase, measure, "head", phrase.head, doubt=doubt)
        if note == "lives lost":
            window = set(s.lows[max(0, phrase.left - 4) : phrase.left] + s.lows[phrase.end : phrase.end + 5])
            if window & {"lost", "claimed", "claim", "claims", "claiming", "cost", "costing", "taken", "took", "taking", "loss", "losing", "lose", "killed"}:
                return Link(phrase, "killed", "head", phrase.head)
            if window & {"saved", "saving", "save"}:
                return Link(phrase, "rescued", "head", phrase.head)
            return None
        if low in ("body", "bodies", "corpses", "corpse") and phrase.head + 1 < len(s) and s.lows[phrase.head + 1] == "of" and phrase.head + 2 in self.phrase_at:
            return None  # `the bodies of 14 …`: the number behind counts
        if low in ("dead", "injured", "wounded", "missing", "hurt", "displaced"):
            following = s.lows[phrase.end : phrase.end + 2]
            if following[:1] in (["or"], ["and/or"]) and len(following) > 1 and following[1] in OUTCOME_GROUPS:
                return None
            if following[:1] == ["and"] and len(following) > 1 and following[1] in OUTCOME_GROUPS and low != following[1]:
                return None
        before = s.lows[max(0, phrase.left - 3) : phrase.left]
        if any(w in ("no", "without") for w in before[-1:]):
            return None
        return Link(phrase, measure, "head", phrase.head, doubt=self._doubt_before(phrase.left) or "suspected" in modifiers or "feared" in modifiers, state=measure == "missing" or low in ("detainees", "refugees", "displaced"))


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
        if before not in wc.EVIDENTIAL and before not in ("have", "has", "had", "having", "forced", "began", "begun", "continued", "able") and not (before in ("are", "is", "were", "was") and False):
            return "none"
    if any(w in wc.DOUBT for w in words):
        return "doubt"
    return "fact"
