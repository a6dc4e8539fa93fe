"""Which of an article's places a figure is of, where its own clause names none.

Every place that stands near the figure, and every place that the article puts forward, is a candidate. What is known
of one is named as features, and `lexicon/whereabouts.csv` holds a weight for each, fitted by `python -m
benchmarks.fit_whereabouts` on the gold that the engine is tuned on. The figure is of the candidate whose weights add
up to most.
"""

import bisect
import collections
import dataclasses
import math
from collections.abc import Sequence

from tallybook.extraction import gazetteer, ranking
from tallybook.extraction.event import Event, Placed
from tallybook.extraction.gazetteer import Region
from tallybook.extraction.linking import Link
from tallybook.extraction.places import Places
from tallybook.extraction.source_bodies import Source
from tallybook.extraction.tokens import Sentence
from tallybook.extraction.toponyms import Toponym
from tallybook.vocabulary import SourceKind

NEAR = 7  # how many places named before a figure are candidates
BACK = 30  # how many sentences before it they may stand
LEAD = 2  # how many sentences the lead has
LARGE = 1000  # a number that is more often of a land than of a town
GAPS = ("here", "one back at most", "two back at most", "three back at most")
RANKS = ("one", "two", "three")
HAPPENS = frozenset(("in", "struck", "heading", "road"))  # the parts of a name that say where something happens


@dataclasses.dataclass(slots=True)
class Candidate:
    """A place that a figure may be of, and what is known of it; `topo` is None for a land that is only implied."""

    region: Region
    topo: Toponym | None
    features: list[str] = dataclasses.field(default_factory=list)
    share: float = 0.0  # how likely it is among the candidates, between 0 and 1; set for the likeliest alone


class Whereabouts:
    """The places of one article, asked for figure by figure."""

    def __init__(self, places: Places, main: Event | None):
        self.places, self.main = places, main
        self.named = [t for i in sorted(places.by_sentence) for t in places.by_sentence[i] if t.resolved is not None]
        self.sentences = [t.sentence for t in self.named]
        self.times = collections.Counter(_id(t) for t in self.named if not t.in_zone)
        self.forward: dict[str, Toponym] = {}  # the places of the headline and of the lead
        bodies = 0
        for s in places.document.sentences:
            bodies += s.block.kind != "headline"
            if bodies > LEAD:
                break
            for t in places.by_sentence.get(s.index, []):
                if t.resolved is not None:
                    self.forward.setdefault(_id(t), t)

    def best(
        self,
        s: Sentence,
        link: Link,
        placed: Placed,
        rule: Toponym | None,
        source: Source | None,
        shares: Sequence[Region] = (),
    ) -> Candidate | None:
        """The likeliest candidate; None where the article names no place. A whole is not where one of its `shares`
        is.
        """
        weights = ranking.weights("whereabouts")
        listed = [
            c
            for c in self.candidates(s, link, placed, rule, source)
            if not any(share.kind != "country" and gazetteer.contains(share, c.region) for share in shares)
        ]
        if not listed:
            return None
        sums = [sum(weights.get(f, 0.0) for f in c.features) for c in listed]
        most = max(sums)
        best = listed[sums.index(most)]
        best.share = 0.5 if len(sums) == 1 else 1 / sum(math.exp(other - most) for other in sums)
        return best

    def candidates(
        self, s: Sentence, link: Link, placed: Placed, rule: Toponym | None, source: Source | None
    ) -> list[Candidate]:
        """The candidates for a figure with their features; `rule` is the place of its event."""
        nearest = self._nearest(s)
        main = self.main.place() if self.main is not None else None
        found: dict[str, Candidate] = {}
        for topo in (*nearest, *self._behind(s), *self.forward.values(), rule, main):
            if topo is not None and topo.resolved is not None:
                found.setdefault(_id(topo), Candidate(topo.resolved, topo))
        land = self.places.main_country
        if land is not None:
            found.setdefault(land, Candidate(gazetteer.country(land), None))
        if not found:
            return []
        self._of_the_figure(found, s, link, placed)
        self._of_the_article(found, _lands_named(source), main if placed.event is not self.main else None)
        self._of_the_text_before(found, s, nearest)
        _of_the_event(found, rule.resolved if rule is not None else gazetteer.country(land) if land else None)
        return list(found.values())

    def _nearest(self, s: Sentence) -> list[Toponym]:
        """The places named last before the end of a sentence, the nearest first, each by its plainest mention there."""
        found: dict[str, Toponym] = {}
        i = bisect.bisect_right(self.sentences, s.index) - 1
        while i >= 0 and len(found) < NEAR and self.sentences[i] >= s.index - BACK:
            topo = self.named[i]
            known = found.get(_id(topo))
            if known is None or (known.sentence == topo.sentence and known.role not in HAPPENS):
                found[_id(topo)] = topo
            i -= 1
        return list(found.values())

    def _behind(self, s: Sentence) -> list[Toponym]:
        """The places of the next sentence."""
        first = bisect.bisect_right(self.sentences, s.index)
        return self.named[first : bisect.bisect_right(self.sentences, s.index + 1)]

    def _of_the_figure(self, found: dict[str, Candidate], s: Sentence, link: Link, placed: Placed) -> None:
        """How fine a place fits such a figure."""
        style = (
            "of a nation"
            if placed.national
            else "in a headline"
            if s.block.kind == "headline"
            else "of a toll"
            if link.toll
            else "of a large number"
            if link.phrase.numeral.value >= LARGE
            else "of a number"
        )
        for c in found.values():
            c.features.append(f"{_kind(c)} {style}")

    def _of_the_article(self, found: dict[str, Candidate], sources: set[str], elsewhere: Toponym | None) -> None:
        """What the article makes of the candidates as a whole. `sources` are the lands of the figure's source, which
        counts at home; `elsewhere` is where the main event was, if the figure is of another.
        """
        most = max(self.times[region_id] for region_id in found)
        for region_id, c in found.items():
            if region_id in self.forward:
                c.features.append("put forward")
            if self.times[region_id] < most:
                c.features.append("often named" if 2 * self.times[region_id] >= most else "seldom named")
            if sources and c.region.country_code not in sources:
                c.features.append("not in the source's land")
            if c.region.country_code != self.places.main_country and c.region.country_code not in sources:
                c.features.append("abroad")
            if elsewhere is not None and _id(elsewhere) == region_id:
                c.features.append("main event's, of another")

    def _of_the_text_before(self, found: dict[str, Candidate], s: Sentence, nearest: list[Toponym]) -> None:
        """How near a candidate was named, and whether as the place where something was told."""
        opening = s.block.sentences[0].index if s.block.sentences else s.index
        for rank, topo in enumerate(nearest):
            features = found[_id(topo)].features
            gap = s.index - topo.sentence
            features += [f"named {name}" for far, name in enumerate(GAPS) if gap <= far]
            features += [f"among the {name} named last" for last, name in enumerate(RANKS) if rank <= last]
            if gap and topo.sentence >= opening:
                features.append("named in the paragraph")
            if topo.role == "said":
                features.append("seat of who tells")


def _id(topo: Toponym) -> str:
    assert topo.resolved is not None
    return topo.resolved.region_id


def _kind(c: Candidate) -> str:
    """How fine a candidate is; a building or a river that no list holds is a point."""
    if c.region.kind == "neighbourhood" and c.topo is not None and c.topo.kind == "point":
        return "point"
    return c.region.kind


def _lands_named(source: Source | None) -> set[str]:
    """The lands that a source is of, by its words in the text or by its name; a news medium tells of any land."""
    if source is None or source.kind == SourceKind.MEDIA:
        return set()
    if source.country:
        return {source.country}
    names = (source.name, *(w for w in source.name.replace("'s", "").split() if w[0].isupper()))
    return {code for name in names if (code := gazetteer.country_of_word(name))}


def _of_the_event(found: dict[str, Candidate], rule: Region | None) -> None:
    """Which candidate is the place of the event, and which hold it."""
    if rule is None:
        return
    for region_id, c in found.items():
        if region_id == rule.region_id:
            c.features.append("rule's")
        elif gazetteer.contains(c.region, rule):
            c.features.append("holds the rule's")
