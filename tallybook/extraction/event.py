"""An event of an article, and where and when a figure of it stands."""

import collections
import dataclasses
import datetime

from tallybook.extraction import gazetteer
from tallybook.extraction.event_kinds import WIDE
from tallybook.extraction.gazetteer import Region
from tallybook.extraction.periods import Time
from tallybook.extraction.toponyms import Toponym

# How much more the holding place must be spoken of than the places in it, to be where it happened.
CLIMB = 1.0


@dataclasses.dataclass(slots=True)
class Event:
    """One thing that happened, as the article tells it."""

    key: str
    start: datetime.date | None = None
    end: datetime.date | None = None
    precision: str = "unknown"
    text: str | None = None
    dated_at: int = 10**9  # the sentence that gave the date
    dated_by: str | None = None  # the measure of the figure that gave it
    type: str | None = None
    places: dict[str, float] = dataclasses.field(default_factory=lambda: collections.defaultdict(float))
    toponyms: dict[str, Toponym] = dataclasses.field(default_factory=dict)
    leaves: list[Region] = dataclasses.field(default_factory=list)  # the finest of its places
    history: bool = False
    name: str | None = None  # a storm's
    counted: bool = False  # a figure speaks of it
    apart: bool = False  # the text sets it apart from the others
    cause: "Event | None" = None  # what it led to, in the same place where the text names no other
    led: bool = False  # the lead says where
    lead: Toponym | None = None  # the place that the lead gives
    headed: Toponym | None = None  # that of the headline, where it is finer than a country
    home: str | None = None  # the country that the article is about

    _placed: "tuple[str | None, Toponym | None] | None" = None  # the type asked for, and the answer

    def add(self, topo: Toponym, region: Region, weight: float) -> None:
        """Hear of a place once more."""
        self.places[region.region_id] += weight
        if region.region_id not in self.toponyms and not any(_holds(region, leaf) for leaf in self.leaves):
            self.leaves = [leaf for leaf in self.leaves if not _holds(leaf, region)]
            self.leaves.append(region)
        known = self.toponyms.setdefault(region.region_id, topo)
        if len(topo.text) > len(known.text):
            self.toponyms[region.region_id] = topo
        self._placed = None

    def place(self) -> Toponym | None:
        """Where it happened; worked out anew only when the text has said more."""
        if self._placed is None or self._placed[0] != self.type:
            self._placed = (self.type, self._place())
        return self._placed[1]

    def _place(self) -> Toponym | None:
        """Where it happened: the finest place given for it, or, where it struck several, what holds them.

        What strikes a whole land at once is where the lead says; the places named farther down are only some of
        those struck.
        """
        if self.type in WIDE and self.lead is not None:
            headed, led = self.headed and self.headed.resolved, self.lead.resolved
            return self.headed if headed and led and gazetteer.contains(headed, led) else self.lead
        regions = [
            (r, w * (0.4 if self.home and r.country_code and r.country_code != self.home else 1.0))
            for k, w in self.places.items()
            if (r := self.toponyms[k].resolved) is not None
        ]
        if not regions:
            return self.cause.place() if self.cause is not None else None
        leaves = [(r, w) for r, w in regions if not any(o is not r and gazetteer.contains(r, o) for o, _ in regions)]
        total = sum(w for _, w in leaves)
        weighed = {
            r.region_id: w + 0.5 * sum(v for o, v in regions if o is not r and gazetteer.contains(o, r))
            for r, w in leaves
        }
        top, weight = max(leaves, key=lambda pair: weighed[pair[0].region_id])
        if len(leaves) > 1 and weight < 0.6 * total:
            holding = [
                (w, r)
                for r, w in regions
                if r.kind != "country" and sum(o is not r and gazetteer.contains(r, o) for o, _ in leaves) >= 2
            ]
            if holding:
                top = max(holding, key=lambda pair: pair[0])[1]
        for region, w in sorted(regions, key=lambda pair: pair[1]):
            inside = sum(v for o, v in leaves if o is not region and gazetteer.contains(region, o))
            if (
                region.kind != "country"
                and region is not top
                and gazetteer.contains(region, top)
                and w >= CLIMB * inside
            ):
                top = region
        return self.toponyms[top.region_id]


def _holds(outer: Region, inner: Region) -> bool:
    """Whether one place lies in the other and is finer; of a city and its namesake, the province, neither is."""
    return outer.name != inner.name and outer is not inner and gazetteer.contains(outer, inner)


@dataclasses.dataclass(slots=True)
class Placed:
    """Where and when a figure stands, and the event it belongs to."""

    event: Event | None = None
    toponym: Toponym | None = None
    region: Region | None = None
    country: str | None = None
    time: Time | None = None
    start: datetime.date | None = None
    end: datetime.date | None = None
    precision: str = "unknown"
    period_text: str | None = None
    national: bool = False
    own_place: bool = False
    place_share: float = 1.0  # how likely its place is among all of the article's, where its own clause names none
    own_time: bool = False
    of_none: bool = False  # it stands where the event was and yet belongs to none: who lives there
