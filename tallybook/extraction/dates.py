"""Dates, months and years as they are written, and the year that is meant where none is."""

import calendar
import re

from tallybook.extraction import wordclasses as wc
from tallybook.extraction.relative_days import relative
from tallybook.extraction.time_mentions import DAY, YEAR, Date, Time, behind_month, month_at
from tallybook.extraction.tokens import Sentence

SHORT_YEAR = re.compile(r"[4-9]\d$")
AFTER_SHORT_YEAR = (wc.PREPOSITIONS | wc.SUBORDINATORS) - {"of", "per", "to"}
VAGUE = ("early", "late", "mid")
ORDINAL_DAY = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?$")


def month_end(year: int, month: int) -> Date:
    return Date(year, month, calendar.monthrange(year, month)[1])


def _precision(first: Date, last: Date) -> str:
    return "day" if last - first < 2 * DAY else "week"


def _day(year: int | None, month: int, day: int, published: Date | None = None) -> Date | None:
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
    if j < n and j == i and SHORT_YEAR.match(s.lows[j]) and _date_ends(s, j + 1):
        return 1900 + int(s.lows[j]), j + 1
    if j + 1 < n and s.lows[j] in ("this", "last") and s.lows[j + 1] == "year":
        return (0 if s.lows[j] == "this" else -1), j + 2
    return None


def _date_ends(s: Sentence, i: int) -> bool:
    """Whether a year of two digits may stand before token i: other words are counted by it, `In May 60 miners died`."""
    if i == len(s) or s.lows[i] in AFTER_SHORT_YEAR:
        return True
    return s.kinds[i] == "m" and s.lows[i] != "%" and s.kinds[i + 1 : i + 2] != ["n"]


def at(s: Sentence, i: int, published: Date | None) -> Time | None:
    low, n = s.lows[i], len(s)
    if low not in STARTERS and not low[0].isdigit():
        return None
    if low in PARTS:
        year = _year_at(s, i + 1)
        return Time(i, year[1] if year else i + 1, None, None, "unknown", role="vague")
    month = month_at(s, i)
    if month is not None:
        return _from_month(s, i, month, published)
    if i + 1 < n and (digit := ORDINAL_DAY.match(low)):
        day, j = int(digit.group(1)), i + 1
        if s.lows[j] == "of":
            j += 1
        if j >= n:
            return None
        if s.lows[j] in wc.MONTHS and s.words[j][0].isupper():
            found = wc.MONTHS[s.lows[j]]
            end = behind_month(s, j)
            year = _year_at(s, end)
            date = _day(_fix(year, published), found, day, published)
            return Time(i, year[1] if year else end, date, date, "day") if date else None
        # `4-11 May`, `4 and 11 May`
        if (
            s.lows[j] in ("-", "–", "to", "and")
            and j + 2 < n
            and (until := ORDINAL_DAY.match(s.lows[j + 1])) is not None
            and s.lows[j + 2] in wc.MONTHS
            and s.words[j + 2][0].isupper()
        ):
            end = behind_month(s, j + 2)
            year = _year_at(s, end)
            last = _day(_fix(year, published), wc.MONTHS[s.lows[j + 2]], int(until.group(1)), published)
            if last and 1 <= day <= last.day:
                first = last.replace(day=day)
                return Time(i, year[1] if year else end, first, last, _precision(first, last))
    if YEAR.match(low) and _is_year(s, i):
        return _year(s, i, int(low), published)
    return None if published is None else relative(s, i, published)


YEAR_LEADS = frozenset("in since during of from late early by until mid and between to".split())
MONTH_LEADS = YEAR_LEADS | {"last", "this", "before", "after"}


def _is_year(s: Sentence, i: int) -> bool:
    """Whether four digits are a year: behind its prepositions, as `a 2013 crash`, or heading a timeline's entry."""
    before = s.lows[i - 1] if i else ""
    after = s.lows[i + 1] if i + 1 < len(s) else ""
    if before in YEAR_LEADS:
        return not (before in ("of", "to", "and", "by") and after in ("people", "civilians", "homes", "houses"))
    if before in ("-", "–") and i > 1 and YEAR.match(s.lows[i - 2]):
        return True
    if before in ("a", "an", "the", "'s"):
        counted = ("people", "civilians", "residents", "families", "homes", "houses", "others", "dead")
        return s.kinds[i + 1 : i + 2] == ["w"] and after not in counted
    return not before and after in (":", "-", "–", "—")


# `mid-March`, `late-2013`: one word each.
PARTS = frozenset(f"{part}-{of}" for part in VAGUE for of in (*wc.MONTHS, *map(str, range(1900, 2100))))
STARTERS = (
    PARTS
    | frozenset(wc.MONTHS)
    | frozenset(wc.WEEKDAYS)
    | frozenset(
        "today yesterday tonight overnight this last past recent previous the that same earlier next a one two "
        "three four five six seven eight nine ten weekend early late ongoing day days".split()
    )
)


def _fix(year: tuple[int, int] | None, published: Date | None) -> int | None:
    if year is None:
        return None
    if year[0] <= 0:
        return published.year + year[0] if published else None
    return year[0]


def _from_month(s: Sentence, i: int, month: int, published: Date | None) -> Time | None:
    n, j = len(s), behind_month(s, i)
    if j < n and s.kinds[j] == "n":
        digit = ORDINAL_DAY.match(s.lows[j])
        if digit and 1 <= int(digit.group(1)) <= 31 and not (j + 1 < n and s.lows[j + 1] in ("people", "civilians")):
            return _from_day(s, i, j + 1, month, int(digit.group(1)), published)
    year = _year_at(s, j)
    before = s.lows[i - 1] if i else ""
    number = _fix(year, published)
    if number is None:
        if published is None:
            return None
        number = published.year if month <= published.month else published.year - 1
        if before == "last" and month == published.month:
            number -= 1
        followed = j < n and (s.kinds[j] == "p" or s.lows[j : j + 2] == [",", "when"])
        if year is None and before not in MONTH_LEADS and not followed:
            return None
    first, last = Date(number, month, 1), month_end(number, month)
    if published is not None and last > published >= first:
        last = published
    if before in VAGUE:
        return Time(i - 1, year[1] if year else j, None, None, "unknown", role="vague")
    return Time(i - (before == "last"), year[1] if year else i + 1, first, last, "month")


def _from_day(s: Sentence, i: int, end: int, month: int, day: int, published: Date | None) -> Time | None:
    """`July 3`, `July 3-5`, `July 3 to 5, 2016`: month and day of the month are read, up to token `end`."""
    until = day
    if (
        end + 1 < len(s)
        and s.lows[end] in ("-", "–", "to")
        and (later := ORDINAL_DAY.match(s.lows[end + 1]))
        and day < int(later.group(1)) <= month_end(2000, month).day  # as long as that month ever is
        and not (end + 2 < len(s) and s.lows[end + 2] in ("people", "dead"))
    ):
        until, end = int(later.group(1)), end + 2
    year = _year_at(s, end)
    if year is not None and s.lows[end] == "," and s.lows[end + 2 : end + 3] == ["people"]:
        year = None
    first = _day(_fix(year, published), month, day, published)
    last = _day(first.year, month, until) if first else None
    if first is None or last is None:
        return None
    return Time(i, year[1] if year else end, first, last, _precision(first, last))


def _year(s: Sentence, i: int, number: int, published: Date | None) -> Time:
    start, end = Date(number, 1, 1), Date(number, 12, 31)
    if published is not None and end > published >= start:
        end = published
    before = s.lows[i - 1] if i else ""
    if before in VAGUE:
        return Time(i - 1, i + 1, start if before == "early" else None, None, "year", role="vague")
    return Time(i, i + 1, start, end, "year")
