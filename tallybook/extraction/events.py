"""The events of an article: which thing that happened each figure speaks of, and the place and date that it takes from there.

A figure's own clause states its place and time where it can. What it leaves out comes from the event to which it belongs: its date only
where the text has given that before (a date flows forward), its place from anywhere in the text. Running totals of a war or a
season belong to no event and stay with the country.
"""

import collections
import dataclasses
import datetime
import functools

from tallybook.extraction import gazetteer, periods
from tallybook.extraction import wordclasses as wc
from tallybook.extraction.data import Phrases, rows
from tallybook.extraction.gazetteer import Region
from tallybook.extraction.linking import Link
from tallybook.extraction.periods import Time
from tallybook.extraction.segmentation import Document
from tallybook.extraction.tokens import Sentence
from tallybook.extraction.toponyms import DIRECTIONS, TYPES, Places, Toponym

LEAD = 4.0  # how much more a place of the lead weighs than one farther down
HEADLINE = 0.6  # how much a place in the headline weighs: it is coarse
CLIMB = 1.0  # how much more the holding place must be spoken of than the places in it, to be where it happened
# What follows an event rather than happens in it: its day is not the event's, unless such a figure dated the event.
AFTERMATH = frozenset(("detained", "hospitalised", "infected", "refugees", "displaced", "returned"))
# Events that strike many places at once; one of any other type at another place is another event.
SPREAD = frozenset(
    (
        "flood",
        "storm",
        "earthquake",
        "tsunami",
        "outbreak",
        "heatwave",
        "drought",
        "famine",
        "crackdown",
        "war",
        "clash",
        "landslide",
        "evacuation",
        "fire",
        None,
    )
)
VIOLENT = frozenset(("bombing", "attack", "shooting", "airstrike", "explosion", "clash"))
MOVING = frozenset(("evacuated", "displaced", "refugees", "returned", "rescued"))
NATIONAL = frozenset("nationwide countrywide country-wide".split())
HISTORY = frozenset(
    "previous previously earlier anniversary similar worst deadliest historic recalled decades history".split()
)
SEQUELS = frozenset("after before since following".split())
ONGOING = frozenset(("war", "famine", "drought"))


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
    places: "collections.Counter[str]" = dataclasses.field(default_factory=collections.Counter)
    toponyms: dict[str, Toponym] = dataclasses.field(default_factory=dict)
    history: bool = False
    led: bool = False  # the lead says where
    home: str | None = None  # the country that the article is about

    def place(self) -> Toponym | None:
        """Where it happened: the finest place given for it, or, where it struck several, what holds them."""
        regions = [
            (r, w * (0.4 if self.home and r.country_code and r.country_code != self.home else 1.0))
            for k, w in self.places.items()
            if (r := self.toponyms[k].resolved) is not None
        ]
        if not regions:
            return None
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
    own_time: bool = False


@functools.cache
def triggers() -> Phrases[tuple[str, str]]:
    """Words that name an event: phrase -> type and note (verb, ongoing, loose)."""
    phrases: Phrases[tuple[str, str]] = Phrases()
    for r in rows("events"):
        phrases.add(r["noun"].lower(), (r["type"], r["note"]))
    return phrases


@functools.cache
def capitals() -> dict[str, Region]:
    """Country code -> its capital."""
    found = {}
    for r in rows("capitals"):
        city = next(
            (c for c in gazetteer.lookup(r["capital"]) if c.country_code == r["code"] and c.kind != "country"), None
        )
        if city is not None:
            found[r["code"]] = city
    return found


class Events:
    """The events of one article, read sentence by sentence."""

    def __init__(self, document: Document, places: Places, published: datetime.date | None):
        self.document, self.places, self.published = document, places, published
        self.events: list[Event] = []
        self.main: Event | None = None
        self.current: Event | None = None
        self.current_block = -1
        self.last_time: Time | None = None
        self.last_range: Time | None = None
        self.last_day: datetime.date | None = None
        self.last_year: Time | None = None
        self.placed: dict[int, Placed] = {}
        bodies = [s.index for s in document.sentences if s.block.kind != "headline"]
        self.lead_end = bodies[min(1, len(bodies) - 1)] if bodies else 0
        self.last_place: tuple[int, int, Event, Toponym] | None = None
        self.heading: Toponym | None = None  # `GERMANY:` in front of a block: what follows in it is there
        self.heading_block = -1
        self.heading_event: Event | None = None

    # -- reading -----------------------------------------------------------------------------------------------------

    def read(self, s: Sentence, links: list[Link]) -> list[Placed]:
        """Place every figure of a sentence; a sentence without figures still tells where and when its event was."""
        times = [t for t in periods.find(s, self.published) if t.role not in ("stamp", "began")]
        for k, time in enumerate(times):
            self._count_from(time, times[:k])
        topos = [
            t
            for t in self.places.by_sentence.get(s.index, [])
            if t.resolved is not None
            and not (
                t.in_zone and (t.resolved.kind in ("country", "area") or t.role not in ("in", "of", "other", "struck"))
            )
        ]
        if links:
            topos = topos + self._pointers(s)
        kinds = self.kinds(s)
        self._heading(s)
        self._dated_heading(s, times)
        result = [self._figure(s, link, links, times, topos, kinds) for link in links]
        if not links:
            self._scene(s, times, topos, kinds)
        for time in times:
            if time.role in ("in", "said") and time.day is not None:
                self.last_day = time.day
            if time.precision == "year" and time.start is not None:
                self.last_year = time
            if time.role in ("since", "in") and time.start is not None and (time.end is None or time.end != time.start):
                self.last_range = time
        return result

    def _heading(self, s: Sentence) -> None:
        if s.start == s.block.start:
            names = self.places.by_sentence.get(s.index, [])
            if (
                names
                and names[0].first == 0
                and names[0].last < len(s)
                and s.lows[names[0].last] in (":", "|", "-", "–", "—")
                and names[0].resolved is not None
            ):
                self.heading, self.heading_block = names[0], s.block.index
                self.heading_event = self._new() if self.main is not None else None
                return
        if s.block.index != self.heading_block:
            self.heading = None

    def _dated_heading(self, s: Sentence, times: list[Time]) -> None:
        """`March 15 2017 …`, `1983: …`: a timeline's entry is an event of its own."""
        if not times or not times[0].heading or times[0].start is None:
            return
        time = times[0]
        event = next((e for e in self.events if e.start is not None and _overlap(e, time)), None)
        if event is None:
            event = self._new()
            event.history = not self._recent(time)
            self._date(event, time, s.index)
        self.current, self.current_block = event, s.block.index

    def _pointers(self, s: Sentence) -> list[Toponym]:
        """`in the province`, `there`: the place last named that is of that kind."""
        found = []
        for i, low in enumerate(s.lows):
            lead = i - 1
            while lead > 0 and s.lows[lead] in DIRECTIONS and s.lows[lead] != "the":
                lead -= 1
            capital = low == "capital" and lead < i and self._capital(s, i, found)
            if capital:
                continue
            if (
                low in POINTER_KINDS
                and i >= 2
                and s.lows[lead] in ("the", "that", "same", "their", "his", "her")
                and (
                    s.lows[lead - 1] in ("in", "across", "throughout", "around", "outside", "fled", "at", "from")
                    or s.lows[lead - 1 : lead + 1] == ["the", "same"]
                )
            ):
                if i + 1 < len(s) and (
                    s.lows[i + 1] in ("of", "'s", "’s")
                    or s.is_name(i + 1)
                    or (s.kinds[i + 1] == "w" and s.lows[i + 1] in TYPES)
                ):
                    continue
                kinds = POINTER_KINDS[low]
            elif (
                low == "there"
                and i
                and s.lows[i - 1] not in ("and", ".", "“", "said", "that", ",", "but", "while")
                and not (i + 1 < len(s) and s.lows[i + 1] in wc.AUXILIARIES)
            ):
                kinds = ("city", "neighbourhood", "district", "province", "country", "area")
            else:
                continue
            target = self._last_named(s, i, kinds)
            if target is not None:
                found.append(
                    Toponym(
                        s.index,
                        i,
                        i + 1,
                        target.name,
                        target.text,
                        target.regions,
                        "in",
                        target.kind,
                        resolved=target.resolved,
                    )
                )
        return found

    def _capital(self, s: Sentence, i: int, found: list[Toponym]) -> bool:
        """`the Syrian capital`: the city that a country is led from."""
        if not i or (i + 1 < len(s) and s.is_name(i + 1)):
            return False
        code = (
            gazetteer.country_of_word(s.lows[i - 1])
            if s.words[i - 1][:1].isupper() and not self.document.capitals
            else None
        )
        if (
            code is None
            and s.lows[i - 1] == "the"
            and not (i + 1 < len(s) and s.lows[i + 1] in ("of", "'s", "’s", ","))
        ):
            code = self.places.main_country
        city = capitals().get(code or "")
        if city is None:
            return False
        role = (
            "in"
            if i >= 3
            and s.lows[i - 3] in ("in", "near", "of", "at", "outside", "around")
            and s.lows[i - 2] in ("the", "of")
            else "other"
        )
        if i >= 4 and s.lows[i - 3] == "of" and s.lows[i - 4] in DIRECTIONS:
            role = "distance"
        found.append(
            Toponym(s.index, i - 1, i + 1, city.name, s.span_text(i - 1, i + 1), (city,), role, "city", resolved=city)
        )
        return True

    def _last_named(self, s: Sentence, i: int, kinds: tuple[str, ...]) -> Toponym | None:
        country = None
        for index in range(s.index, max(-1, s.index - 8), -1):
            for topo in reversed(self.places.by_sentence.get(index, [])):
                if (
                    topo.resolved is not None
                    and (index < s.index or topo.first < i)
                    and topo.resolved.kind in kinds
                    and topo.role not in ("said", "mod")
                    and not topo.in_zone
                ):
                    if topo.resolved.kind != "country" or kinds == ("country",):
                        return topo
                    country = country or topo
        return country

    def _count_from(self, time: Time, before: list[Time]) -> None:
        """`the previous day`, `that same period`, `a day after the raid that …`: counted from what the text gave last."""
        if not time.counted_from:
            return
        if time.counted_from == "period":
            if self.last_range is not None:
                time.start, time.end, time.precision, time.role = (
                    self.last_range.start,
                    self.last_range.end,
                    self.last_range.precision,
                    self.last_range.role,
                )
            return
        if time.counted_from == "year":
            if self.last_year is not None:
                time.start, time.end, time.precision = self.last_year.start, self.last_year.end, "year"
            return
        here = next((t.day for t in reversed(before) if t.day is not None), None)
        day = (
            here
            or (self.current.start if self.current is not None and self.current.precision == "day" else None)
            or self.last_day
        )
        if time.counted_from.startswith("<"):
            day = here or (self.current.start if self.current is not None and self.current.precision == "day" else None)
            count = -int(time.counted_from[1:])
        else:
            count = int(time.counted_from)
        if day is not None:
            time.start = time.end = day + count * periods.DAY
            time.precision = "day"

    def kinds(self, s: Sentence) -> list[tuple[int, str, str]]:
        found, phrases, i = [], triggers(), 0
        while i < len(s):
            match = phrases.match(s.lows, i) if s.lows[i] in phrases else None
            if match is None:
                i += 1
                continue
            found.append((i, *match[1]))
            i += match[0]
        return found

    def _scene(self, s: Sentence, times: list[Time], topos: list[Toponym], kinds: list[tuple[int, str, str]]) -> None:
        """A sentence that tells of an event without a number: it may date and place the main event, or bring in another."""
        sharp = [k for k in kinds if k[1] not in ONGOING and k[2] not in ("loose", "ongoing")]
        dated = [t for t in times if t.role == "in" and t.start is not None]
        headline = s.block.kind == "headline"
        located = [
            t
            for t in topos
            if t.role in ("in", "struck", "container")
            and not t.in_zone
            and t.resolved is not None
            and t.resolved.kind != "country"
        ]
        if not sharp and not (dated and located):
            if located and self.main is not None and s.index <= 8 and not headline:
                self._add_place(self.main, located[0], 0.5)
            return
        time = dated[0] if dated else None
        past = (
            (time is not None and time.precision in ("year", "month"))
            or bool(HISTORY & set(s.lows))
            or any(t.role in ("vague", "ago") for t in times)
        )
        chosen = self._choose_place(s, sharp[0][0] if sharp else 0, sharp[0][0] if sharp else 0, "killed", topos)
        event = self.main
        if event is None:
            if past:
                return
            event = self.main = self._new()
        elif time is not None and event.start is not None and not _overlap(event, time) or past:
            if time is None:
                return
            event = next((e for e in self.events if e.start is not None and _overlap(e, time)), None) or self._new()
            event.history = past or not self._recent(time)
        elif (
            time is None
            and chosen is not None
            and chosen.role in ("in", "struck")
            and not self._fits(event, chosen)
            and s.index > 3
        ):
            event = next((e for e in self.events if e.places and self._fits(e, chosen)), None) or self._new()
        if event.type is None and sharp:
            event.type = sharp[0][1]
        if time is not None and event.start is None and (event is not self.main or self._recent(time)) and not headline:
            self._date(event, time, s.index)
        if chosen is not None and (chosen.role != "other" or headline):
            self._add_place(event, chosen, 0.8)
        if not headline:
            self.current, self.current_block = event, s.block.index

    def _recent(self, time: Time) -> bool:
        return self.published is None or time.start is None or (self.published - time.start).days <= 45

    def _new(self, kind: str | None = None) -> Event:
        event = Event(str(len(self.events) + 1), home=self.places.main_country, type=kind)
        self.events.append(event)
        return event

    def _date(self, event: Event, time: Time, index: int) -> None:
        event.start, event.end, event.precision, event.text, event.dated_at = (
            time.start,
            time.end,
            time.precision,
            time.text,
            index,
        )

    def _add_place(self, event: Event, topo: Toponym, weight: float) -> None:
        region = topo.resolved
        if region is None or topo.role in ("said", "mod", "from", "to"):
            return
        if (
            topo.sentence <= self.lead_end
            and region.kind != "country"
            and self.document.sentences[topo.sentence].block.kind != "headline"
        ):
            weight *= LEAD
            event.led = True
        event.places[region.region_id] += weight
        known = event.toponyms.setdefault(region.region_id, topo)
        if len(topo.text) > len(known.text):
            event.toponyms[region.region_id] = topo

    # -- one figure --------------------------------------------------------------------------------------------------

    def _figure(
        self,
        s: Sentence,
        link: Link,
        links: list[Link],
        times: list[Time],
        topos: list[Toponym],
        kinds: list[tuple[int, str, str]],
    ) -> Placed:
        at, pred = link.phrase.numeral.first, link.at
        placed = Placed()
        time = self._choose_time(s, link, times)
        shares = [
            o.phrase.numeral.first
            for o in links
            if o.whole is link or (o is not link and o.how in ("inclusion", "gapped"))
        ]
        topo = self._choose_place(s, at, pred, link.measure, topos, shares)
        placed.time = time
        headline = s.block.kind == "headline"
        if time is not None:
            placed.own_time = time.start is not None or time.end is not None
            placed.start, placed.end, placed.precision, placed.period_text = (
                time.start,
                time.end,
                time.precision,
                time.text,
            )
        total = self._running_total(s, link, time, topo, kinds)
        if total:
            placed.national = True
            country = next(
                (
                    t
                    for t in topos
                    if t.resolved is not None
                    and t.resolved.kind == "country"
                    and not t.in_zone
                    and t.role != "mod"
                    and abs(t.first - at) < 40
                ),
                None,
            )
            near = topo if topo is not None and topo.role in ("in", "struck") and total in ("since", "window") else None
            if (
                total == "window"
                and near is None
                and self.main is not None
                and not (link.perfect and country is not None)
            ):
                placed.toponym = self.main.place()
            placed.own_place = near is not None or country is not None
            placed.toponym = near or country or placed.toponym
            if total in ("toll", "nation") and self.main is not None:
                placed.event = self._event_of(s, link, time, None, kinds)
                self._inherit(placed, s, headline, link.measure)
            self._finish(placed)
            self.placed[id(link)] = placed
            return placed
        event = self._event_of(s, link, time, topo, kinds)
        placed.event = event
        if event.type is None:
            event.type = next(
                (
                    k[1]
                    for k in sorted(kinds, key=lambda k: abs(k[0] - pred))
                    if k[1] not in ONGOING and k[2] != "loose"
                ),
                None,
            )
        if (
            self.heading is not None
            and self.heading.resolved is not None
            and (topo is None or topo.resolved is None or not gazetteer.contains(self.heading.resolved, topo.resolved))
        ):
            topo = self.heading
        if (
            topo is None
            and self.last_place is not None
            and self.last_place[0] == s.block.index
            and s.index - self.last_place[1] == 1
            and self.last_place[2] is event
        ):
            placed.toponym = self.last_place[3]
        if topo is not None and topo is not self.heading:
            self.last_place = (s.block.index, s.index, event, topo)
        if topo is not None:
            placed.toponym, placed.own_place = topo, True
            if link.whole is None and topo is not self.heading:
                self._add_place(
                    event,
                    topo,
                    (HEADLINE if headline else 1.0) * (0.5 if topo.in_zone or topo.role in ("mod", "other") else 1.0),
                )
        if (
            time is not None
            and time.role == "in"
            and time.start is not None
            and event.start is None
            and not headline
            and time.precision in ("day", "week")
        ):
            self._date(event, time, s.index)
            event.dated_by = link.measure
        whole = self.placed.get(id(link.whole)) if link.whole is not None else None
        if time is None and whole is not None and whole.start is not None and not headline:
            placed.start, placed.end, placed.precision, placed.period_text = (
                whole.start,
                whole.end,
                whole.precision,
                whole.period_text,
            )
        elif time is None:
            self._inherit(placed, s, headline, link.measure)
        elif time.role == "by" and event.start is not None and time.end is not None and event.start <= time.end:
            placed.start = event.start
        self.current, self.current_block = event, s.block.index
        self._finish(placed)
        self.placed[id(link)] = placed
        return placed

    def _inherit(self, placed: Placed, s: Sentence, headline: bool, measure: str) -> None:
        """The date of the event, where the text has given it by now; never in a headline."""
        event = placed.event
        if (
            measure in AFTERMATH
            and event is not None
            and event.dated_by != measure
            and not (measure == "detained" and event.type == "crackdown")
        ):
            return
        if (
            event is not None
            and placed.time is None
            and event.start is not None
            and event.dated_at <= s.index
            and not headline
        ):
            placed.start, placed.end, placed.precision, placed.period_text = (
                event.start,
                event.end,
                event.precision,
                event.text,
            )

    def _finish(self, placed: Placed) -> None:
        if placed.toponym is not None:
            placed.region = placed.toponym.resolved

    def settle(self, placed: Placed) -> None:
        """After the whole text: a figure without a place of its own takes its event's, or the country."""
        if placed.toponym is None and placed.event is not None and not placed.national:
            event = placed.event
            topo = event.place()
            if topo is None and self.main is not None and event is not self.main and not event.history:
                topo = self.main.place()
            if topo is not None:
                placed.toponym, placed.region = topo, topo.resolved
        if placed.region is None and self.places.main_country:
            placed.region = gazetteer.country(self.places.main_country)
        placed.country = (
            (placed.region.country_code if placed.region is not None else None) or self.places.main_country or None
        )

    def _running_total(
        self, s: Sentence, link: Link, time: Time | None, topo: Toponym | None, kinds: list[tuple[int, str, str]]
    ) -> str:
        """`war` for the total of a conflict, `since` for a count from a start, `nation`, `toll`, `rate` for a count of the whole land; empty otherwise."""
        lows = s.lows
        value = link.phrase.numeral.value
        if (
            time is not None
            and time.role == "since"
            and (time.start is None or self.published is None or (self.published - time.start).days > 10)
        ):
            return "since"
        if time is None and _since_a_start(lows, link):
            return "since"
        if time is not None and time.role == "window":
            return "window"
        after = lows[link.phrase.end : link.phrase.end + 14]
        if any(w in NATIONAL for w in after) or (lows[0] in NATIONAL):
            return "nation"
        if (
            time is not None
            and time.role == "in"
            and time.precision == "year"
            and "so" in lows
            and "far" in lows
            and topo is None
        ):
            return "since"
        if any(
            after[k : k + 3]
            in (["across", "the", "country"], ["throughout", "the", "country"], ["around", "the", "country"])
            for k in range(len(after))
        ):
            return "nation"
        ongoing = [k for k in kinds if k[1] in ONGOING or k[2] == "ongoing"]
        if (
            ongoing
            and link.measure
            in ("killed", "displaced", "refugees", "injured", "affected", "homeless", "missing", "detained")
            and value >= 1000
        ):
            return "war"
        local = (
            topo is not None
            and topo.resolved is not None
            and topo.resolved.kind != "country"
            and topo.role in ("in", "struck")
        )
        if value >= 1_000_000 and not local and link.measure != "affected":
            return "people"
        if value >= 1000 and not local:
            if link.toll and not (self.main is not None and self.main.led):
                return "toll"
            if (
                link.measure == "killed"
                and link.perfect
                and (self.main is None or not any(k[1] not in ONGOING for k in kinds))
            ):
                return "war"
        return ""

    def _event_of(
        self, s: Sentence, link: Link, time: Time | None, topo: Toponym | None, kinds: list[tuple[int, str, str]]
    ) -> Event:
        if link.whole is not None and id(link.whole) in self.placed:
            event = self.placed[id(link.whole)].event
            if event is not None and (time is None or event.start is None or time.start == event.start):
                return event
        if time is not None and time.role in ("in", "vague", "ago") and (time.start is not None or time.role != "in"):
            for event in self.events:
                if (
                    event.start is not None
                    and time.start is not None
                    and event.start <= (time.end or time.start)
                    and time.start <= (event.end or event.start)
                ):
                    if event.precision == time.precision or event.precision in ("day", "week"):
                        return event
            first = self.main is None
            if (
                self.main is not None
                and self.main.start is None
                and self._recent(time)
                and time.role == "in"
                and time.precision in ("day", "week")
                and self._fits(self.main, topo)
                and not self._sequel(s, time)
            ):
                return self.main
            event = self._new()
            event.history = not self._recent(time) or time.precision in ("month", "year") or time.role != "in"
            if time.start is not None:
                self._date(event, time, s.index)
            if first and not event.history:
                self.main = event
            return event
        if self.main is None:
            self.main = self._new()
            return self.main
        event = self.current if self.current is not None and self.current_block == s.block.index else self.main
        if link.measure in ("evacuated", "returned", "refugees") and event.type in VIOLENT:
            # People moved under a deal are no part of the blast that hit them.
            return next((e for e in self.events if e.type == "evacuation"), None) or self._new("evacuation")
        if (
            event.type == "evacuation"
            and link.measure in ("killed", "injured")
            and self.main is not None
            and self.main is not event
            and event.start is None
        ):
            event = self.main
        if self.heading is not None and self.heading_event is not None:
            return self.heading_event
        if (
            topo is not None
            and topo.role in ("in", "struck")
            and event.type not in SPREAD
            and link.how not in ("gapped", "group", "inclusion")
            and s.block.kind != "headline"
            and self._elsewhere(event, topo)
        ):
            other = next(
                (
                    e
                    for e in self.events
                    if e is not event and e.places and not self._elsewhere(e, topo) and not e.history
                ),
                None,
            )
            return other or self._new()
        return event

    def _elsewhere(self, event: Event, topo: Toponym) -> bool:
        """Whether a place lies apart from every place of an event."""
        region = topo.resolved
        if region is None or not event.places or region.kind in ("country", "area"):
            return False
        for region_id in event.places:
            other = event.toponyms[region_id].resolved
            if other is None or other.kind in ("country", "area"):
                continue
            if gazetteer.contains(other, region) or gazetteer.contains(region, other):
                return False
            if region.kind == "neighbourhood" or other.kind == "neighbourhood":
                return False  # where one is only known from the text, nobody can tell
        return any(
            (o := event.toponyms[r].resolved) is not None and o.kind not in ("country", "area") for r in event.places
        )

    def _sequel(self, s: Sentence, time: Time) -> bool:
        return any(w in SEQUELS for w in s.lows[max(0, time.first - 3) : time.first])

    def _fits(self, event: Event, topo: Toponym | None) -> bool:
        if topo is None or topo.resolved is None or not event.places:
            return True
        for region_id in event.places:
            other = event.toponyms[region_id].resolved
            if other is not None and (
                not other.country_code
                or not topo.resolved.country_code
                or gazetteer.contains(other, topo.resolved)
                or gazetteer.contains(topo.resolved, other)
                or other.country_code == topo.resolved.country_code
            ):
                return True
        return False

    # -- its own words -------------------------------------------------------------------------------------------------

    def _choose_time(self, s: Sentence, link: Link, times: list[Time]) -> Time | None:
        """The time expression nearest to the number or its predicate; other clauses' dates stand farther off."""
        at, pred = link.phrase.numeral.first, link.at
        lo_at, hi_at = min(at, pred), max(at, pred)
        best, best_score = None, 1e9
        for time in times:
            if time.role == "said" or (time.role == "in" and time.start is None):
                continue
            distance = min(_distance(time.first, time.last, at), _distance(time.first, time.last, pred))
            lo, hi = (time.last, lo_at) if time.last <= lo_at else (hi_at, time.first)
            between = s.lows[lo:hi]
            if time.last <= lo_at:
                # A relative clause that holds the predicate hangs on what the time belongs to: `the May 3 attack, which killed 12`.
                while between and (between[-1] in wc.RELATIVES or between[-1] in wc.AUXILIARIES or between[-1] == ","):
                    between = between[:-1]
            hurdles = sum(w in wc.SUBORDINATORS or w == ";" for w in between)
            verbs = sum(w in wc.FINITE and w not in ("said", "says", "struck", "hit") for w in between)
            score = distance + 6.0 * hurdles + 2.5 * verbs + 3.0 * sum(w in wc.RELATIVES for w in between)
            if time.first and s.lows[time.first - 1] in ("until", "before", "after"):
                score += 8
            if time.last <= at:
                score += 0.7
            elif link.toll and time.role == "in" and time.precision == "day":
                score += 8  # the day on which it was counted, more often than that on which they died
            if time.heading:
                score = min(score, 14.0)
            if time.counted_from.startswith("<"):
                # It opens another event: what stands behind belongs to it, what stands before does not.
                if hi_at < time.first:
                    continue
                score = 0.5
            elif any(
                o.counted_from.startswith("<") and o.start is not None and time.last <= o.first < lo_at for o in times
            ):
                continue
            if link.toll and hurdles and time.first > hi_at and time.role == "in":
                continue
            if score < best_score:
                best, best_score = time, score
        if (
            best is not None
            and best.role == "since"
            and 0 <= best.since_at < min(at, pred)
            and max(at, pred) < best.first
        ):
            # `the deadliest since gas killed hundreds in August 2013`: the clause of `since` is the figure's own.
            return dataclasses.replace(best, role="in", end=best.full_end, precision="month")
        return best if best_score <= 34 else None

    def _choose_place(
        self, s: Sentence, at: int, pred: int, measure: str, topos: list[Toponym], shares: list[int] = ()
    ) -> Toponym | None:
        """The place that the number's own clause names, the finest of those that lie in one another."""
        scored: list[tuple[float, Toponym]] = []
        for topo in topos:
            if topo.role == "container" and any(o.container is topo for o in topos):
                continue
            region = topo.resolved
            score = ROLE_WEIGHTS.get(topo.role, 0.5)
            following = s.lows[topo.last] if topo.last < len(s) else ""
            if (topo.role == "other" and any(w in triggers() for w in s.lows[topo.last : topo.last + 3])) or (
                topo.role == "mod" and following in triggers()
            ):
                score += 1.2
            if topo.role == "other" and s.block.kind == "headline":
                score += 0.6
            if measure in MOVING and topo.role == "from":
                score += 4.5
            lo, hi = (topo.last, at) if topo.last <= at else (at, topo.first)
            between = s.lows[lo:hi]
            score += (1.5 if topo.first > at else 0.4) - 0.05 * (hi - lo)
            if topo.first > at:
                if any(
                    w in ("day", "days", "week", "weeks", "hours", "month")
                    and between[k + 1 : k + 2] in (["after"], ["before"])
                    for k, w in enumerate(between)
                ):
                    score -= 3
                if any(at < share < topo.first and not share < pred < topo.first for share in shares):
                    score -= 3
                if (
                    topo.last < len(s)
                    and s.kinds[topo.last] == "n"
                    and not s.words[topo.last - 1].isdigit()
                    and s.lows[topo.first - 1] in (",", "and", ";", ")")
                ):
                    score -= 5  # `698,000, Ethiopia 342,000`: the next number's place
            else:
                score -= 0.7 * sum(w in wc.FINITE for w in between)
            if ";" in between:
                score -= 2
            if topo.in_zone and topo.first >= 2 and s.lows[topo.first - 2] in LOCALS:
                score += 1.0
            elif topo.in_zone:
                score -= 2.6
            elif (
                topo.last <= at
                and all(w in ("(", ":", "-", "–", "—", "|", "with", "at", "least", "had") for w in between)
                and topo.role != "said"
            ):
                # `Nacala (1,120 cases)`, `Homs: 12 killed`: an entry of a list under its place.
                score += 4.0
            if region is not None and region.kind == "country":
                score -= 0.8
                if topo.role in ("other", "mod") and region.country_code != self.places.main_country:
                    score -= 1.5  # an actor, more often than a place
            if region is not None and region.kind == "area" and not region.country_code:
                score -= 1.5
            if following in ("'s", "’s") and topo.role == "other":
                score -= 0.4
            if following in (
                "police",
                "officials",
                "authorities",
                "government",
                "army",
                "military",
                "ministry",
                "said",
                "hospital",
                "says",
            ):
                score -= 0.8
            scored.append((score, topo))
        if not scored:
            return None
        best_score, best = max(scored, key=lambda pair: pair[0])
        if best_score <= 0.3:
            return None
        for score, topo in scored:
            finer = (
                topo.resolved is not None
                and best.resolved is not None
                and topo.resolved.region_id != best.resolved.region_id
                and gazetteer.contains(best.resolved, topo.resolved)
            )
            if (
                finer
                and score > 0.4
                and abs(topo.first - best.first) <= 12
                and topo.role not in ("from", "to")
                and not topo.in_zone
                and not any(at < share < topo.first and not share < pred < topo.first for share in shares)
            ):
                best = topo
        return best


LOCALS = frozenset("villagers residents inhabitants locals people farmers fishermen townspeople".split())
POINTER_KINDS = {
    "city": ("city",),
    "town": ("city", "neighbourhood"),
    "village": ("city", "neighbourhood"),
    "capital": ("city",),
    "port": ("city",),
    "district": ("district", "neighbourhood", "city"),
    "county": ("district",),
    "neighbourhood": ("neighbourhood",),
    "neighborhood": ("neighbourhood",),
    "province": ("province",),
    "governorate": ("province",),
    "state": ("province",),
    "region": ("province", "area", "district"),
    "department": ("province",),
    "island": ("area", "province", "neighbourhood"),
    "territory": ("province", "area", "country"),
    "country": ("country",),
    "enclave": ("area", "province", "neighbourhood"),
}
ROLE_WEIGHTS = {
    "in": 3.0,
    "struck": 2.4,
    "distance": -0.2,
    "of": 1.4,
    "other": 0.7,
    "mod": -0.3,
    "to": -0.5,
    "from": -0.5,
    "said": -3.0,
    "road": 2.0,
    "container": 1.0,
    "and": 1.5,
}


def _since_a_start(lows: list[str], link: Link) -> bool:
    """`since the conflict began`, `since then`: a count from a start that no date here gives."""
    for i in range(max(0, link.phrase.left - 12), min(len(lows) - 1, max(link.phrase.end, link.at) + 16)):
        if lows[i] == "since" and lows[i + 1] in (
            "the",
            "then",
            "it",
            "his",
            "its",
            "fighting",
            "violence",
            "protests",
            "that",
            "a",
            "an",
            "war",
            "hostilities",
            "clashes",
        ):
            return True
    return False


def _overlap(event: Event, time: Time) -> bool:
    """Whether a time falls into an event's days."""
    if event.start is None or time.start is None:
        return False
    return event.start <= (time.end or time.start) and time.start <= (event.end or event.start)


def _distance(first: int, last: int, at: int) -> int:
    return first - at if first > at else max(0, at - last + 1)
