"""Dates as sources write them, read only as far as they are certain."""

import datetime
import email.utils
import re
from typing import Any

from dateutil import parser as dateutil_parser

_EPOCH = re.compile(r"\d{10}(\d{3})?(\.\d+)?")
_NUMERIC = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-]\d{4}\b")
# Two stand-ins for what a text leaves open: a date that depends on which is used was not a whole date.
_STAND_INS = (datetime.datetime(2000, 1, 1), datetime.datetime(2001, 2, 2))


class DateError(ValueError):
    """A date that cannot be read for certain."""


def parse_date(value: Any) -> datetime.datetime:
    """The moment that ``value`` names, with its time zone where it has one, at midnight where it has no time.

    Reads dates, ISO 8601, RFC 2822 (feeds), seconds or milliseconds since 1970, and English dates. Raises `DateError`
    for what is no whole date, lies outside the years 1000 to 9999, or could be two dates (03/04/2012).
    """
    if isinstance(value, datetime.datetime):
        return value
    if isinstance(value, datetime.date):
        return datetime.datetime(value.year, value.month, value.day)
    text = " ".join(str(value).split())[:100]
    found = _iso(text) or _epoch(text) or _rfc2822(text) or _english(text)
    if found is None or found.year < 1000:
        raise DateError(f"{text!r} is no date; write it as 2012-02-29 or 2012-02-29T10:00:00Z")
    return found


def _iso(text: str) -> datetime.datetime | None:
    if not re.match(r"\d{4}-?\d\d", text) or _EPOCH.fullmatch(text):
        return None
    try:
        return datetime.datetime.fromisoformat(text)
    except ValueError:
        return None


def _epoch(text: str) -> datetime.datetime | None:
    if not _EPOCH.fullmatch(text):
        return None
    seconds = float(text)
    return datetime.datetime.fromtimestamp(seconds / 1000 if seconds > 1e11 else seconds, datetime.UTC)


def _rfc2822(text: str) -> datetime.datetime | None:
    try:
        return email.utils.parsedate_to_datetime(text) if re.search(r"\d\d:\d\d", text) else None
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _english(text: str) -> datetime.datetime | None:
    numeric = _NUMERIC.match(text)
    if numeric and int(numeric[1]) <= 12 and int(numeric[2]) <= 12 and numeric[1] != numeric[2]:
        raise DateError(f"{text!r} could be two dates; write it as 2012-02-29")
    try:
        one, other = (dateutil_parser.parse(text, default=day, tzinfos=_zone) for day in _STAND_INS)
    except (ValueError, OverflowError, TypeError, AttributeError, ArithmeticError):
        return None
    return one if one == other else None


def _zone(name: str | None, offset: int | None) -> datetime.timezone | None:
    """A zone from its offset alone: letters such as CST name several."""
    return None if offset is None else datetime.timezone(datetime.timedelta(seconds=offset))
