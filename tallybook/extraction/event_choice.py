"""Which event a figure speaks of: one told before, another beside it, or none."""

import datetime

from tallybook.extraction import event_cues as cues
from tallybook.extraction import event_places as where
from tallybook.extraction.event import Event, Placed
from tallybook.extraction.event_kinds import (
    FAMILIES,
    GOES_ON,
    LASTING,
    NATIONS_DAY,
    SPREAD,
    VIOLENT,
    WIDE,
    Kinds,
    at_odds,
    may_be_one,
)  # fmt: skip
from tallybook.extraction.linking import Link, disease_words
from tallybook.extraction.mention import Mention
from tallybook.extraction.periods import Time
from tallybook.extraction.places import Places
from tallybook.extraction.segmentation import Document
from tallybook.extraction.tokens import Sentence
from tallybook.extraction.toponyms import Toponym

MOST_JOINED = 60  # events compared with each other at the end
MOVED = frozenset(("evacuated", "returned", "refugees"))
UPROOTED = frozenset(("displaced", "refugees", "homeless"))
# What happens to people for days after an event.
FOLLOWS = frozenset(("rescued", "hospitalised", "missing", "detained"))
EVERYBODY = frozenset("people persons others civilians person residents dead deaths bodies killed wounded".split())
TIMES_OF_DAY = frozenset("predawn pre-dawn dawn daybreak midday noon dusk nightfall".split())
SEQUELS = frozenset("after before since following".split())


class EventChoice:
    """The events of one article as far as it has been read, and the choice among them."""

    def __init__(self, document: Document, places: Places, published: datetime.date | None):
        self.document, self.places, self.published = document, places, published
        self.events: list[Event] = []
        self.main: Event | None = None
        self.current: Event | None = None
        self.current_block = self.current_index = -1
        self.last: Event | None = None  # that of the last figure, whatever its paragraph
        self.last_sentence = -1  # and its sentence
        self.last_place: tuple[int, int, Event, Toponym] | None = None
        self.placed: dict[int, Placed] = {}
        self.names: dict[str, Event] = {}  # of storms
        self.counted: dict[tuple[str, str, float] | None, Event] = {}  # who was counted as one event's
        self.spanned = -9  # the last sentence that spoke of a year or of many days
        self.worldwide: bool | None = None  # whether the disease spoken of goes round the world; asked when one is
        self.heading: Toponym | None = None  # `GERMANY:` in front of a block: what follows in it is there
        self.heading_block = -1
        self.heading_event: Event | None = None

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

    def _event_of(
        self,
        s: Sentence,
        link: Link,
        links: list[Link],
        times: list[Time],
        time: Time | None,
        topo: Toponym | None,
        kinds: Kinds,
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
        if self.main is not None and cues.enumerated(s, link, links, kinds):
            event = self._new()
            event.apart = True
            if time is not None and time.role == "in" and time.start is not None:
                self._date(event, time, s.index)
            return event
        if time is None and topo is not None and self.last_place is not None and self.last_place[1] == s.index:
            _, _, event, place = self.last_place
            if place is topo:
                return event  # `35 died in Hama, where hundreds were injured`
        if any(t.counted_from[:1] == "<" and t.start is None and t.last <= link.phrase.left for t in times):
            return self._new()  # `a day after 30 died in …`, where the text has not said yet after what
        if self.last is not None and cues.points_back(s, kinds):
            return self.last
        counted = self.counted.get(who(s, link))
        if (
            counted is not None
            and (time is None or counted.start is None or overlap(counted, time))
            and (topo is None or not where.elsewhere(counted, topo))
        ):
            return counted
        if (
            cues.definite(s, link)
            and self.current is not None
            and s.index - self.current_index <= 2
            and (topo is None or not where.elsewhere(self.current, topo))
        ):
            return self.current
        if self.main is not None and cues.of_an_earlier(s, link, kinds):
            event = self._new()
            event.apart = True
            if time is not None and time.start is not None:
                self._date(event, time, s.index)
            return event
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
            and not (event.type is None and self.last is event and self.last_sentence == s.index)  # `nine in Accra, …`
            and s.block.kind != "headline"
            and self._another_place(event, s, link, topo, kinds)
        ):
            assert topo is not None
            other = next(
                (
                    e
                    for e in self.events
                    if e is not event and e.places and not where.elsewhere(e, topo) and not e.history
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
        self, s: Sentence, link: Link, time: Time, topo: Toponym | None, kinds: Kinds, told: Event | None
    ) -> Event:
        """The event of a figure that states its own time: that of the same days, unless it lies elsewhere."""
        at_hand = [e for e in (told, self.main) if e is not None]
        for event in (*at_hand, *self.events):
            if (
                event.start is not None
                and overlap(event, time)
                and (event.precision == time.precision or event.precision in ("day", "week"))
                and not self._another_place(event, s, link, topo, kinds)
                and not (at_odds(event.type, link, kinds) and event is not self.main)
            ):
                return event
        first = self.main is None
        if (
            self.main is not None
            and self.main.start is None
            and self._recent(time)
            and time.role == "in"
            and time.precision in ("day", "week")
            and where.fits(self.main, topo)
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

    def _goes_on(self, event: Event, s: Sentence, link: Link, time: Time, topo: Toponym | None, kinds: Kinds) -> bool:
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
            return not at_odds(event.type, link, kinds)
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
        ill = any(o.measure == "infected" for o in links) or bool(disease_words() & set(s.lows))
        if (ill or (link.measure == "hospitalised" and family == "disease")) and not link.phrase.numeral.singular:
            if self.worldwide is None:
                self.worldwide = cues.of_the_world(self.document.text[:20_000])
            return self.worldwide  # `14 new cases and five deaths`
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

    def _another_place(self, event: Event, s: Sentence, link: Link, topo: Toponym | None, kinds: Kinds) -> bool:
        """Whether a figure's own place is none of the event's, which did not strike many."""
        return (
            topo is not None
            and topo.role in ("in", "struck")
            and link.measure != "hospitalised"  # that is where they are treated
            and not where.healing(s, topo)
            and s.lows[topo.last - 1] not in where.STREETS
            and (event.type not in SPREAD or cues.brought_in(s, link, kinds))
            and where.elsewhere(event, topo)
        )

    def _sequel(self, s: Sentence, time: Time) -> bool:
        return any(w in SEQUELS for w in s.lows[max(0, time.first - 3) : time.first])

    def leave_out(self, mention: Mention) -> None:
        """After the whole text: rates, those uprooted in a land (`41,000 are stuck there`) and the counts of a disease
        of the whole world belong to no event.
        """
        event, link = mention.placed.event, mention.link
        if event is None:
            return
        uprooted = (
            link.measure in UPROOTED
            and mention.basis in ("stock", "cumulative")
            and mention.value >= 10_000
            and event.type not in WIDE | {"fire"}
            and not (event.type == "evacuation" and (event is self.main or event.start is not None))
        )
        if mention.basis == "rate" or uprooted or self._of_the_world(event, link):
            mention.placed.of_none = True

    def _of_the_world(self, event: Event, link: Link) -> bool:
        if link.measure != "infected" and (event.type != "outbreak" or link.phrase.numeral.singular):
            return False
        if self.worldwide is None:
            self.worldwide = cues.of_the_world(self.document.text[:20_000])
        return self.worldwide

    def join(self, placed: list[Placed]) -> None:
        """After the whole text: an event without a date and a dated one are one where type and place agree."""
        open_ones = [e for e in self.events if not e.history and not e.apart][:MOST_JOINED]
        dated = [e for e in open_ones if e.start is not None]
        for lone in open_ones:
            if lone.start is not None:
                continue
            for event in dated:
                if not may_be_one(lone.type, event.type):
                    continue
                if lone.places:
                    if not where.one_place(lone, event):
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


def who(s: Sentence, link: Link) -> tuple[str, str, float] | None:
    """A number and what it counts, by which a later mention is known again: `a pilot`, `22 children`."""
    p = link.phrase
    if p.head is None or p.numeral.qualifier != "exact" or s.lows[p.head] in EVERYBODY:
        return None
    return link.measure, s.lows[p.head], p.numeral.value


def overlap(event: Event, time: Time) -> bool:
    """Whether a time falls into an event's days."""
    if event.start is None or time.start is None:
        return False
    return event.start <= (time.end or time.start) and time.start <= (event.end or event.start)
