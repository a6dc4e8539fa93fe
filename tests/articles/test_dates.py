"""Dates are read only as far as they are certain."""

import contextlib
import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallybook.articles import DateError, parse_date

DAY = datetime.datetime(2012, 2, 29)
PLUS_TWO = datetime.timezone(datetime.timedelta(hours=2))


@pytest.mark.parametrize(
    ("value", "moment"),
    [
        ("2012-02-29", DAY),
        ("20120229", DAY),
        (datetime.date(2012, 2, 29), DAY),
        (DAY, DAY),
        ("29 February 2012", DAY),
        ("February 29, 2012", DAY),
        ("29.02.2012", DAY),
        ("05/05/2012", datetime.datetime(2012, 5, 5)),
        ("2012-02-29 10:30", datetime.datetime(2012, 2, 29, 10, 30)),
        ("2012-02-29T10:00:00Z", datetime.datetime(2012, 2, 29, 10, tzinfo=datetime.UTC)),
        ("2012-02-29T10:00:00+0200", datetime.datetime(2012, 2, 29, 10, tzinfo=PLUS_TWO)),
        ("Wed, 29 Feb 2012 10:00:00 +0200", datetime.datetime(2012, 2, 29, 10, tzinfo=PLUS_TWO)),
        ("1330509600", datetime.datetime(2012, 2, 29, 10, tzinfo=datetime.UTC)),
        (1330509600000, datetime.datetime(2012, 2, 29, 10, tzinfo=datetime.UTC)),
    ],
)
def test_dates_as_sources_write_them(value: object, moment: datetime.datetime) -> None:
    read = parse_date(value)
    assert read == moment
    assert read.utcoffset() == moment.utcoffset()


@pytest.mark.parametrize(
    "value",
    [
        "",
        "31 of Never",
        "2012-02-30",
        "03/04/2012",
        "March 2012",
        "2012",
        "29 February",
        "Tuesday",
        "10:00",
        "0001-01-01",
    ],
)
def test_what_is_no_whole_date_is_refused(value: str) -> None:
    with pytest.raises(DateError, match="write it as"):
        parse_date(value)


def test_letters_that_name_no_certain_zone_give_none() -> None:
    assert parse_date("29 February 2012 10:00 BST").tzinfo is None
    assert parse_date("29 February 2012 10am CST").tzinfo is None


@given(st.text(max_size=40) | st.integers() | st.floats())
def test_any_value_is_a_date_or_a_date_error(value: object) -> None:
    with contextlib.suppress(DateError):
        assert parse_date(value).year >= 1000


@given(st.datetimes(datetime.datetime(1000, 1, 1)))
def test_iso_moments_come_back_as_they_were(moment: datetime.datetime) -> None:
    assert parse_date(moment.isoformat()) == moment
