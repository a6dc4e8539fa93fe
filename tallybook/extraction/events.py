"""The events of an article: which of them each figure speaks of, and the place and date that it takes from there.

A figure's own clause states its place and time where it can. What it leaves out comes from the event to which it
belongs: its date only where the text has given that before (a date flows forward), its place from anywhere in the
text. Running totals of a war or a season belong to no event and stay with the country.
"""

import datetime
from collections.abc import Sequence

from tallybook.extraction import event_cues as cues
from tallybook.extraction import gazetteer, periods, pointers
from tallybook.extraction.event import LASTING, ONGOING, VIOLENT, Event, Placed
from tallybook.extraction.gazetteer import Region
from tallybook.extraction.linking import Link
from tallybook.extraction.periods import Time
from tallybook.extraction.places import Places
from tallybook.extraction.pointers import WARS
from tallybook.extraction.segmentation import Document
from tallybook.extraction.situation import choose_place, choose_time, triggers
from tallybook.extraction.source_bodies import Source
from tallybook.extraction.tokens import Sentence
from tallybook.extraction.toponyms import Toponym
from tallybook.extraction.totals import running_total
from tallybook.extraction.whereabouts import Whereabouts

LEAD = 4.0  # how much more a place of the lead weighs than one farther down
SITE = 0.4  # how much a building, a road or a river weighs: the town around it is where a thing happened
HEADLINE = 0.6  # how much a place in the headline weighs: it is coarse

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
        "landslide",
        "evacuation",
        "fire",
        None,
    )
)
HISTORY = frozenset(
    "previous previously earlier anniversary similar worst deadliest historic recalled decades history".split()
)
# Where a day's count of the whole land adds up many events.
NATIONS_DAY = VIOLENT | {"crackdown", "war"}
# For how many days after its own a figure's day is still of the event, for events that go on.
GOES_ON = {"flood": 45, "storm": 20, "landslide": 7, "volcano": 30, "fire": 14, "earthquake": 14, "tsunami": 14}
NEAR = 0.07  # degrees
TIMES_OF_DAY = frozenset("predawn pre-dawn dawn daybreak midday noon dusk nightfall".split())
HEALING = frozenset("hospital clinic hospitals infirmary".split())  # where they are brought, seldom where it was
HURT = frozenset(("killed", "injured", "infected", "detained", "abducted"))
MOVED = frozenset(("evacuated", "returned", "refugees"))
FLEEING = frozenset(("displaced", "evacuated", "refugees", "homeless"))
# What happens to people for days after an event.
FOLLOWS = frozenset(("rescued", "hospitalised", "missing", "detained"))
EVERYBODY = frozenset("people persons others civilians person residents dead deaths bodies killed wounded".split())
FAMILIES = {
    **dict.fromkeys(("bombing", "attack", "shooting", "airstrike", "clash", "kidnapping", "crackdown"), "violence"),
    **dict.fromkeys(("earthquake", "aftershock", "tsunami"), "earthquake"),
    **dict.fromkeys(("flood", "storm", "landslide"), "water"),
    **dict.fromkeys(("crash", "shipwreck"), "accident"),
    "outbreak": "disease",
}
SEQUELS = frozenset("after before since following".split())


class Events:
    """The events of one article, read sentence by sentence."""

    def __init__(self, document: Document, places: Places, published: datetime.date | None):
        self.document, self.places, self.published = document, places, published
        self.events: list[Event] = []
        self.main: Event | None = None
        self.current: Event | None = None
        self.current_block = self.current_index = -1
        self.last: Event | None = None  # that of the last figure, whatever its paragraph
        self.names: dict[str, Event] = {}  # of storms
        self.worldwide: bool | None = None  # whether the disease spoken of goes round the world; asked when one is
        self.spanned = -9  # the last sentence that spoke of a year or of many days
        self.counted: dict[tuple[str, str, float] | None, Event] = {}  # who was counted as one event's
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
                t.in_zone
                and t.role != "subject"
                and (t.resolved.kind in ("country", "area") or t.role not in ("in", "of", "other", "struck"))
            )
        ]
        if links:
            topos = topos + pointers.pointers(s, self.places)
        for time in times:
            if time.role == "window" and time.first and s.lows[time.first - 1] == "earlier":
                time.role = "vague"  # `earlier this week`: a day of it
        kinds = self.kinds(s)
        if any(t.role == "year" for t in times) or cues.over_a_span(s):
            self.spanned = s.index
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
                and names[0].role == "heading"
                and names[0].resolved is not None
            ):
                self.heading, self.heading_block = names[0], s.block.index
                # A table's row is of the event that the table is about; a heading opens one of its own.
                in_table = s.lows[names[0].last] == "|"
                self.heading_event = self.main if in_table or self.main is None else self._new()
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
        self.current, self.current_block, self.current_index = event, s.block.index, s.index

    def _count_from(self, time: Time, before: list[Time]) -> None:
        """`the previous day`, `that same period`, `a day after the raid that …`: counted from what the text gave
        last.
        """
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
        """A sentence that tells of an event without a number: it may date and place the main event, or bring in
        another.
        """
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
        chosen = choose_place(
            s, self.places.main_country, sharp[0][0] if sharp else 0, sharp[0][0] if sharp else 0, "killed", topos
        )
        event = self._named(s, sharp[0][0] if sharp else 0) or self.main
        if event is None:
            if past:
                return
            event = self.main = self._new()
        elif event.name is not None and event is not self.main:
            pass
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
            self.current, self.current_block, self.current_index = event, s.block.index, s.index

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
        if topo.role != "struck" and _healing(self.document.sentences[topo.sentence], topo):
            weight *= 0.2
        if topo.role == "distance":
            weight *= 0.1 if topo.text.endswith("capital") else 0.3  # a town `north of the capital` is not there
        near = (event.toponyms[known].resolved for known in event.places)
        if any(o is not None and _close(o, region) and not _one_branch(o, region) for o in near):
            return  # beside where it was
        if (
            topo.sentence <= self.lead_end
            and region.kind != "country"
            and self.document.sentences[topo.sentence].block.kind != "headline"
        ):
            weight *= LEAD
            event.led = True
        if topo.kind == "point" and region.kind == "neighbourhood":
            weight *= SITE
        if self.document.sentences[topo.sentence].block.kind == "headline":
            if event.headed is None and region.kind != "country":
                event.headed = topo
        elif event.lead is None and topo.sentence <= self.lead_end + 3 and region.kind != "neighbourhood":
            event.lead = topo
        event.add(topo, region, weight)

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
        time = choose_time(s, link, times)
        shares = tuple(
            o.phrase.numeral.first
            for o in links
            if o.whole is link or (o is not link and o.how in ("inclusion", "gapped"))
        )
        numbers = tuple(o.phrase.numeral.first for o in links if o is not link)
        topo = choose_place(s, self.places.main_country, at, pred, link.measure, topos, shares, link.toll, numbers)
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
        total = running_total(s, link, time, topo, kinds, self.main, self.published)
        if total:
            placed.national = True
            lands = [
                t
                for t in topos
                if t.resolved is not None
                and t.resolved.kind == "country"
                and not t.in_zone
                and t.role != "mod"
                and abs(t.first - at) < 40
            ]
            country = topo if topo in lands else next(iter(lands), None)
            near = (
                topo
                if topo is not None
                and topo.role in ("in", "struck")
                and (
                    total in ("since", "window", "sum")
                    or pointers.is_world(topo.resolved)
                    or s.lows[max(0, topo.first - 2)] in WARS  # `the war in Gaza has killed`
                    or (total == "war" and 0 < topo.first - max(at, pred) < 4)  # `39,000 have died in Gaza`
                )
                else None
            )
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
                placed.event = self._event_of(s, link, links, times, time, None, kinds)
                self._inherit(placed, s, headline, link.measure)
                sums = placed.event.type in NATIONS_DAY
                placed.of_none = sums or self._of_none(s, link, links, placed.event, None)
            elif self.main is not None and total == "window" and link.measure in FLEEING and _of_days(s, time):
                placed.event = self.main
            elif total in ("window", "people", "war", "toll") and self.main is not None and self.main.type in LASTING:
                placed.event = self.main  # a flood drives a million from their homes
                placed.of_none = self._of_none(s, link, links, self.main, None)
            self._finish(placed)
            self.placed[id(link)] = placed
            return placed
        event = self._event_of(s, link, links, times, time, topo, kinds)
        placed.event = event
        if event.cause is not None and topo is not None and cues.AFTER & set(s.lows[topo.last : link.phrase.left]):
            topo = None  # it is where what came of it happened
        if event.type is None:
            moved = link.measure in MOVED and event is not self.main
            event.type = "evacuation" if moved else _type_of(kinds, pred, link.measure)
            if event.type is None and link.measure == "infected":
                event.type = "outbreak"
        whole = self.placed.get(id(link.whole)) if link.whole is not None else None
        placed.of_none = self._of_none(s, link, links, event, topo) or (
            whole is not None and topo is None and (whole.of_none or whole.event is None)
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
        if event.cause is None:
            self.current, self.current_block, self.current_index = event, s.block.index, s.index
        self.last = event
        who = _who(s, link)
        if who is not None:
            self.counted.setdefault(who, event)
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

    def join(self, placed: list[Placed]) -> None:
        """After the whole text: an event without a date and a dated one are one where type and place agree."""
        for lone in self.events:
            if lone.start is not None or lone.history or lone.apart:
                continue
            for event in self.events:
                if event.start is None or event.history or event.apart or not _one(lone, event):
                    continue
                if lone.places:
                    if not _one_place(lone, event):
                        continue
                elif lone.type != "evacuation" or event.type != "evacuation":
                    continue
                self._merge(lone, event, placed)
                break

    def _merge(self, lone: Event, event: Event, placed: list[Placed]) -> None:
        for other in placed:
            if other.event is lone:
                other.event = event
        for region_id, topo in lone.toponyms.items():
            if topo.resolved is not None:
                event.add(topo, topo.resolved, lone.places[region_id])
        event.lead, event.headed = lone.lead or event.lead, lone.headed or event.headed
        event.led = event.led or lone.led
        if self.main is lone:
            self.main = event

    def settle(self, told: Sequence[tuple[Sentence, Link, Placed, Source | None]]) -> None:
        """After the whole text: a figure without a place of its own takes the likeliest of the article's."""
        whereabouts = Whereabouts(self.places, self.main)
        shares: dict[int, list[Region]] = {}
        for _, link, placed, _ in told:
            if link.whole is not None and placed.own_place and placed.region is not None:
                shares.setdefault(id(link.whole), []).append(placed.region)
        for s, link, placed, source in told:
            if not placed.own_place:
                best = whereabouts.best(s, link, placed, self._event_place(placed), source, shares.get(id(link), ()))
                if best is not None:
                    placed.toponym, placed.region, placed.place_share = best.topo, best.region, best.share
            if not pointers.is_world(placed.region):
                placed.country = (placed.region.country_code if placed.region else None) or self.places.main_country

    def _event_place(self, placed: Placed) -> Toponym | None:
        """What the events alone say of a figure's place: that of its event, or of the main one; else the country."""
        if placed.toponym is not None or placed.event is None or placed.national:
            return placed.toponym
        topo = placed.event.place()
        if topo is None and self.main is not None and placed.event is not self.main and not placed.event.history:
            topo = self.main.place()
        return topo

    def _event_of(
        self,
        s: Sentence,
        link: Link,
        links: list[Link],
        times: list[Time],
        time: Time | None,
        topo: Toponym | None,
        kinds: cues.Kinds,
    ) -> Event:
        """The event that a figure speaks of; a new one where none told before can be it."""
        if link.whole is not None and id(link.whole) in self.placed:
            event = self.placed[id(link.whole)].event
            if event is not None and (time is None or event.start is None or time.start == event.start):
                return event
        told = self.current if self.current is not None and self.current_block == s.block.index else self.main
        if told is not None and cues.of_the_known(s, link, time):
            return told
        stormy = self._named(s, link.phrase.left)
        if stormy is not None:
            if time is None and stormy.start is None:
                time = next((t for t in times if t.role == "in" and t.start is not None), None)
                if time is not None and s.block.kind != "headline":
                    self._date(stormy, time, s.index)
            return stormy
        if time is None and topo is not None and self.last_place is not None and self.last_place[1] == s.index:
            _, _, event, place = self.last_place
            if place is topo:
                return event  # `35 died in Hama, where hundreds were injured`
        if any(t.counted_from[:1] == "<" and t.start is None and t.last <= link.phrase.left for t in times):
            return self._new()  # `a day after 30 died in …`, where the text has not said yet after what
        if self.main is not None and cues.enumerated(s, link, links, kinds):
            event = self._new()
            event.apart = True
            if time is not None and time.role == "in" and time.start is not None:
                self._date(event, time, s.index)
            return event
        if self.last is not None and cues.points_back(s, kinds):
            return self.last
        counted = self.counted.get(_who(s, link))
        if (
            counted is not None
            and (time is None or counted.start is None or _overlap(counted, time))
            and (topo is None or not self._elsewhere(counted, topo))
        ):
            return counted
        if (
            cues.definite(s, link)
            and self.current is not None
            and s.index - self.current_index <= 2
            and (topo is None or not self._elsewhere(self.current, topo))
        ):
            return self.current
        if self.main is not None and cues.cause_told(s, link, links):
            event = self._new()
            event.apart, event.cause = True, self.main
            if time is not None and time.role == "in" and time.start is not None and time.first > link.phrase.left:
                self._date(event, time, s.index)
            return event
        if time is not None and time.role in ("in", "vague", "ago") and (time.start is not None or time.role != "in"):
            return self._dated(s, link, time, topo, kinds, told)
        if told is None:
            self.main = self._new()
            return self.main
        event = told
        if link.measure in MOVED and event.type in VIOLENT:
            # People moved under a deal are no part of the blast that hit them.
            return next((e for e in self.events if e.type == "evacuation"), None) or self._new("evacuation")
        if (
            event.type == "evacuation"
            and link.measure in ("killed", "injured")
            and self.main is not None
            and event.start is None
        ):
            event = self.main
        if self.heading is not None and self.heading_event is not None:
            return self.heading_event
        if (
            link.how not in ("gapped", "group", "inclusion")
            and s.block.kind != "headline"
            and self._another_place(event, s, link, topo, kinds)
        ):
            assert topo is not None
            other = next(
                (
                    e
                    for e in self.events
                    if e is not event and e.places and not self._elsewhere(e, topo) and not e.history
                ),
                None,
            )
            return other or self._beside(s, event)
        return event

    def _beside(self, s: Sentence, event: Event) -> Event:
        """Another event than the one told; a time of day without a day, `before dawn`, is of the day told of."""
        other = self._new()
        if event.precision == "day" and TIMES_OF_DAY & set(s.lows):
            other.start, other.end, other.precision = event.start, event.end, event.precision
            other.text, other.dated_at = event.text, event.dated_at
        return other

    def _dated(
        self, s: Sentence, link: Link, time: Time, topo: Toponym | None, kinds: cues.Kinds, told: Event | None
    ) -> Event:
        """The event of a figure that states its own time: that of the same days, unless it lies elsewhere."""
        for event in self.events:
            if (
                event.start is not None
                and _overlap(event, time)
                and (event.precision == time.precision or event.precision in ("day", "week"))
                and not self._another_place(event, s, link, topo, kinds)
                and not (_at_odds(event, link, kinds) and event is not self.main)
            ):
                return event
        first = self.main is None
        if (
            self.main is not None
            and self.main.start is None
            and self._recent(time)
            and time.role == "in"
            and time.precision in ("day", "week")
            and self._fits(self.main, topo)
            and not self._another_place(self.main, s, link, topo, kinds)
            and not self._sequel(s, time)
        ):
            return self.main
        if told is not None and self._goes_on(told, s, link, time, topo, kinds):
            return told
        event = self._new()
        lately = time.precision == "month" and time.end == self.published  # `this month`
        event.history = (
            not self._recent(time) or (time.precision in ("month", "year") and not lately) or time.role != "in"
        )
        if time.start is not None:
            self._date(event, time, s.index)
        if first and not event.history:
            self.main = event
        return event

    def _goes_on(
        self, event: Event, s: Sentence, link: Link, time: Time, topo: Toponym | None, kinds: cues.Kinds
    ) -> bool:
        """Whether a later day is still of the event: a flood goes on, people are found and die of it for days."""
        if event.start is None or time.start is None or time.precision not in ("day", "week") or event.history:
            return False
        days = (time.start - (event.end or event.start)).days
        before = 7 if event.type in LASTING else -1  # when a flood began is often told last
        if (
            not -before <= days <= GOES_ON.get(event.type or "", 14)
            or cues.set_apart(s, kinds)
            or self._sequel(s, time)
        ):
            return False
        if self._another_place(event, s, link, topo, kinds):
            return False
        if event.type in GOES_ON:
            return not _at_odds(event, link, kinds)
        if cues.named(s, kinds):
            return False
        return link.measure in FOLLOWS and event.type not in ("crackdown", "clash", None)

    def _of_none(self, s: Sentence, link: Link, links: list[Link], event: Event, topo: Toponym | None) -> bool:
        """Whether a figure belongs to no event although it stands where and when one was."""
        if cues.hosted(s, link) and event.type != "evacuation":
            return True
        if event.type in NATIONS_DAY and not link.phrase.numeral.singular and self._across_a_land(s, link):
            return True  # `24 were killed across Syria on Wednesday`: a day of many events
        family = FAMILIES.get(event.type or "disease", "disease")
        ill = event.type == "outbreak" or (link.measure == "hospitalised" and family == "disease")
        cases = any(o.measure == "infected" for o in links)  # `14 new cases and five deaths`
        if link.measure == "infected" or ((ill or cases) and not link.phrase.numeral.singular):
            if self.worldwide is None:
                self.worldwide = cues.of_the_world(self.document.text[:20_000])
            return self.worldwide
        return s.lows[0] in ("they", "these", "those") and self.spanned == s.index - 1

    def _across_a_land(self, s: Sentence, link: Link) -> bool:
        """Whether the number is counted `across Syria`, behind it or at the head of the sentence."""
        lands = [
            t.first for t in self.places.by_sentence.get(s.index, []) if t.resolved and t.resolved.kind == "country"
        ]
        return any(
            {"across", "throughout"} & set(s.lows[max(0, first - 2) : first])
            and (first <= 2 or 0 <= first - max(link.at, link.phrase.end) <= 4)
            for first in lands
        )

    def _named(self, s: Sentence, at: int) -> Event | None:
        """The event of the storm whose name stands nearest to a token; a name not heard before is another storm."""
        called = cues.storm_names(s)
        called += [(i, low) for i, low in enumerate(s.lows) if low in self.names and s.words[i][:1].isupper()]
        if not called:
            return None
        name = min(called, key=lambda pair: abs(pair[0] - at))[1]
        if name not in self.names:
            main = self.main
            if main is None or (main.name is None and main.type in ("storm", "flood", "landslide", None)):
                event = main or self._new("storm")
                self.main = self.main or event
            else:
                event = self._new("storm")
                event.apart = True
            event.name = name
            self.names[name] = event
        return self.names[name]

    def _another_place(self, event: Event, s: Sentence, link: Link, topo: Toponym | None, kinds: cues.Kinds) -> bool:
        """Whether a figure's own place is none of the event's, which did not strike many."""
        return (
            topo is not None
            and topo.role in ("in", "struck")
            and link.measure != "hospitalised"  # that is where they are treated
            and not _healing(s, topo)
            and (event.type not in SPREAD or cues.brought_in(s, link, kinds))
            and self._elsewhere(event, topo)
        )

    def _elsewhere(self, event: Event, topo: Toponym) -> bool:
        """Whether a place lies apart from every place of an event."""
        region = topo.resolved
        if region is None or not event.places or region.kind in ("country", "area"):
            return False
        for other in event.leaves():
            if other.kind in ("country", "area"):
                continue
            if _one_branch(other, region) or _close(region, other):
                return False
            if region.kind == "neighbourhood" and not _known_apart(region, other):
                return False  # where one is only known from the text, nobody can tell
        return any(
            o.kind not in ("country", "area", "neighbourhood") or _known_apart(region, o) for o in event.leaves()
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


def _who(s: Sentence, link: Link) -> tuple[str, str, float] | None:
    """A number and what it counts, by which a later mention is known again: `a pilot`, `22 children`."""
    p = link.phrase
    if p.head is None or p.numeral.qualifier != "exact" or s.lows[p.head] in EVERYBODY:
        return None
    return link.measure, s.lows[p.head], p.numeral.value


def _healing(s: Sentence, topo: Toponym) -> bool:
    """Whether a place is a hospital or the town that one is named by."""
    return bool(HEALING & set(s.lows[topo.first : topo.last + 2]))


def _one_branch(one: Region, other: Region) -> bool:
    return gazetteer.contains(one, other) or gazetteer.contains(other, one)


def _close(one: Region, other: Region) -> bool:
    """Whether two places lie within some eight kilometres, as a town and what has grown together with it."""
    if one.latitude is None or one.longitude is None or other.latitude is None or other.longitude is None:
        return False
    return abs(one.latitude - other.latitude) < NEAR and abs(one.longitude - other.longitude) < NEAR


def _of_days(s: Sentence, time: Time | None) -> bool:
    """`over the past few days`: no longer than an event and what came of it."""
    return time is not None and any(w.startswith(("day", "hour")) for w in s.lows[time.first : time.last])


def _known_apart(one: Region, other: Region) -> bool:
    """Whether two places lie in different parts of a country, as far as the text has told of them."""
    a, b = (gazetteer.ancestors(r) for r in (one, other))
    return len(a) > 1 and len(b) > 1 and a[-1].region_id == b[-1].region_id and a[-2].region_id != b[-2].region_id


def _type_of(kinds: cues.Kinds, at: int, measure: str) -> str | None:
    """The type that the nearest word gives; that people moved or were moved is what followed of another one, and
    nobody is arrested in an outbreak.
    """
    wrong = {"outbreak"} if measure in ("detained", "abducted") else set[str]()
    if measure in HURT:
        wrong.add("evacuation")
    near = sorted(
        (k for k in kinds if k[1] not in ONGOING and k[1] not in wrong and k[2] != "loose"),
        key=lambda k: (k[1] == "evacuation" and k[2] == "verb", abs(k[0] - at)),
    )
    return near[0][1] if near else None


def _at_odds(event: Event, link: Link, kinds: cues.Kinds) -> bool:
    """Whether the sentence names a happening of another family than the event's, nearer than any of its own."""
    near = sorted((k for k in kinds if k[2] != "loose"), key=lambda k: abs(k[0] - link.at))
    for _, kind, _ in near[:1]:
        one, other = FAMILIES.get(kind), FAMILIES.get(event.type or "")
        return one is not None and other is not None and one != other
    return False


def _one_place(a: Event, b: Event) -> bool:
    """Whether one event's place lies in the other's, below the country."""
    one, other = (e.place() for e in (a, b))
    if one is None or other is None or one.resolved is None or other.resolved is None:
        return False
    return "country" not in (one.resolved.kind, other.resolved.kind) and _one_branch(one.resolved, other.resolved)


def _one(a: Event, b: Event) -> bool:
    """Whether two events can be one by their types."""
    return a.type is None or b.type is None or FAMILIES.get(a.type, a.type) == FAMILIES.get(b.type, b.type)


def _overlap(event: Event, time: Time) -> bool:
    """Whether a time falls into an event's days."""
    if event.start is None or time.start is None:
        return False
    return event.start <= (time.end or time.start) and time.start <= (event.end or event.start)
