"""Time expressions of a sentence, resolved against the day of publication (GOLD.md, `Basis and period`)."""

from tallybook.extraction import dates, predicates
from tallybook.extraction import wordclasses as wc
from tallybook.extraction.relative_days import STARTS
from tallybook.extraction.time_mentions import DAY, YEAR, Date, Time
from tallybook.extraction.tokens import Sentence

__all__ = ["DAY", "Date", "Time", "find"]

SAYING = frozenset(
    "said says say told reported announced added confirmed warned stated according reports report statement posted "
    "wrote tweeted published released announcing saying "
    "briefing interview arraigned charged sentenced convicted trial court hearing appeared "
    "visited visit meeting met press updated issued ruled ruling pleaded testified filed sued".split()
)


# `deaths reported in the last day`: told of the deaths, and so the day on which they fell.
TELLABLE = frozenset(("reported", "confirmed", "report", "reports", "announced"))
# `by the end of May`, `as of late Monday`.
PARTS = STARTS | set(
    "end middle close half morning afternoon evening night week month summer winter spring autumn fall".split()
)
HOURS = frozenset("early late dawn noon midday midnight dusk nightfall".split())
STAMPLESS = frozenset("on in since of from to by until and the between after before during last ,".split())
BREAKS = wc.PREPOSITIONS | wc.SUBORDINATORS | {"and", "but", "or"}
AHEAD = frozenset("will could may might would faces expected projected forecast predicts predicted".split())
# What may stand between a verb of saying and its day.
BETWEEN_SAYING = frozenset(
    "on in late early earlier the a an this that by to at from of news reporters journalists television radio tv "
    "national local state agency his her its their "
    "new post message letter tweet toll here telephone phone by local public media "
    "correspondents there again also them us him me "
    "conference parliament congress lawmakers senators newspaper station channel network website".split()
)


def find(s: Sentence, published: Date | None) -> list[Time]:
    """The time expressions of a sentence in their order; relative ones are left out where the day of publication is
    unknown.
    """
    found: list[Time] = []
    i, n = 0, len(s)
    while i < n:
        time = dates.at(s, i, published)
        if time is None:
            i += 1
            continue
        found.append(time)
        i = time.last
    return _related(s, found, published)


def _related(s: Sentence, found: list[Time], published: Date | None) -> list[Time]:
    """Join ranges, and read what stands before an expression: since, by, from … to, a verb of saying."""
    result: list[Time] = []
    for time in found:
        previous = result[-1] if result else None
        if previous is not None and _joined(s, previous, time):
            continue
        since = _since(s, time, previous)
        before, at_start = _led_by(s, time)
        possessive = time.last < len(s) and s.kinds[time.last] == "p"
        if since >= 0:
            time.role, time.since_at, time.full_end = "since", since, time.end
        elif (
            before[-1:] in (["by"], ["until"], ["till"]) or before[-2:] in (["as", "of"], ["up", "to"], ["as", "at"])
        ) and not possessive:
            time.role = "by"
            if at_start and time.start is not None:
                time.end = time.start
            if published is not None and _to_come(time, s, published):
                time.role, time.start, time.end = "vague", None, None
        elif time.day is not None and _ends_week(s.lows[max(0, time.first - 4) : time.first]):
            time.start, time.precision = time.day - 6 * DAY, "week"
        elif time.role == "in" and _stamp(s, time):
            time.role = "stamp"
        elif (
            time.role == "in"
            and time.first == 0
            and time.start is not None
            and time.last < len(s)
            and (s.words[time.last][:1].isupper() or s.lows[time.last] in (":", "-", "–", "—"))
        ):
            time.heading = True
        elif time.role == "in" and _of_saying(s, time):
            time.role = "said"
        elif (
            s.lows[max(0, time.first - 1)] == "in"
            and any(
                w in ("began", "started", "erupted", "begun", "beginning")
                for w in s.lows[max(0, time.first - 6) : time.first]
            )
            and time.precision in ("year", "month")
        ):
            time.role = "began"
        if time.role == "since" and time.start is not None:
            time.end, time.precision = None, "open"
        elif time.role == "by" and time.end is not None:
            time.start = None
            time.precision = "open"
        time.text = s.span_text(time.first, time.last)
        result.append(time)
    _close(result)
    return result


def _joined(s: Sentence, first: Time, last: Time) -> bool:
    """Whether two times are the ends of a span, `from 27 March to 10 April`; the first then takes in the second."""
    start, role = first.start, first.role
    if role not in ("in", "since") or start is None or last.end is None:
        return False
    between = [w for w in s.lows[first.last : last.first] if w not in wc.WEEKDAYS and w not in ("early", "late")]
    if between[-1:] == [","]:  # `to Tuesday, 8 March`
        between.pop()
    if between[:1] == [","] and "," in s.lows[max(0, first.first - 1) : first.last]:  # `Friday, 4 March, to …`
        del between[0]
    if between[:1] == ["up"]:
        del between[0]
    opener = [w for w in s.lows[max(0, first.first - 3) : first.first] if w != "," and w not in wc.WEEKDAYS][-1:]
    if not (
        between in (["to"], ["until"], ["till"], ["through"], ["-"], ["–"])
        or (between == ["and"] and opener == ["between"])
    ):
        return False
    if start > last.end:
        if s.lows[first.first] in wc.WEEKDAYS:  # `from Thursday to Tuesday`, told on a Thursday
            start -= 7 * DAY
        elif not wc.MONTHS.keys().isdisjoint(s.lows[first.first : first.last]):
            start = _last_before(start, last.end)
    if start is None or start > last.end:
        return False
    first.start, first.end, first.last = start, last.end, last.last
    if role == "in":
        first.joined = True
        first.precision = "day" if first.precision == last.precision == "day" else "month"
    first.text = s.span_text(first.first, first.last)
    return True


def _led_by(s: Sentence, time: Time) -> tuple[list[str], bool]:
    """What stands before a time and its part, `by [the end of] May`, `as of [late] Monday`; is the part its start?"""
    before = s.lows[max(0, time.first - 5) : time.first]
    if before[-3:-2] == ["the"] and before[-1] == "of" and before[-2] in PARTS:
        return before[:-3], before[-2] in STARTS
    if before[-1:] == ["on"] and not HOURS.isdisjoint(before[-2:-1]):
        return before[:-2], False
    return before if HOURS.isdisjoint(before[-1:]) else before[:-1], False


def _ends_week(before: list[str]) -> bool:
    """`in the week ending [on] Sunday`, `in the week to 6 March`."""
    if before[-1:] == ["on"]:
        before = before[:-1]
    return before[-2:] in (["week", "ending"], ["week", "ended"]) or before[-3:] == ["the", "week", "to"]


def _last_before(day: Date, end: Date) -> Date | None:
    """`from July 3 to July 5, 2016`: the year of the first day is the end's, or the one before."""
    for year in (end.year, end.year - 1):
        try:
            moved = day.replace(year=year)
        except ValueError:  # 29 February
            continue
        if moved <= end:
            return moved
    return None


def _to_come(time: Time, s: Sentence, published: Date) -> bool:
    """`could reach 50,000 by November`, told in September: the month ahead, of which no year is told."""
    words = s.lows[time.first : time.last]
    month = next((wc.MONTHS[w] for w in words if w in wc.MONTHS), None)
    bare = time.precision == "month" and not any(YEAR.match(w) or w == "last" for w in words)
    return bare and month is not None and month > published.month and not AHEAD.isdisjoint(s.lows)


def _close(times: list[Time]) -> None:
    """`as of Monday it had counted 290 dead since July 22`: where both are given, the count has both its ends."""
    begun = [t for t in times if t.role == "since"]
    until = [t for t in times if t.role == "by"]
    if len(begun) == len(until) == 1:
        start, end = begun[0].start, until[0].end
        if start is not None and end is not None and start <= end:
            begun[0].end, until[0].start = end, start


def _of_saying(s: Sentence, time: Time) -> bool:
    """`told reporters on Tuesday`, `a report released on Monday`: the day on which it was said, not on which it
    happened.
    """
    if time.last < len(s) and s.kinds[time.last] == "p":
        return False
    for i in range(time.first - 1, max(-1, time.first - 8), -1):
        low = s.lows[i]
        if low in SAYING:
            before = s.lows[i - 1] if i else ""
            counted = before in wc.BE or before in predicates.nouns() or (i > 0 and s.kinds[i - 1] == "n")
            return not (low in TELLABLE and counted)
        if low not in BETWEEN_SAYING and not s.is_name(i):
            return False
    return False


def _stamp(s: Sentence, time: Time) -> bool:
    """`AFP Sunday 3 Jul 2016 …`, `Wednesday 19 October 2005 18.57`: the day of publication in front of the text."""
    words = s.lows[time.first : time.last]
    dated = any(YEAR.match(w) for w in words)
    before = s.lows[time.first - 1] if time.first else ""
    if not dated or before in STAMPLESS:
        return False
    if before in wc.WEEKDAYS:
        lead = s.words[time.first - 2] if time.first > 1 else ""
        clock = s.kinds[time.last : time.last + 1] == ["n"]
        return lead.lower() not in STAMPLESS and (clock or not lead.islower())  # none: `died Wednesday 19 October 2005`
    return (
        0 < time.first <= 4
        and all(s.words[k][:1].isupper() for k in range(time.first))
        and time.last < len(s)
        and s.words[time.last][:1].isupper()
    )


def _since(s: Sentence, time: Time, previous: Time | None) -> int:
    """The token of the `since` that governs a time: `since March`, `since the war broke out in 2011`; -1 where none
    does.

    `since June last year, when troops shot …` only compares: what follows happened then. One `since` governs one time,
    and another only behind what the first names, `since Friday's coup in March 2021`.
    """
    if "when" in s.lows[time.last : time.last + 2]:
        return -1
    stop = max(-1, time.first - 14)
    if previous is not None and previous.role == "since" and not _names(s, previous):
        stop = max(stop, previous.last - 1)
    for j in range(time.first - 1, stop, -1):
        if s.lows[j] == "since":
            return j
        if s.kinds[j] == "m" and s.lows[j] not in ("-", "“", "”", '"'):
            return -1
    return -1


def _names(s: Sentence, time: Time) -> bool:
    """`Friday's coup`, `the 2021 coup`: the time names what stands behind it."""
    if s.kinds[time.last] == "p":
        return True
    return (
        YEAR.match(s.lows[time.last - 1]) is not None and s.kinds[time.last] == "w" and s.lows[time.last] not in BREAKS
    )
