"""Running totals: counts of a war, of a whole land or since a start, which belong to no event and stay with the
country.
"""

import datetime
import itertools

from tallybook.extraction import event_cues as cues
from tallybook.extraction.event import Event
from tallybook.extraction.event_kinds import LASTING, ONGOING, Kinds
from tallybook.extraction.linking import Link
from tallybook.extraction.periods import Time
from tallybook.extraction.situation import since_a_start
from tallybook.extraction.tokens import Sentence
from tallybook.extraction.toponyms import Toponym

NATIONAL = frozenset("nationwide countrywide country-wide".split())
RATES = (
    ("a", "day"),
    ("per", "day"),
    ("each", "day"),
    ("every", "day"),
    ("an", "hour"),
    ("per", "hour"),
    ("a", "week"),
    ("a", "month"),
    ("per", "week"),
    ("per", "month"),
    ("a", "year"),
    ("per", "year"),
    ("each", "year"),
    ("every", "year"),
    ("each", "month"),
    ("every", "month"),
)
NO_RATES = (["ago"], ["earlier"], ["later"], ["before"], ["after"], ["of"])


def per_time(words: list[str], reach: int | None = None) -> bool:
    """Whether the first words, or all, hold `a day`, `per month`; but `a week earlier`, `a week of` tells a time."""
    pairs = itertools.islice(itertools.pairwise(words), reach)
    return any(pair in RATES and words[i + 2 : i + 3] not in NO_RATES for i, pair in enumerate(pairs))


def running_total(
    s: Sentence,
    link: Link,
    time: Time | None,
    topo: Toponym | None,
    kinds: Kinds,
    main: Event | None,
    published: datetime.date | None,
) -> str:
    """`war` for the total of a conflict, `since` for a count from a start, `sum` for one over many happenings,
    `nation`, `toll`, `rate` for a count of the whole land; empty otherwise.
    """
    lows = s.lows
    value = link.phrase.numeral.value
    if (
        time is not None
        and time.role == "since"
        and (time.start is None or published is None or (published - time.start).days > 10)
    ):
        return "" if began_with(main, time) else "since"
    if time is None and since_a_start(lows, link):
        return "since"
    if time is not None and time.role == "window":
        return "window"
    after = lows[link.phrase.end : link.phrase.end + 14]
    if "to" in after:
        after = after[: after.index("to")]  # `arrested for trying to win people across the country`
    if per_time(after, 3) and topo is None:
        return "rate"
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
    if summed(s, link, time, topo, kinds, main):
        return "sum"
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
        sharp = any(k[1] not in ONGOING and k[2] not in ("loose", "ongoing") for k in kinds)
        if link.toll and not sharp and not (main is not None and main.led):
            return "toll"
        if link.measure == "killed" and link.phrase.numeral.qualifier == "vague" and not kinds and time is None:
            return "war"
        if (
            link.measure == "killed"
            and link.perfect
            and (main is None or not any(k[1] not in ONGOING | {"crackdown"} for k in kinds))
        ):
            return "war"
    return ""


def began_with(main: Event | None, time: Time) -> bool:
    """Whether a count's start is the day of the event itself: `since Saturday's quake`, `since July 22`."""
    return (
        main is not None
        and main.start is not None
        and time.start is not None
        and not main.history
        and abs((time.start - main.start).days) <= 1
    )


def summed(s: Sentence, link: Link, time: Time | None, topo: Toponym | None, kinds: Kinds, main: Event | None) -> bool:
    """Whether a number adds up what happened over a stretch of time: `Shootings have killed 71 this year`."""
    if cues.over_a_span(s):
        return True
    lasting = main is not None and main.type in LASTING
    if time is not None and time.role == "year":
        return not lasting
    if link.phrase.numeral.singular:
        return False
    if time is not None and time.role == "in" and time.precision in ("month", "year") and not time.heading:
        if time.start is None or lasting or cues.single(s, kinds):
            return False
        region = topo.resolved if topo is not None else None
        local = region is not None and region.kind != "country" and region.country_code != ""
        return cues.many(s, kinds) or time.precision == "year" or not local
    return (
        time is None
        and link.perfect
        and (link.phrase.numeral.qualifier == "vague" or link.phrase.numeral.value >= 1000)
        and cues.many(s, kinds)
        and link.whole is None
    )
