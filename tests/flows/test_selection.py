"""Which articles a run wants: days are inclusive and in UTC, and an article without a date lies in none."""

import datetime
import json

import pytest

from flows.selection import Outside, Selection

DAYS = ("2012-02-28", "2012-02-29T23:30:00-05:00", "2012-03-01", "2012-03-02", None)


@pytest.fixture
def folder(tmp_path):
    for number, day in enumerate(DAYS):
        (tmp_path / f"{number}.txt").write_text(f"Police said {number + 2} people were killed in Aleppo on Tuesday.")
        if day:
            (tmp_path / f"{number}.meta.json").write_text(json.dumps({"published_at": day}))
    return tmp_path


@pytest.mark.parametrize(
    ("since", "until", "wanted"),
    [
        (None, None, "01234"),
        ("2012-03-01", None, "123"),  # half past eleven at night in New York is the next day
        (None, "2012-02-29", "0"),
        ("2012-03-01", "2012-03-01", "12"),
        ("2013-01-01", None, ""),
    ],
)
def test_only_the_days_that_were_asked_for_are_wanted(folder, since, until, wanted):
    since, until = (text and datetime.date.fromisoformat(text) for text in (since, until))
    found = list(Selection(since=since, until=until).read([str(folder)]))
    assert "".join(a.uri[-5] for a in found if not isinstance(a, Outside)) == wanted
    assert len(found) == len(DAYS)


def test_a_date_that_the_caller_gives_decides(folder):
    given = datetime.datetime(2012, 3, 1, tzinfo=datetime.UTC)
    found = list(Selection(published_at=given, since=datetime.date(2012, 3, 1)).read([str(folder)]))
    assert not [one for one in found if isinstance(one, Outside)]
