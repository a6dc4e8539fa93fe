"""A time expression as it stands in a sentence, and the days that it names."""

import dataclasses
import datetime
import re

from tallybook.extraction import wordclasses as wc
from tallybook.extraction.tokens import Sentence

Date = datetime.date
DAY = datetime.timedelta(days=1)
YEAR = re.compile(r"(?:19|20)\d\d$")
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
    joined: bool = False  # two dates: `from 27 March to 10 April`
    heading: bool = False  # it stands in front of a timeline's entry and dates all of it

    @property
    def day(self) -> Date | None:
        """The one day that it names, if it names one."""
        return self.start if self.start is not None and self.start == self.end else None


def behind_month(s: Sentence, i: int) -> int:
    """The token behind the month at i, and behind the full stop that may cut it short."""
    return i + 2 if s.lows[i + 1 : i + 2] == ["."] and len(s.lows[i]) <= 4 else i + 1


def month_at(s: Sentence, i: int) -> int | None:
    """The month that token i names; `May` the modal and `march` the walk are none."""
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
