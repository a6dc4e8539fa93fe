"""Days counted from the day of publication: weekdays, `yesterday`, `last week`, `two days ago`, `the previous day`."""

import re

from tallybook.extraction import wordclasses as wc
from tallybook.extraction.time_mentions import DAY, SMALL, Date, Time, behind_month, month_at
from tallybook.extraction.tokens import Sentence

COUNT = re.compile(r"\d{1,4}$")  # more days than these are no calendar's
STARTS = frozenset(("start", "beginning", "outset", "turn"))


def relative(s: Sentence, i: int, published: Date) -> Time | None:
    low, n = s.lows[i], len(s)
    after = s.lows[i + 1] if i + 1 < n else ""
    if low in wc.WEEKDAYS and s.words[i][0].isupper() and (len(low) > 3 or (i + 1 < n and s.kinds[i + 1] != "w")):
        # `Tuesday, July 3`: the date rules; it is found on its own.
        back = (published.isoweekday() - wc.WEEKDAYS[low]) % 7
        before = s.lows[i - 1] if i else ""
        if before == "next":
            return None
        if before == "last" and back == 0:
            back = 7
        date = published - back * DAY
        j = i + 1
        k = j + 1 if j < n and s.lows[j] in (",", ".") else j
        if k + 1 < n and month_at(s, k) is not None:
            number = behind_month(s, k)
            if s.kinds[number : number + 1] == ["n"]:
                return None
        if k + 1 < n and s.kinds[k] == "n" and s.lows[k + 1] in wc.MONTHS:
            return None
        if after in ("morning", "afternoon", "evening", "night", "nights"):
            j += 1
        return Time(i, j, date, date, "day")
    if low in ("today", "tonight"):
        return Time(i, i + 1, published, published, "day")
    if low == "yesterday":
        back = 2 if s.lows[i - 2 : i] == ["day", "before"] else 1
        return Time(i, i + 1, published - back * DAY, published - back * DAY, "day")
    if low == "overnight":
        return Time(i, i + 1, published - DAY, published, "day")
    if low == "this" and after in ("morning", "afternoon", "evening"):
        return Time(i, i + 2, published, published, "day")
    if low == "last" and after == "night":
        return Time(i, i + 2, published - DAY, published - DAY, "day")
    if (
        low in ("last", "past", "previous")
        and after in ("24", "24-hour")
        or (low in ("last", "past") and after == "day")
    ):
        return Time(i, min(i + 3, len(s)) if after == "24" else i + 2, published - DAY, published, "day")
    if low in ("last", "past", "this", "previous") and after in (
        "week",
        "weekend",
        "month",
        "year",
        "summer",
        "winter",
        "spring",
        "autumn",
        "fall",
    ):
        return _named_unit(i, low, after, published)
    if low == "weekend" or (low == "the" and after == "weekend"):
        saturday = published - ((published.isoweekday() - 6) % 7) * DAY
        return Time(i, i + 1 + (low == "the"), saturday, min(saturday + DAY, published), "day")
    if (
        low in ("last", "past")
        and (after in SMALL or after.isdigit() or after in ("few", "several"))
        and i + 2 < n
        and s.lows[i + 2].removesuffix("s") in ("hour", "day", "week", "month", "year")
    ):
        return Time(i, i + 3, None, None, "unknown", role="window")
    if low in ("last", "past", "recent") and after in ("days", "weeks", "months", "years", "hours"):
        return Time(i, i + 2, None, None, "unknown", role="window")
    count = SMALL.get(low) or (int(low) if COUNT.match(low) else 0)
    if (
        count
        and i + 2 < n
        and after in ("day", "days", "week", "weeks", "fortnight", "month", "months", "year", "years")
        and s.lows[i + 2] in ("ago", "earlier", "before")
    ):
        if s.lows[i + 2] in ("earlier", "before"):
            return Time(i, i + 3, None, None, "unknown", counted_from=f"-{count}") if after in ("day", "days") else None
        if after in ("day", "days"):
            date = published - count * DAY
            return Time(i, i + 3, date, date, "day")
        return Time(i, i + 3, None, None, "unknown", role="ago")
    if (
        low == "the"
        and after in STARTS
        and i + 4 < n
        and s.lows[i + 2] == "of"
        and s.lows[i + 3] in ("the", "this")
        and s.lows[i + 4] in ("year", "month")
    ):
        start = Date(published.year, 1, 1) if s.lows[i + 4] == "year" else published.replace(day=1)
        return Time(i, i + 5, start, start, "day")
    if (
        low == "the"
        and after in ("previous", "next", "following", "same")
        and i + 2 < n
        and s.lows[i + 2] in ("day", "night", "evening")
    ):
        return Time(
            i,
            i + 3,
            None,
            None,
            "unknown",
            counted_from={"previous": "-1", "next": "1", "following": "1", "same": "0"}[after],
        )
    if count and i + 2 < n and after in ("day", "days", "hours") and s.lows[i + 2] == "after":
        # `just a day after the raid that …`: what follows lies that far before what the sentence dates.
        if after == "hours":
            count //= 24
        return Time(i, i + 3, None, None, "unknown", counted_from=f"<{count}") if count else None
    if (
        low == "the"
        and after == "day"
        and i + 2 < n
        and s.lows[i + 2] in ("before", "after")
        and (i + 3 >= n or s.kinds[i + 3] == "m")
    ):
        return Time(i, i + 3, None, None, "unknown", counted_from="-1" if s.lows[i + 2] == "before" else "1")
    if low == "that" and after == "year":
        return Time(i, i + 2, None, None, "unknown", counted_from="year")
    if low == "same" and after == "period":
        return Time(i, i + 2, None, None, "unknown", counted_from="period")
    if (low, after) in (("same", "time"), ("that", "day")):
        return Time(i, i + 2, None, None, "unknown", counted_from="0")
    return None


def _named_unit(i: int, low: str, unit: str, published: Date) -> Time | None:
    if unit == "weekend":
        saturday = published - ((published.isoweekday() - 6) % 7) * DAY
        if low == "last" and published - saturday < 2 * DAY:
            saturday -= 7 * DAY
        return Time(i, i + 2, saturday, min(saturday + DAY, published), "day")
    if unit == "week":
        if low in ("this", "past"):
            return Time(i, i + 2, None, None, "unknown", role="window")
        sunday = published - (published.isoweekday() % 7 + 7) * DAY
        return Time(i, i + 2, sunday, sunday + 6 * DAY, "week")
    if unit == "month":
        if low == "past":
            return Time(i, i + 2, None, None, "unknown", role="window")
        if low == "this":
            return Time(i, i + 2, published.replace(day=1), published, "month")
        end = published.replace(day=1) - DAY
        return Time(i, i + 2, end.replace(day=1), end, "month")
    if unit == "year":
        if low == "past":
            return Time(i, i + 2, None, None, "unknown", role="window")
        if low == "this":
            return Time(i, i + 2, Date(published.year, 1, 1), published, "year", role="year")
        return Time(i, i + 2, Date(published.year - 1, 1, 1), Date(published.year - 1, 12, 31), "year")
    return Time(i, i + 2, None, None, "unknown", role="window")
