"""Time expressions and the days that they name, counted from a Thursday, 17 March 2022."""

import datetime

import pytest

from tallybook.extraction import periods
from tallybook.extraction.segmentation import segment

PUBLISHED = datetime.date(2022, 3, 17)


def found(text: str, published: datetime.date | None = PUBLISHED) -> list[tuple[str, str, str, str]]:
    sentence = segment(f"x {text} x.").sentences[0].tokenise()
    return [(t.text, str(t.start), str(t.end), t.role) for t in periods.find(sentence, published)]


@pytest.mark.parametrize(
    ("text", "start", "end", "role"),
    [
        ("were hurt on Tuesday when", "2022-03-15", "2022-03-15", "in"),
        ("were hurt on Thursday when", "2022-03-17", "2022-03-17", "in"),
        ("sank early on Friday off", "2022-03-11", "2022-03-11", "in"),
        ("drowned yesterday in", "2022-03-16", "2022-03-16", "in"),
        ("hurt last night in", "2022-03-16", "2022-03-16", "in"),
        ("hurt overnight in", "2022-03-16", "2022-03-17", "in"),
        ("killed in the past 24 hours in", "2022-03-16", "2022-03-17", "in"),
        ("killed in the past 24", "2022-03-16", "2022-03-17", "in"),
        ("hurt over the weekend in", "2022-03-12", "2022-03-13", "in"),
        ("fled last week from", "2022-03-06", "2022-03-12", "in"),
        ("fled last month from", "2022-02-01", "2022-02-28", "in"),
        ("killed on 3 February near", "2022-02-03", "2022-02-03", "in"),
        ("killed on Nov. 30 near", "2021-11-30", "2021-11-30", "in"),
        ("killed on June 2, 1997, near", "1997-06-02", "1997-06-02", "in"),
        ("killed on 20 Aug 88 near", "1988-08-20", "1988-08-20", "in"),
        ("killed in October near", "2021-10-01", "2021-10-31", "in"),
        ("killed in May 2019 near", "2019-05-01", "2019-05-31", "in"),
        ("killed in 2013 near", "2013-01-01", "2013-12-31", "in"),
        ("scene of a 2009 ferry disaster that killed", "2009-01-01", "2009-12-31", "in"),
        ("killed two days ago near", "2022-03-15", "2022-03-15", "in"),
        ("displaced since February from", "2022-02-01", "None", "since"),
        ("killed since the strike began in January at", "2022-01-01", "None", "since"),
        ("jailed since the start of the year in", "2022-01-01", "None", "since"),
        ("killed between 4 and 11 February near", "2022-02-04", "2022-02-11", "in"),
        ("killed from Monday, to Wednesday", "2022-03-14", "2022-03-14", "in"),
        ("infected by March 6 in", "None", "2022-03-06", "by"),
        ("as of 6 March, ill", "None", "2022-03-06", "by"),
        ("told reporters on Monday that", "2022-03-14", "2022-03-14", "said"),
        ("a report released on Monday that", "2022-03-14", "2022-03-14", "said"),
    ],
)
def test_an_expression_names_its_days(text: str, start: str, end: str, role: str) -> None:
    assert [(s, e, r) for _, s, e, r in found(text)][:1] == [(start, end, role)]


@pytest.mark.parametrize(
    "text",
    [
        "they may have fled",
        "a protest march through town",
        "the 2000 people who fled",
        "seven months of talks",
        "next Monday they vote",
        "killed 2019 people in",
    ],
)
def test_words_that_only_look_like_dates_name_none(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("killed from July 3 to July 5, 2016, near", "2016-07-03", "2016-07-05"),
        ("killed between 28 December and 3 January 2016 near", "2015-12-28", "2016-01-03"),
        ("killed from 1 March to 2 February near", "2021-03-01", "2022-02-02"),
    ],
)
def test_the_year_at_the_end_of_a_span_is_that_of_its_start_or_the_next(text: str, start: str, end: str) -> None:
    assert [(s, e) for _, s, e, _ in found(text)] == [(start, end)]


def test_a_span_never_starts_on_a_day_that_its_years_lack() -> None:
    spans = found("killed from 29 February to 2 January near", datetime.date(2020, 3, 17))
    assert [(s, e) for _, s, e, _ in spans] == [("2020-02-29", "2020-02-29"), ("2020-01-02", "2020-01-02")]


def test_a_window_of_days_is_left_open() -> None:
    assert found("killed in the last three days in")[0][1:] == ("None", "None", "window")


def test_without_a_day_of_publication_relative_words_stay_unread_and_full_dates_stand() -> None:
    assert found("hurt on Tuesday in", None) == []
    assert found("hurt on 3 February 2010 in", None)[0][1] == "2010-02-03"


def test_deaths_reported_in_the_last_day_are_dated_by_it() -> None:
    assert found("9 more deaths reported in the last 24 hours in")[0][3] == "in"


def test_since_followed_by_when_only_compares() -> None:
    assert found("the worst since April last year, when gunmen shot six")[0][1:] == ("2021-04-01", "2021-04-30", "in")
