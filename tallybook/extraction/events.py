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
from tallybook.extraction.toponyms import Places, Toponym

MOVING = frozenset(("evacuated", "displaced", "refugees", "returned", "rescued"))
NATIONAL = frozenset("nationwide countrywide country-wide".split())
HISTORY = frozenset("previous previously earlier anniversary similar worst deadliest historic recalled decades history".split())
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
    type: str | None = None
    places: "collections.Counter[str]" = dataclasses.field(default_factory=collections.Counter)
    toponyms: dict[str, Toponym] = dataclasses.field(default_factory=dict)
    history: bool = False

    def place(self) -> Toponym | None:
        """The place most often and most finely given for it."""
        best, best_weight = None, -1.0
        for region_id, weight in self.places.items():
            region = self.toponyms[region_id].resolved
            if region is None:
                continue
            inner = sum(w for r, w in self.places.items() if r != region_id and (o := self.toponyms[r].resolved) is not None and gazetteer.contains(region, o))
            held = weight + (0.0 if inner else sum(w for r, w in self.places.items() if r != region_id and (o := self.toponyms[r].resolved) is not None and gazetteer.contains(o, region)) * 0.7)
            held -= 0.8 * (region.kind == "country")
            if held > best_weight:
                best, best_weight = self.toponyms[region_id], held
        return best


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
        self.placed: dict[int, Placed] = {}

    # -- reading -----------------------------------------------------------------------------------------------------

    def read(self, s: Sentence, links: list[Link]) -> list[Placed]:
        """Place every figure of a sentence; a sentence without figures still tells where and when its event was."""
        times = [t for t in periods.find(s, self.published) if t.role not in ("stamp", "began")]
        for k, time in enumerate(times):
            self._count_from(time, times[:k])
        topos = [t for t in self.places.by_sentence.get(s.index, []) if t.resolved is not None and not (t.in_zone and (t.resolved.kind in ("country", "area") or t.role not in ("in", "of", "other", "struck")))]
        kinds = self.kinds(s)
        result = [self._figure(s, link, links, times, topos, kinds) for link in links]
        if not links:
            self._scene(s, times, topos, kinds)
        for time in times:
            if time.role in ("in", "said") and time.day is not None:
                self.last_day = time.day
            if time.role in ("since", "in") and time.start is not None and (time.end is None or time.end != time.start):
                self.last_range = time
        return result

    def _count_from(self, time: Time, before: list[Time]) -> None:
        """`the previous day`, `that same period`, `a day after the raid that …`: counted from what the text gave last."""
        if not time.counted_from:
            return
        if time.counted_from == "period":
            if self.last_range is not None:
                time.start, time.end, time.precision, time.role = self.last_range.start, self.last_range.end, self.last_range.precision, self.last_range.role
            return
        here = next((t.day for t in reversed(before) if t.day is not None), None)
        day = here or (self.current.start if self.current is not None and self.current.precision == "day" else None) or self.last_day
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
        located = [t for t in topos if t.role in ("in", "struck", "container") and not t.in_zone and t.resolved is not None and t.resolved.kind != "country"]
        if not sharp and not (dated and located):
            if located and self.main is not None and s.index <= 8 and not headline:
                self._add_place(self.main, located[0], 0.3)
            return
        time = dated[0] if dated else None
        past = (time is not None and time.precision in ("year", "month")) or bool(HISTORY & set(s.lows)) or any(t.role in ("vague", "ago") for t in times)
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
        elif time is None and chosen is not None and chosen.role in ("in", "struck") and not self._fits(event, chosen) and s.index > 3:
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

    def _new(self) -> Event:
        event = Event(str(len(self.events) + 1))
        self.events.append(event)
        return event

    def _date(self, event: Event, time: Time, index: int) -> None:
        event.start, event.end, event.precision, event.text, event.dated_at = time.start, time.end, time.precision, time.text, index

    def _add_place(self, event: Event, topo: Toponym, weight: float) -> None:
        region = topo.resolved
        if region is None:
            return
        event.places[region.region_id] += weight
        event.toponyms.setdefault(region.region_id, topo)

    # -- one figure --------------------------------------------------------------------------------------------------

    def _figure(self, s: Sentence, link: Link, links: list[Link], times: list[Time], topos: list[Toponym], kinds: list[tuple[int, str, str]]) -> Placed:
        at, pred = link.phrase.numeral.first, link.at
        placed = Placed()
        time = self._choose_time(s, link, times)
        shares = [o.phrase.numeral.first for o in links if o.whole is link or (o is not link and o.how in ("inclusion", "gapped"))]
        topo = self._choose_place(s, at, pred, link.measure, topos, shares)
        placed.time = time
        headline = s.block.kind == "headline"
        if time is not None:
            placed.own_time = time.start is not None or time.end is not None
            placed.start, placed.end, placed.precision, placed.period_text = time.start, time.end, time.precision, time.text
        total = self._running_total(s, link, time, topo, kinds)
        if total:
            placed.national = True
            country = next((t for t in topos if t.resolved is not None and t.resolved.kind == "country" and not t.in_zone and t.role != "mod" and abs(t.first - at) < 40), None)
            near = topo if topo is not None and topo.role in ("in", "struck") and total in ("since", "rate") else None
            placed.toponym = near or country
            placed.own_place = placed.toponym is not None
            if total in ("toll", "nation") and self.main is not None:
                placed.event = self._event_of(s, link, time, None, kinds)
                self._inherit(placed, s, headline)
            self._finish(placed)
            self.placed[id(link)] = placed
            return placed
        event = self._event_of(s, link, time, topo, kinds)
        placed.event = event
        if event.type is None:
            event.type = next((k[1] for k in sorted(kinds, key=lambda k: abs(k[0] - pred)) if k[1] not in ONGOING and k[2] != "loose"), None)
        if topo is not None:
            placed.toponym, placed.own_place = topo, True
            if link.whole is None:
                self._add_place(event, topo, (0.6 if headline else 1.0) * (0.5 if topo.in_zone or topo.role in ("mod", "other") else 1.0))
        if time is not None and time.role == "in" and time.start is not None and event.start is None and not headline and time.precision in ("day", "week"):
            self._date(event, time, s.index)
        if time is None:
            self._inherit(placed, s, headline)
        self.current, self.current_block = event, s.block.index
        self._finish(placed)
        self.placed[id(link)] = placed
        return placed

    def _inherit(self, placed: Placed, s: Sentence, headline: bool) -> None:
        """The date of the event, where the text has given it by now; never in a headline."""
        event = placed.event
        if event is not None and placed.time is None and event.start is not None and event.dated_at <= s.index and not headline:
            placed.start, placed.end, placed.precision, placed.period_text = event.start, event.end, event.precision, event.text

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
        placed.country = placed.region.country_code if placed.region is not None else self.places.main_country
        placed.country = placed.country or None

    def _running_total(self, s: Sentence, link: Link, time: Time | None, topo: Toponym | None, kinds: list[tuple[int, str, str]]) -> str:
        """`war` for the total of a conflict, `since` for a count from a start, `nation`, `toll`, `rate` for a count of the whole land; empty otherwise."""
        lows = s.lows
        value = link.phrase.numeral.value
        if time is not None and time.role == "since" and (time.start is None or self.published is None or (self.published - time.start).days > 10):
            return "since"
        if time is None and _since_a_start(lows, link):
            return "since"
        after = lows[link.phrase.end : link.phrase.end + 14]
        if any(w in NATIONAL for w in after):
            return "nation"
        if any(after[k : k + 3] in (["across", "the", "country"], ["throughout", "the", "country"], ["around", "the", "country"]) for k in range(len(after))):
            return "nation"
        ongoing = [k for k in kinds if k[1] in ONGOING or k[2] == "ongoing"]
        if ongoing and link.measure in ("killed", "displaced", "refugees", "injured", "affected", "homeless", "missing", "detained") and value >= 1000:
            return "war"
        local = topo is not None and topo.resolved is not None and topo.resolved.kind != "country" and topo.role in ("in", "struck")
        if value >= 1000 and not local:
            if link.toll or link.measure == "infected":
                return "toll"
            if link.measure == "killed" and link.perfect and (self.main is None or not any(k[1] not in ONGOING for k in kinds)):
                return "war"
        return ""

    def _event_of(self, s: Sentence, link: Link, time: Time | None, topo: Toponym | None, kinds: list[tuple[int, str, str]]) -> Event:
        if link.whole is not None and id(link.whole) in self.placed:
            event = self.placed[id(link.whole)].event
            if event is not None and (time is None or event.start is None or time.start == event.start):
                return event
        if time is not None and time.role in ("in", "vague", "ago") and (time.start is not None or time.role != "in"):
            for event in self.events:
                if event.start is not None and time.start is not None and event.start <= (time.end or time.start) and time.start <= (event.end or event.start):
                    if event.precision == time.precision or event.precision in ("day", "week"):
                        return event
            first = self.main is None
            if self.main is not None and self.main.start is None and self._recent(time) and time.role == "in" and time.precision in ("day", "week") and self._fits(self.main, topo) and not self._sequel(s, time):
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
        if self.current is not None and self.current_block == s.block.index:
            return self.current
        return self.main

    def _sequel(self, s: Sentence, time: Time) -> bool:
        return any(w in SEQUELS for w in s.lows[max(0, time.first - 3) : time.first])

    def _fits(self, event: Event, topo: Toponym | None) -> bool:
        if topo is None or topo.resolved is None or not event.places:
            return True
        for region_id in event.places:
            other = event.toponyms[region_id].resolved
            if other is not None and (gazetteer.contains(other, topo.resolved) or gazetteer.contains(topo.resolved, other) or other.country_code == topo.resolved.country_code):
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
            if time.counted_from.startswith("<"):
                # It opens another event: what stands behind belongs to it, what stands before does not.
                if hi_at < time.first:
                    continue
                score = 0.5
            elif any(o.counted_from.startswith("<") and o.start is not None and time.last <= o.first < lo_at for o in times):
                continue
            if link.toll and hurdles and time.first > hi_at and time.role == "in":
                continue
            if score < best_score:
                best, best_score = time, score
        return best if best_score <= 34 else None

    def _choose_place(self, s: Sentence, at: int, pred: int, measure: str, topos: list[Toponym], shares: list[int] = ()) -> Toponym | None:
        """The place that the number's own clause names, the finest of those that lie in one another."""
        scored: list[tuple[float, Toponym]] = []
        for topo in topos:
            if topo.role == "container" and any(o.container is topo for o in topos):
                continue
            region = topo.resolved
            score = ROLE_WEIGHTS.get(topo.role, 0.5)
            following = s.lows[topo.last] if topo.last < len(s) else ""
            if topo.role in ("other", "mod") and any(w in triggers() for w in s.lows[topo.last : topo.last + 3]):
                score += 1.2
            if topo.role == "other" and s.block.kind == "headline":
                score += 0.6
            if measure in MOVING and topo.role == "from":
                score += 2.5
            lo, hi = (topo.last, at) if topo.last <= at else (at, topo.first)
            between = s.lows[lo:hi]
            score += (1.5 if topo.first > at else 0.4) - 0.05 * (hi - lo)
            if topo.first > at:
                if any(w in ("day", "days", "week", "weeks", "hours", "month") and between[k + 1 : k + 2] in (["after"], ["before"]) for k, w in enumerate(between)):
                    score -= 3
                if any(at < share < topo.first for share in shares):
                    score -= 3
            else:
                score -= 0.7 * sum(w in wc.FINITE for w in between)
            if ";" in between:
                score -= 2
            if topo.in_zone:
                score -= 1.6
            if region is not None and region.kind == "country":
                score -= 0.8
            if region is not None and region.kind == "area" and not region.country_code:
                score -= 1.5
            if following in ("'s", "’s") and topo.role == "other":
                score -= 0.4
            if following in ("police", "officials", "authorities", "government", "army", "military", "ministry", "said", "hospital", "says"):
                score -= 0.8
            scored.append((score, topo))
        if not scored:
            return None
        best_score, best = max(scored, key=lambda pair: pair[0])
        if best_score <= 0.3:
            return None
        for score, topo in scored:
            finer = topo.resolved is not None and best.resolved is not None and topo.resolved.region_id != best.resolved.region_id and gazetteer.contains(best.resolved, topo.resolved)
            if finer and score > 0.4 and abs(topo.first - best.first) <= 12 and topo.role not in ("from", "to") and not topo.in_zone and not any(at < share < topo.first for share in shares):
                best = topo
        return best


ROLE_WEIGHTS = {"in": 3.0, "struck": 2.4, "distance": 0.6, "of": 1.4, "other": 0.7, "mod": -0.3, "to": -0.5, "from": -0.5, "container": 1.0, "and": 1.5}


def _since_a_start(lows: list[str], link: Link) -> bool:
    """`since the conflict began`, `since then`: a count from a start that no date here gives."""
    for i in range(max(0, link.phrase.left - 12), min(len(lows) - 1, max(link.phrase.end, link.at) + 16)):
        if lows[i] == "since" and lows[i + 1] in ("the", "then", "it", "his", "its", "fighting", "violence", "protests", "that", "a", "an", "war", "hostilities", "clashes"):
            return True
    return False


def _overlap(event: Event, time: Time) -> bool:
    """Whether a time falls into an event's days."""
    if event.start is None or time.start is None:
        return False
    return event.start <= (time.end or time.start) and time.start <= (event.end or event.start)


def _distance(first: int, last: int, at: int) -> int:
    return first - at if first > at else max(0, at - last + 1)
