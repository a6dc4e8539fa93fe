"""Time expressions of a sentence, resolved against the day of publication (GOLD.md, `Basis and period`)."""

import calendar as _calendar
import dataclasses
import datetime
import re

from tallybook.extraction import predicates
from tallybook.extraction import wordclasses as wc
from tallybook.extraction.tokens import Sentence

Date = datetime.date
DAY = datetime.timedelta(days=1)
SAYING = frozenset(
    "said says say told reported announced added confirmed warned stated according reports report statement posted wrote tweeted published released announcing saying "
    "briefing interview arraigned charged sentenced convicted trial court hearing appeared visited visit meeting met press updated issued".split()
)
YEAR = re.compile(r"(?:19|20)\d\d$")
SHORT_YEAR = re.compile(r"[4-9]\d$")
ORDINAL_DAY = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?$")
SMALL = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "a": 1,
}
VAGUE_PARTS = frozenset("early late mid mid- mid-".split())


@dataclasses.dataclass(slots=True)
class Time:
    """A time expression: tokens [first, last), the days it names (None = open), how it relates the event to them."""

    first: int
    last: int
    start: Date | None
    end: Date | None
    precision: str  # day, week, month, year, open, unknown
    role: str = (
        "in"  # in, since, by (counted up to), said (the day of saying), window (days before publication, left open)
    )
    text: str = ""
    counted_from: str = (
        ""  # counted from another date of the text: `-1`, `0`, `1` days, `<1` days back into another event, `period`
    )
    full_end: Date | None = None  # the end of the named days themselves, where `since` leaves the end open
    since_at: int = -1  # the token of `since`
    heading: bool = False  # it stands in front of a timeline's entry and dates all of it

    @property
    def day(self) -> Date | None:
        """The one day that it names, if it names one."""
        return self.start if self.start is not None and self.start == self.end else None


def month_end(year: int, month: int) -> Date:
    return Date(year, month, _calendar.monthrange(year, month)[1])


def find(s: Sentence, published: Date | None) -> list[Time]:
    """The time expressions of a sentence in their order; relative ones are left out where the day of publication is unknown."""
    found: list[Time] = []
    i, n = 0, len(s)
    while i < n:
        time = _at(s, i, published)
        if time is None:
            i += 1
            continue
        found.append(time)
        i = max(time.last, i + 1)
    return _related(s, found, published)


def _day(year: int | None, month: int, day: int, published: Date | None) -> Date | None:
    try:
        if year is not None:
            return Date(year, month, day)
        if published is None:
            return None
        candidate = Date(published.year, month, day)
        # A text may be dated a day or two before it was written: only what is clearly ahead belongs to the year before.
        return candidate if candidate <= published + 7 * DAY else Date(published.year - 1, month, day)
    except ValueError:
        return None


def _year_at(s: Sentence, i: int) -> tuple[int, int] | None:
    """A year at token i, maybe behind a comma or `of`: the year and the end."""
    n = len(s)
    j = i
    if j < n and s.lows[j] in (",", "of"):
        j += 1
    if j < n and YEAR.match(s.lows[j]):
        return int(s.lows[j]), j + 1
    if j < n and j == i and SHORT_YEAR.match(s.lows[j]) and s.kinds[j] == "n":
        return 1900 + int(s.lows[j]), j + 1
    if j + 1 < n and s.lows[j] in ("this", "last") and s.lows[j + 1] == "year":
        return (0 if s.lows[j] == "this" else -1), j + 2
    return None


def _month(s: Sentence, i: int) -> int | None:
    low = s.lows[i]
    month = wc.MONTHS.get(low)
    if month is None or not s.words[i][0].isupper():
        return None
    if low in ("may", "march"):
        # `May` the modal opens a sentence; `March` the walk does not stand beside a number or preposition.
        near = s.lows[max(0, i - 2) : i] + s.lows[i + 1 : i + 3]
        return (
            month
            if any(
                w
                in (
                    "in",
                    "of",
                    "since",
                    "on",
                    "by",
                    "late",
                    "early",
                    "until",
                    "to",
                    "between",
                    "from",
                    "and",
                    "last",
                    "this",
                    "during",
                    "mid",
                    "before",
                    "after",
                    "and",
                )
                or w[:1].isdigit()
                for w in near
            )
            else None
        )
    return month


def _at(s: Sentence, i: int, published: Date | None) -> Time | None:
    low, n = s.lows[i], len(s)
    if low not in STARTERS and not low[0].isdigit():
        return None
    month = _month(s, i)
    if month is not None:
        return _from_month(s, i, month, published)
    if low[0].isdigit() and i + 1 < n:
        digit = ORDINAL_DAY.match(low)
        if digit and 1 <= int(digit.group(1)) <= 31:
            j = i + 1
            if s.lows[j] == "of":
                j += 1
            if j < n and (s.lows[j] in wc.MONTHS and s.words[j][0].isupper()):
                found = wc.MONTHS[s.lows[j]]
                end = j + 1
                if end < n and s.lows[end] == "." and len(s.lows[j]) <= 4:
                    end += 1
                year = _year_at(s, end)
                date = _day(_fix(year, published), found, int(digit.group(1)), published)
                return Time(i, year[1] if year else end, date, date, "day") if date else None
            # `4-11 May`, `4 and 11 May`
            if (
                s.lows[j] in ("-", "–", "to", "and")
                and j + 2 < n
                and ORDINAL_DAY.match(s.lows[j + 1])
                and s.lows[j + 2] in wc.MONTHS
            ):
                year = _year_at(s, j + 3)
                last = _day(
                    _fix(year, published),
                    wc.MONTHS[s.lows[j + 2]],
                    int(ORDINAL_DAY.match(s.lows[j + 1]).group(1)),
                    published,
                )
                first = last and _day(last.year, last.month, int(digit.group(1)), published)
                if first and last and first <= last:
                    return Time(i, year[1] if year else j + 3, first, last, "day" if last - first < 2 * DAY else "week")
    if low[0].isdigit():
        return _year(s, i, int(low), published) if YEAR.match(low) and _is_year(s, i) else None
    if published is None:
        return None
    return _relative(s, i, published)


YEAR_LEADS = frozenset("in since during of from late early by until mid and between to".split())
STARTS = frozenset(("start", "beginning", "outset", "turn"))


def _is_year(s: Sentence, i: int) -> bool:
    """Whether four digits are a year: behind its prepositions, as `a 2013 crash`, or heading a timeline's entry."""
    before = s.lows[i - 1] if i else ""
    after = s.lows[i + 1] if i + 1 < len(s) else ""
    if before in YEAR_LEADS:
        return not (before in ("of", "to", "and", "by") and after in ("people", "civilians", "homes", "houses"))
    if before in ("-", "–") and i > 1 and YEAR.match(s.lows[i - 2]):
        return True
    if before in ("a", "an", "the", "'s", "’s"):
        return (
            bool(after)
            and s.kinds[i + 1] == "w"
            and after not in ("people", "civilians", "residents", "families", "homes", "houses", "others", "dead")
        )
    return not before and after in (":", "-", "–", "—")


STARTERS = (
    frozenset(wc.MONTHS)
    | frozenset(wc.WEEKDAYS)
    | frozenset(
        "today yesterday tonight overnight this last past previous the that same earlier next a one two three four five six seven eight nine ten weekend early late ongoing day days".split()
    )
)


def _fix(year: tuple[int, int] | None, published: Date | None) -> int | None:
    if year is None:
        return None
    if year[0] <= 0:
        return published.year + year[0] if published else None
    return year[0]


def _from_month(s: Sentence, i: int, month: int, published: Date | None) -> Time | None:
    n, j = len(s), i + 1
    if j < n and s.lows[j] == "." and len(s.lows[i]) <= 4:
        j += 1
    if j < n and s.kinds[j] == "n":
        digit = ORDINAL_DAY.match(s.lows[j])
        if digit and 1 <= int(digit.group(1)) <= 31 and not (j + 1 < n and s.lows[j + 1] in ("people", "civilians")):
            end = j + 1
            year = _year_at(s, end)
            if year is not None and s.lows[end] == "," and end + 2 < n and s.lows[end + 2] in ("people",):
                year = None
            date = _day(_fix(year, published), month, int(digit.group(1)), published)
            end = year[1] if year else end
            # `July 3-5`, `July 3 to 5`
            if (
                date
                and end + 1 < n
                and s.lows[end] in ("-", "–", "to")
                and (later := ORDINAL_DAY.match(s.lows[end + 1]))
                and date.day < int(later.group(1)) <= 31
                and not (end + 2 < n and s.lows[end + 2] in ("people", "dead"))
            ):
                last = _day(date.year, month, int(later.group(1)), published)
                if last:
                    return Time(i, end + 2, date, last, "day" if last - date < 2 * DAY else "week")
            return Time(i, end, date, date, "day") if date else None
    year = (
        _year_at(s, j)
        if not (
            j < n
            and s.lows[j] == "of"
            and j + 1 < n
            and s.lows[j + 1] not in ("this", "last")
            and not YEAR.match(s.lows[j + 1])
        )
        else None
    )
    vague = i and s.lows[i - 1] in ("early", "late", "mid", "mid-")
    number = _fix(year, published)
    before = s.lows[i - 1] if i else ""
    if number is None:
        if published is None:
            return None
        number = published.year if month <= published.month else published.year - 1
        if before == "last" and month == published.month:
            number -= 1
        if year is None and before not in (
            "in",
            "since",
            "last",
            "of",
            "during",
            "early",
            "late",
            "mid",
            "until",
            "by",
            "from",
            "between",
            "and",
            "to",
            "this",
            "mid-",
            "before",
            "after",
            "late-",
        ):
            if not (j < n and (s.kinds[j] == "p" or s.lows[j : j + 2] == [",", "when"])):
                return None
    start, end = Date(number, month, 1), month_end(number, month)
    if published is not None and end > published >= start:
        end = published
    if vague:
        return Time(i - 1, year[1] if year else j, None, None, "unknown", role="vague")
    return Time(i - (before == "last"), year[1] if year else i + 1, start, end, "month")


def _year(s: Sentence, i: int, number: int, published: Date | None) -> Time:
    start, end = Date(number, 1, 1), Date(number, 12, 31)
    if published is not None and end > published >= start:
        end = published
    before = s.lows[i - 1] if i else ""
    if before in ("early", "late", "mid"):
        return Time(i - 1, i + 1, start if before == "early" else None, None, "year", role="vague")
    return Time(i, i + 1, start, end, "year")


def _relative(s: Sentence, i: int, published: Date) -> Time | None:
    low, n = s.lows[i], len(s)
    after = s.lows[i + 1] if i + 1 < n else ""
    if low in wc.WEEKDAYS and s.words[i][0].isupper() and (len(low) > 3 or (i + 1 < n and s.kinds[i + 1] != "w")):
        # `Tuesday, July 3`: the date rules; it is found on its own.
        back = (published.isoweekday() - wc.WEEKDAYS[low]) % 7
        before = s.lows[i - 1] if i else ""
        if before == "next" or (before == "last" and back == 0):
            back = 7 if before == "last" else -1
        if back < 0 or after in ("'s", "’s") and False:
            return None
        date = published - back * DAY
        j = i + 1
        if j < n and s.lows[j] in (",", ".") and j + 1 < n and _month(s, j + 1) is not None:
            return None
        if j + 1 < n and _month(s, j) is not None and s.kinds[j + 1] == "n":
            return None
        if j + 1 < n and s.kinds[j] == "n" and s.lows[j + 1] in wc.MONTHS:
            return None
        if after in ("morning", "afternoon", "evening", "night", "nights"):
            j += 1
        return Time(i, j, date, date, "day")
    if low == "today":
        return Time(i, i + 1, published, published, "day")
    if low == "yesterday":
        if i >= 3 and s.lows[i - 3 : i] == ["day", "before", ""]:
            return None
        back = 2 if i >= 2 and s.lows[i - 2 : i] == ["day", "before"] else 1
        return Time(i, i + 1, published - back * DAY, published - back * DAY, "day")
    if low == "tonight":
        return Time(i, i + 1, published, published, "day")
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
        return Time(i, i + 3 if after == "24" else i + 2, published - DAY, published, "day")
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
        return _named_unit(s, i, low, after, published)
    if low == "weekend" or (low == "the" and after == "weekend"):
        saturday = published - ((published.isoweekday() - 6) % 7) * DAY
        return Time(i, i + 1 + (low == "the"), saturday, min(saturday + DAY, published), "day")
    if (
        low in ("last", "past")
        and (after in SMALL or after.isdigit() or after in ("few", "several"))
        and i + 2 < n
        and s.lows[i + 2].rstrip("s") in ("hour", "day", "week", "month", "year")
    ):
        return Time(i, i + 3, None, None, "unknown", role="window")
    if low in ("last", "past", "recent") and after in ("days", "weeks", "months", "years", "hours"):
        return Time(i, i + 2, None, None, "unknown", role="window")
    if (
        (low in SMALL or low.isdigit())
        and i + 2 < n
        and after in ("day", "days", "week", "weeks", "month", "months", "year", "years")
        and s.lows[i + 2] in ("ago", "earlier", "before")
    ):
        count = SMALL.get(low) or int(low)
        if s.lows[i + 2] in ("earlier", "before"):
            return (
                Time(i, i + 3, None, None, "unknown", role="in", counted_from=f"-{count}")
                if after in ("day", "days")
                else None
            )
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
    if (
        (low in SMALL or low.isdigit())
        and i + 2 < n
        and after in ("day", "days", "hours", "week", "weeks")
        and s.lows[i + 2] == "after"
    ):
        # `just a day after the raid that …`: what follows lies that far before what the sentence dates.
        count = (
            (SMALL.get(low) or int(low))
            if after.startswith("day")
            else ((SMALL.get(low) or int(low)) // 24 if after == "hours" else 0)
        )
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
    if low in ("that", "same") and after in ("period", "time") and low == "same" or (low == "that" and after == "day"):
        return Time(i, i + 2, None, None, "unknown", counted_from="period" if after == "period" else "0")
    return None


def _named_unit(s: Sentence, i: int, low: str, unit: str, published: Date) -> Time | None:
    if unit == "weekend":
        saturday = published - ((published.isoweekday() - 6) % 7) * DAY
        if saturday == published and low == "last":
            saturday -= 7 * DAY
        return Time(i, i + 2, saturday, min(saturday + DAY, published), "day")
    if unit == "week":
        if low in ("this", "past"):
            return Time(i, i + 2, None, None, "unknown", role="window")
        sunday = published - (published.isoweekday() % 7 + 7) * DAY
        return Time(i, i + 2, sunday, sunday + 6 * DAY, "week")
    if unit == "month":
        if low in ("past",):
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


def _related(s: Sentence, found: list[Time], published: Date | None) -> list[Time]:
    """Join ranges, and read what stands before an expression: since, by, from … to, a verb of saying."""
    result: list[Time] = []
    for time in found:
        before = s.lows[max(0, time.first - 4) : time.first]
        previous = result[-1] if result else None
        if previous is not None and previous.end and time.end and previous.role in ("in", "from", "since"):
            between = s.lows[previous.last : time.first]
            if between and between[-1] in wc.WEEKDAYS:
                between = between[:-1]
            opener = s.lows[previous.first - 1] if previous.first else ""
            if between in (["to"], ["until"], ["till"], ["through"], ["-"], ["–"], ["up", "to"]) or (
                between == ["and"] and opener == "between"
            ):
                start = previous.start
                if start and start > time.end and previous.precision in ("month", "day"):
                    start = start.replace(year=start.year - 1)
                if start and start <= time.end:
                    previous.start, previous.end, previous.last, previous.role = start, time.end, time.last, "in"
                    previous.precision = "day" if time.precision == "day" and previous.precision == "day" else "month"
                    continue
        since = _since(s, time)
        possessive = time.last < len(s) and s.kinds[time.last] == "p"
        if since >= 0:
            time.role, time.since_at, time.full_end = "since", since, time.end
        elif (
            before[-1:] in (["by"], ["until"], ["till"]) or before[-2:] in (["as", "of"], ["up", "to"], ["as", "at"])
        ) and not possessive:
            time.role = "by"
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
            before[-1:] == ["in"]
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
    return result


def _of_saying(s: Sentence, time: Time) -> bool:
    """`told reporters on Tuesday`, `a report released on Monday`: the day on which it was said, not on which it happened."""
    if time.last < len(s) and s.kinds[time.last] == "p":
        return False
    i, steps = time.first - 1, 0
    while i >= 0 and steps < 6:
        low = s.lows[i]
        if low in SAYING:
            return not (
                low in ("reported", "confirmed", "report", "reports", "announced")
                and i
                and (s.lows[i - 1] in wc.BE or s.lows[i - 1] in predicates.nouns())
            )
        if (
            low in wc.CONJUNCTIONS
            or s.kinds[i] == "n"
            or low in wc.SUBORDINATORS
            or low in wc.RELATIVES
            or low in (",", ";", ":", "”", '"')
            or low in wc.BE
        ):
            return False
        i -= 1
        steps += 1
    return False


def _stamp(s: Sentence, time: Time) -> bool:
    """`AFP Sunday 3 Jul 2016 …`, `Wednesday 19 October 2005 18.57`: the day of publication in front of the text."""
    words = s.lows[time.first : time.last]
    dated = any(YEAR.match(w) for w in words)
    before = s.lows[time.first - 1] if time.first else ""
    if not dated or before in (
        "on",
        "in",
        "since",
        "of",
        "from",
        "to",
        "by",
        "until",
        "and",
        "the",
        "between",
        "after",
        "before",
        ",",
        "(",
        "during",
    ):
        return False
    if before in wc.WEEKDAYS:
        return time.first < 2 or s.lows[time.first - 2] not in ("on", "since", "from", "until", "by", ",", "last")
    return (
        0 < time.first <= 4
        and all(s.words[k][:1].isupper() for k in range(time.first))
        and time.last < len(s)
        and s.words[time.last][:1].isupper()
    )


def _since(s: Sentence, time: Time) -> int:
    """The token of the `since` that governs a time: `since March`, `since the war broke out in 2011`; -1 where none does.

    `since June last year, when troops shot …` only compares: what follows happened then.
    """
    if "when" in s.lows[time.last : time.last + 2]:
        return -1
    for j in range(time.first - 1, max(-1, time.first - 14), -1):
        if s.lows[j] == "since":
            return j
        if s.kinds[j] == "m" and s.lows[j] not in ("-", "“", "”", '"'):
            return -1
    return -1
