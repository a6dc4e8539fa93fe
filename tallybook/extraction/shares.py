"""Shares: the figure of which another is a part.

A few constructions name the whole beyond doubt (`104 people, including 19 pupils`, `two medics among 31 dead`). Where
the words leave it open, every figure that could be the whole is described by its traits, and `lexicon/shares.csv`
weighs them.
"""

import collections
from collections.abc import Sequence

from tallybook.extraction import ranking
from tallybook.extraction import wordclasses as wc
from tallybook.extraction.linking import CLOSING, COORDINATORS, INCLUDE
from tallybook.extraction.mention import (
    GENERIC,
    Mention,
    inside,
    places_apart,
    sources_apart,
    times_apart,
)

TOLD_BEFORE, SPOKEN_OF = 3, 8  # sentences: `of those` looks less far back than `among the dead`
BACK, AHEAD = 8, 5  # how many figures before and behind may be the whole
REACH = 60  # among how many of the same measure they are looked for
LONGEST_RUN = 20  # parts that add up
OPENERS = (
    ["of", "those"],
    ["of", "them"],
    ["of", "these"],
    ["of", "the"],
    ["among", "them"],
    ["among", "those"],
    ["among", "the"],
)
BRINGING = frozenset("bringing taking raising brings brought raised took".split())
RAISED = BRINGING | {"after", "as", "when"}
DEGREES = frozenset("seriously critically badly severely gravely slightly lightly critical serious".split())
PARTITIVE = frozenset("of the its these those all some their".split())


class Shares:
    """The shares of one article, found figure by figure in the order of the text."""

    def __init__(self, mentions: Sequence[Mention]):
        self.mentions = mentions
        self.same: dict[str, list[Mention]] = collections.defaultdict(list)
        self.rank: dict[int, int] = {}  # place among the figures of the same measure
        self.by_link = {id(m.link): m for m in mentions}
        for mention in mentions:
            self.rank[id(mention)] = len(self.same[mention.link.measure])
            self.same[mention.link.measure].append(mention)
        self.largest = {
            measure: max((m for m in same if not m.link.was and not m.headline), key=lambda m: m.value, default=None)
            for measure, same in self.same.items()
        }
        self.sums: dict[int, Mention] = {}  # by a part that surely adds up with others
        self.may_add_up: set[tuple[int, int]] = set()
        for same in self.same.values():
            self._add_up(same)

    def find(self) -> None:
        """Fill `part_of`."""
        for mention in self.mentions:
            whole = self.beside_aside(mention)
            if whole is not None:
                mention.part_of = whole.part_of
            else:
                mention.part_of = self.named(mention) or self.likeliest(mention)

    def beside_aside(self, part: Mention) -> Mention | None:
        """The figure beside which this one stands in a list, with only an aside of shares between: `12 men – including
        two brothers – and nine women`. It is a share of what that one is a share of.
        """
        same, k = self.same[part.link.measure], self.rank[id(part)]
        before = same[k - 1] if k else None
        if before is None or before.sentence is not part.sentence or before.part_of is None:
            return None
        between = part.sentence.lows[before.link.phrase.end : part.link.phrase.left]
        closed = between[-1:] != [] and between[-1] in COORDINATORS and not CLOSING.isdisjoint(between)
        return before.part_of if closed and before.part_of.sentence is part.sentence else None

    # -- beyond doubt ----------------------------------------------------------------------------------------------

    def named(self, part: Mention) -> Mention | None:
        """The whole that a construction names, or that the figures add up to."""
        whole = self._by_clause(part) or self._beside(part) or self._told_before(part) or self.sums.get(id(part))
        return whole if whole is not None and _free(part, whole) else None

    def _by_clause(self, part: Mention) -> Mention | None:
        """What the clause itself names: `104 people, including 19 pupils`."""
        link, lows = part.link, part.sentence.lows
        whole = self.by_link.get(id(link.whole)) if link.whole is not None else None
        if whole is None or whole is part or whole.link.measure != link.measure:
            return None
        outer = whole.link.phrase
        if lows[:2] in OPENERS and link.how in ("gapped", "group", "coordination", "subject") and outer.left > 3:
            return None  # `Of those killed, five died in …, two in …`: the five are no whole of the two
        if link.how == "subject" and _goes_on(lows[outer.end : link.phrase.left]):
            return None  # `six lawyers and a judge were among the dead`
        return whole

    def _beside(self, part: Mention) -> Mention | None:
        """A whole in the same sentence, by the words between the two."""
        link, s = part.link, part.sentence
        phrase = link.phrase
        same, k = self.same[link.measure], self.rank[id(part)]
        for whole in same[k + 1 : k + 3]:
            if whole.sentence is not s or whole.link.was:
                break
            if whole.value >= part.value:
                of = s.lows[phrase.numeral.last : whole.link.phrase.left]
                behind = s.lows[phrase.end : whole.link.phrase.left]
                if ("among" in behind and len(behind) <= 4) or (of[:1] == ["of"] and PARTITIVE.issuperset(of)):
                    return whole  # `two medics among 31 dead`, `300 of the 367 arrested`
            if _raised(part, whole, BRINGING) or _brings(s.lows[phrase.end : whole.link.phrase.left]):
                return whole  # `another death, bringing to six the number killed`
        before = same[k - 1] if k else None
        if before is None or before.sentence is not s or before.link.was or before.link.phrase.end > phrase.left:
            return None
        between = s.lows[before.link.phrase.end : phrase.left]
        if part.value < before.value and s.lows[phrase.end : phrase.end + 2] in (["among", "them"], ["among", "whom"]):
            return before  # `three of them, a pastor among them, were crushed`
        if before.part_of is not None:
            if before.value + part.value <= before.part_of.value and _goes_on(between, link.how):
                return before.part_of  # `the dead include 14 pupils and a driver`
            return None
        if part.value < before.value and (_included(between) or between[-2:] in ([",", "with"], ["-", "with"])):
            return before  # `94 dead, among them the groom and 31 guests`; `ten wounded, with two hit by bullets`
        return before if _raised(part, before, RAISED) else None

    def _told_before(self, part: Mention) -> Mention | None:
        """A whole in a sentence before, where this one opens with `of those`, or says `included` or `others`."""
        s, phrase = part.sentence, part.link.phrase
        same, k = self.same[part.link.measure], self.rank[id(part)]
        before = same[k - 1] if k else None
        opened = s.lows[:2] in OPENERS
        if before is None or (before.sentence is s and not (opened and before.part_of is not None)):
            return None
        if before.part_of is not None and phrase.left == 0 and s.lows[phrase.end - 1] == "others":
            # `Thirty-five others died in …` goes on with the shares of a total.
            top = before.part_of
            while top.part_of is not None:
                top = top.part_of
            return top if top.value >= before.value + part.value else None
        if before.sentence is s:
            return before.part_of if part.link.how in ("gapped", "coordination", "group", "subject") else None
        included = not INCLUDE.isdisjoint(s.lows[max(0, phrase.left - 2) : phrase.left])
        among = part.link.share_of_group and part.link.how == "subject"  # `two medics were among the dead`
        if (
            not included
            and not among
            and not (opened and (part.link.share_of_group or phrase.of_group or phrase.head is None))
        ):
            return None
        nearest = opened and s.lows[1] in ("those", "them", "these")  # else it is the whole toll that is spoken of
        for whole in reversed(same[max(0, k - REACH) : k]):
            if s.index - whole.sentence.index > (TOLD_BEFORE if nearest or included else SPOKEN_OF):
                break
            if whole.link.was or whole.vague or whole.value < part.value or whole.link.doubt:
                continue
            if nearest or whole.part_of is None:
                return whole
        return None

    def _add_up(self, same: Sequence[Mention]) -> None:
        """Find the runs of figures, one behind the other, that add up to one before or behind them. Surely its parts
        are those of one sentence, and three and more; two apart may equal it by chance.
        """
        usable = [m for m in same if not m.vague and not m.link.was and not m.headline and m.link.whole is None]
        headlines = {m.value: m for m in reversed(same) if m.headline and not m.vague}
        for first, start in enumerate(usable[:-1]):
            before = {**headlines, **{m.value: m for m in usable[max(0, first - BACK) : first]}}
            total, most = start.value, max(before, default=0.0)
            for last in range(first + 1, min(first + LONGEST_RUN, len(usable))):
                end = usable[last]
                if end.sentence.index - usable[last - 1].sentence.index > 2:
                    break
                total += end.value
                behind = usable[last + 1] if last + 1 < len(usable) else None
                whole = before.get(total)
                if (
                    whole is None
                    and behind is not None
                    and behind.value == total
                    and behind.sentence.index - end.sentence.index <= 1
                ):
                    whole = behind
                # `one clerk, three drivers and four guards`: in one list the sum of two is another's number by chance
                if whole is not None and (whole.sentence is not end.sentence or _announced(whole, start)):
                    run = usable[first : last + 1]
                    self.may_add_up.update((id(m), id(whole)) for m in run)
                    apart = any(times_apart(m, whole) or places_apart(m, whole) for m in run)
                    if (end.sentence is start.sentence or len(run) > 2) and not apart:
                        for m in run:
                            self.sums.setdefault(id(m), whole)
                if total > most and (behind is None or total > behind.value):
                    break

    # -- open to choice --------------------------------------------------------------------------------------------

    def candidates(self, part: Mention) -> list[Mention]:
        """Figures of the same measure that may be the whole: the nearest before it first, then some behind it, and
        the largest.
        """
        same, k = self.same[part.link.measure], self.rank[id(part)]
        found: list[Mention] = []
        for whole in reversed(same[max(0, k - REACH) : k]):
            if not whole.link.was and (whole.value >= part.value or whole.vague):
                found.append(whole)
                if len(found) == BACK:
                    break
        for whole in same[k + 1 : k + 1 + AHEAD]:
            if not whole.link.was and whole.value > part.value and whole.sentence.index - part.sentence.index <= 2:
                found.append(whole)
        largest = self.largest[part.link.measure]
        if largest is not None and largest.value > part.value and largest is not part and largest not in found:
            found.append(largest)
        return found

    def likeliest(self, part: Mention) -> Mention | None:
        """The candidate with the most to speak for it; None where more speaks for none."""
        best, most = None, 0.0
        candidates = self.candidates(part)
        for whole in candidates:
            score = ranking.score("shares", self.traits(part, whole, candidates))
            if score > most and _free(part, whole):
                best, most = whole, score
        return best

    def traits(self, part: Mention, whole: Mention, candidates: Sequence[Mention]) -> list[str]:
        """What the rules see of a figure and what may be its whole."""
        told: list[str] = []
        link, s, lows = part.link, part.sentence, part.sentence.lows
        phrase, outer = link.phrase, whole.link.phrase
        gap = s.index - whole.sentence.index
        nearest = candidates[0] is whole and gap >= 0
        if nearest:
            told.append("nearest before")
        # where they stand
        if gap == 0 and outer.left < phrase.left:
            told.append("same sentence, whole before")
            between = lows[outer.end : phrase.left]
            if not INCLUDE.isdisjoint(between) or "among" in between:
                told.append("including between")
            if ";" in between and phrase.head is None:
                told.append("bare number behind a semicolon")
        elif gap == 0:
            told.append("same sentence, whole behind")
        elif gap < 0:
            told.append("whole in a later sentence")
        else:
            told.append(
                "sentence before"
                if gap == 1
                else "two or three before"
                if gap < 4
                else "four to seven before"
                if gap < 8
                else "far before"
            )
            if s.block is whole.sentence.block:
                told.append("same paragraph")
        if whole.sentence.lows[-1:] == [":"] and 0 < gap < 8:
            told.append("whole announces")
        if whole.sentence.index <= 2 and not whole.headline:
            told.append("whole in the lead")
        # words of sharing
        if link.share_of_group or phrase.of_group:
            told.append("marked as a share")
            if nearest:
                told.append("marked as a share, nearest")
        if lows[:2] in OPENERS:
            told.append("`of those` opens")
            if gap > 0 and whole.sentence is not s:
                told.append("`of those` opens, whole before")
        if phrase.numeral.more:
            told.append("`more`")
        if phrase.head is not None and lows[phrase.head] == "others":
            told.append("`others`")
        if "remaining" in lows[max(0, phrase.left - 2) : phrase.end]:
            told.append("`remaining`")
        if phrase.numeral.definite and part.value < whole.value:
            told.append("definite")
        if "alone" in lows[max(0, phrase.left - 8) : phrase.end + 6]:
            told.append("`alone`")
        if not DEGREES.isdisjoint(lows[phrase.numeral.last : phrase.end + 3]):
            told.append("of a degree")
            if gap == 0:
                told.append("of a degree, same sentence")
        if phrase.head is None and not phrase.of_group and link.how == "subject" and nearest:
            told.append("bare subject, nearest")
        # numbers
        if (id(part), id(whole)) in self.may_add_up:
            told.append("adds up")
            if 0 <= gap <= 3:
                told.append("adds up, close")
            if part.value > 2 or whole.value > 4:
                told.append("adds up, no small numbers")
        if part.value == whole.value:
            told.append("equal")
        elif part.value > whole.value / 2:
            told.append("more than half")
        elif part.value * 20 < whole.value:
            told.append("tiny part")
        if part.vague:
            told.append("vague part")
        if whole.vague:
            told.append("vague whole")
        if phrase.numeral.singular:
            told.append("one person")
        # the figure before
        k = self.rank[id(part)]
        before = self.same[link.measure][k - 1] if k else None
        if before is not None and before.part_of is whole:
            told.append("after another share")
            if before.sentence is s:
                told.append("after another share in the sentence")
                if before.link.how == link.how or link.how in ("coordination", "gapped"):
                    told.append("listed with another share")
            if before.value + part.value > whole.value:
                told.append("too much with the share before")
        if whole.part_of is not None:
            told.append("whole is itself a share")
        if gap == 0 and outer.left < phrase.left and link.how == whole.link.how:
            told.append("tied alike in one sentence")
        # places, times, sources, kinds
        if part.placed.own_place and inside(part, whole):
            told.append("inside")
            if not whole.placed.own_place:
                told.append("inside, whole of the event's place")
            if 0 <= gap <= 3:
                told.append("inside, close")
            if sources_apart(part, whole):
                told.append("inside, sources apart")
            if part.placed.event is not whole.placed.event:
                told.append("inside, another event")
        elif places_apart(part, whole):
            told.append("places apart")
            if not whole.placed.own_place:
                told.append("places apart, whole of the event's place")
        elif part.placed.own_place and whole.placed.own_place:
            told.append("both of their own place")
        event, outer_event = part.placed.event, whole.placed.event
        if event is outer_event:
            told.append("same event")
        elif event is not None and outer_event is not None and event.type == outer_event.type:
            told.append("event of one type")
        if event is not None and event.history:
            told.append("part of history")
        if part.placed.national:
            told.append("part of the nation")
        if whole.placed.national:
            told.append("whole of the nation")
        if times_apart(part, whole):
            told.append("times apart")
        if sources_apart(part, whole):
            told.append("sources apart")
        elif part.source_id and whole.source_id:
            told.append("same source")
        kind, outer_kind = part.kind, whole.kind
        if kind and outer_kind:
            if kind == outer_kind:
                told.append("same kind")
            elif outer_kind in GENERIC:
                told.append("narrower kind")
            elif kind not in GENERIC:
                told.append("another kind")
        # form and basis
        if part.headline:
            told.append("part in a headline")
        elif whole.headline:
            told.append("whole in a headline")
        if link.how == "list":
            told.append("list")
            if whole.link.how != "list":
                told.append("list under a total")
        elif s.block.kind == "list" and whole.sentence.block.kind != "list":
            told.append("item under a total")
        if link.toll:
            told.append("part is a toll")
        if whole.link.toll:
            told.append("whole is a toll")
        if whole.basis == "stock":
            told.append("whole is a stock")
        if whole.basis == "cumulative" and part.basis == "new":
            told.append("new of a running total")
        if part.basis == "cumulative" and whole.basis != "cumulative":
            told.append("running total of none")
        if link.how in ("gapped", "group"):
            told.append(f"tied as {link.how}")
        return told


def _free(part: Mention, whole: Mention) -> bool:
    """Whether the link would close no circle."""
    top: Mention | None = whole
    while top is not None:
        if top is part:
            return False
        top = top.part_of
    return True


def _goes_on(between: list[str], how: str = "") -> bool:
    """Whether only a list goes on between two numbers: no verb, and nothing that was opened closes. Behind the name
    of a place or group a bare number goes on with it (`Uganda hosts 698,000 of them, Ethiopia 342,000`).
    """
    return (
        0 < len(between) <= 8
        and (between[-1] in COORDINATORS or (how == "gapped" and not COORDINATORS.isdisjoint(between)))
        and ";" not in between
        and not any(w in wc.AUXILIARIES or w in wc.FINITE or w in CLOSING for w in between)
    )


def _brings(between: list[str]) -> bool:
    """`a boy died in hospital, bringing to six the number of the dead`."""
    at = next((i for i, w in enumerate(between) if w in BRINGING), None)
    return at is not None and between[-1] == "to" and len(between) - at <= 9


def _announced(whole: Mention, first: Mention) -> bool:
    """`13 died: eight in …`, `(eight in …`: the whole's parts are told behind a mark."""
    between = whole.sentence.lows[whole.link.phrase.end : first.link.phrase.left]
    return whole.link.toll or any(w in (":", "(", "-", "–", "—", "--") for w in between)


def _included(between: list[str]) -> bool:
    """`including the groom and`, `among them civilians and`: between the word of sharing and the number stand others
    whom nobody counts.
    """
    if between[-1:] != ["and"] or len(between) > 9:
        return False
    at = next((i for i, w in enumerate(between) if w in INCLUDE or w == "among"), None)
    return at is not None and not any(w in wc.AUXILIARIES or w in wc.FINITE for w in between[at:])


def _raised(part: Mention, toll: Mention, words: frozenset[str]) -> bool:
    """Whether the words between a toll and a smaller number say that the one came to the other."""
    numeral = part.link.phrase.numeral
    if not toll.link.toll or part.link.toll or toll.link.was or part.value >= toll.value:
        return False
    if not (numeral.more or numeral.singular or part.value <= toll.value / 2):
        return False
    lo, hi = sorted((part.link.phrase.left, toll.link.phrase.left))
    return not words.isdisjoint(part.sentence.lows[lo:hi])
