"""The events of an article: which of them each figure speaks of, and the place and date that it takes from there.

A figure's own clause states its place and time where it can. What it leaves out comes from the event to which it
belongs: its date only where the text has given that before (a date flows forward), its place from anywhere in the
text. Running totals of a war or a season belong to no event and stay with the country.
"""

import datetime
from collections.abc import Sequence

from tallybook.extraction import event_cues as cues
from tallybook.extraction import event_places as where
from tallybook.extraction import gazetteer, periods, pointers
from tallybook.extraction.event import Event, Placed
from tallybook.extraction.event_choice import MOVED, EventChoice, overlap, who
from tallybook.extraction.event_kinds import LASTING, NATIONS_DAY, ONGOING, Kinds, type_of
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
HISTORY = frozenset(
    "previous previously earlier anniversary similar worst deadliest historic recalled decades history".split()
)
FLEEING = frozenset(("displaced", "evacuated", "refugees", "homeless"))


class Events(EventChoice):
    """The events of one article, read sentence by sentence."""

    def __init__(self, document: Document, places: Places, published: datetime.date | None):
        super().__init__(document, places, published)
        self.last_range: Time | None = None
        self.last_day: datetime.date | None = None
        self.last_year: Time | None = None
        bodies = [s.index for s in document.sentences if s.block.kind != "headline"]
        self.lead_end = bodies[min(1, len(bodies) - 1)] if bodies else 0

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
        event = next((e for e in self.events if e.start is not None and overlap(e, time)), None)
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

    def kinds(self, s: Sentence) -> Kinds:
        found, phrases, i = [], triggers(), 0
        while i < len(s):
            match = phrases.match(s.lows, i) if s.lows[i] in phrases else None
            if match is None:
                i += 1
                continue
            found.append((i, *match[1]))
            i += match[0]
        return found

    def _scene(self, s: Sentence, times: list[Time], topos: list[Toponym], kinds: Kinds) -> None:
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
        elif time is not None and event.start is not None and not overlap(event, time) or past:
            if time is None:
                return
            event = next((e for e in self.events if e.start is not None and overlap(e, time)), None) or self._new()
            event.history = past or not self._recent(time)
        elif (
            time is None
            and chosen is not None
            and chosen.role in ("in", "struck")
            and not where.fits(event, chosen)
            and s.index > 3
        ):
            event = next((e for e in self.events if e.places and where.fits(e, chosen)), None) or self._new()
        if event.type is None and sharp:
            event.type = sharp[0][1]
        if time is not None and event.start is None and (event is not self.main or self._recent(time)) and not headline:
            self._date(event, time, s.index)
        if chosen is not None and (chosen.role != "other" or headline):
            self._add_place(event, chosen, 0.8)
        if not headline:
            self.current, self.current_block, self.current_index = event, s.block.index, s.index

    def _add_place(self, event: Event, topo: Toponym, weight: float) -> None:
        region = topo.resolved
        if region is None or topo.role in ("said", "mod", "from", "to"):
            return
        s = self.document.sentences[topo.sentence]
        if topo.role != "struck" and where.healing(s, topo):
            weight *= 0.2
        if s.lows[topo.last - 1] in where.STREETS:
            weight *= 0.1  # its name may be a town's elsewhere
        if topo.role == "distance":
            weight *= 0.1 if topo.text.endswith("capital") else 0.3  # a town `north of the capital` is not there
        near = (event.toponyms[known].resolved for known in event.places)
        if any(o is not None and where.close(o, region) and not where.one_branch(o, region) for o in near):
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

    def _figure(
        self,
        s: Sentence,
        link: Link,
        links: list[Link],
        times: list[Time],
        topos: list[Toponym],
        kinds: Kinds,
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
            event.type = "evacuation" if moved else type_of(kinds, pred, link.measure)
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
        if (
            self.main is not None
            and not self.main.counted
            and not (event.history or event.apart or event.start is None or headline)
        ):
            self.main = event  # what a caption showed is not what the article counts
        event.counted = True
        self.last, self.last_sentence = event, s.index
        counted = who(s, link)
        if counted is not None:
            self.counted.setdefault(counted, event)
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


def _of_days(s: Sentence, time: Time | None) -> bool:
    """`over the past few days`: no longer than an event and what came of it."""
    return time is not None and any(w.startswith(("day", "hour")) for w in s.lows[time.first : time.last])
