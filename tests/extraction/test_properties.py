"""What holds for any text at all, whatever it says."""

import dataclasses
import datetime
import pathlib
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import tallybook
from tallybook.vocabulary import Attribution, Basis, Certainty, PeriodPrecision, PlacePrecision, Qualifier, Unit

ROOT = pathlib.Path(__file__).resolve().parents[2]
NUMBERS = [
    *"12 1,234 20-30 3.5 two twelve dozens hundreds 25K million half dozen 1999 2012 100,000 -5 0 ½ １２".split(),
    "20 to 30",
    "at least 40",
    "more than a dozen",
    "between 10 and 15",
    "1.2 million",
    "tens of thousands of",
    "no fewer than 7",
    "an estimated 5,000",
    "up to 9",
]
WORDS = """
    a an another the people civilians soldiers police officials children houses families bodies killed wounded died
    dead missing injured arrested displaced fled evacuated rescued including among them of those whom were was have
    been and or in near from since until after before on at by to said says told reported according citing added
    denied Aleppo Homs Syria Iraq Tripoli Georgia Tuesday Monday March January 2011 last week yesterday overnight today
    toll rose cases infected hospital ministry UN U.N. LCC Red Crescent He she it they which who group Dr. Mr. not no
    would could
""".split()
MARKS = [" ", " ", "\n", "\n\n", ", ", ". ", "; ", ": ", " — ", "-", *"“”'’()%$", "\u00a0", "• "]
TALK = st.lists(st.sampled_from(NUMBERS) | st.sampled_from(WORDS) | st.sampled_from(MARKS), max_size=80)
REPORTS = st.builds(" ".join, TALK) | st.builds("".join, TALK)
SENTENCES = [
    sentence
    for path in sorted((ROOT / "tests/gold/tuned").glob("*.txt"))
    for sentence in re.split(r"(?<=[.!?])\s+|\n+", path.read_text(encoding="utf-8"))
    if sentence
]
JOINTS = st.sampled_from([" ", "\n", "\n\n", ", ", " and ", " of those ", " including ", "—", "“", "(", " 12 "])
ANY_TEXT = st.text(max_size=300) | st.text(alphabet="0123456789,.- \nakiled", max_size=300) | REPORTS
DATES = st.none() | st.dates(datetime.date(1, 1, 1), datetime.date(9999, 12, 31))

# Spans, odd words and dates that once broke something like this stand here, so that they are always tried.
ODD = {
    "nothing": "",
    "a blank": " ",
    "control characters": "\x00" * 100,
    "a lone surrogate": "\ud800",
    "a megabyte of digits": "9" * 1_000_000,
    "nested quotes": "“" * 5_000 + "12 killed" + "”" * 5_000,
    "ten thousand clauses": "12 killed, " * 10_000,
    "open brackets": "(" * 20_000,
    "articles without end": "a " * 200_000 + "died",
    "a no-break space in a number": "12\u00a0345 people were killed",
    "a mark that turns the line": "\u202e12 killed",
    "one verb again and again": "killed " * 50_000,
    "one number again and again": "one " * 50_000,
    "one place again and again": "12 killed in " + "Aleppo " * 30_000,
    "full stops": "." * 300_000,
    "sayings": "said " * 40_000,
    "empty lines": "\n" * 500_000 + "3 dead",
    "commas": "12 killed" + "," * 10_000 + " 13 wounded",
    "capitals": "BEIRUT -- 12 PEOPLE WERE KILLED, POLICE SAID",
    "digits of other scripts": "١٢ people were killed, １２ wounded and १२ missing",
    "fractions and powers": "½ people and 10² people were killed",
    "huge numbers": "1" + "0" * 400 + " people were killed",
    "a day of a month cut off": "In hospital since 19 February, 31 of",
    "a month cut off": "12 January , ",
    "a range cut off": "12 people died on 4-",
    "a share cut off": "212 people were killed, 31 of",
    "a quotation never closed": "“12 people were killed. " * 300,
}


def check(text: str, figures: list[tallybook.Figure]) -> None:
    """All that must hold of the figures of a text."""
    by_id = {f.figure_id: f for f in figures}
    assert len(by_id) == len(figures), "ids are unique"
    assert [f.start_char for f in figures] == sorted(f.start_char for f in figures)
    for f in figures:
        assert 0 <= f.start_char < f.end_char <= len(text)
        assert text[f.start_char : f.end_char] == f.number_text
        bounds = [v for v in (f.value_low, f.value_best, f.value_high) if v is not None]
        assert bounds, "a figure has a value"
        assert bounds == sorted(bounds)
        assert bounds[0] >= 0
        assert f.period_start is None or f.period_end is None or f.period_start <= f.period_end
        assert 0 <= f.confidence <= 1
        assert f.qualifier in list(Qualifier)
        assert f.basis in list(Basis)
        assert f.certainty in list(Certainty)
        assert f.attribution in list(Attribution)
        assert f.unit in list(Unit)
        assert f.period_precision in list(PeriodPrecision)
        assert f.place_precision in list(PlacePrecision)
        assert (f.source_name is None) == (f.source_id is None)
        assert (f.source_name is None) == (f.attribution == Attribution.PUBLISHER)
        assert f.region_id is not None or f.region_name is None
        for link in ("part_of_figure_id", "restates_figure_id"):
            other, seen = f, set()
            while (target := getattr(other, link)) is not None:
                assert target in by_id, "a link leads to a figure of the article"
                assert by_id[target].measure == other.measure
                assert other.figure_id not in seen, "links form no circle"
                seen.add(other.figure_id)
                other = by_id[target]


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ANY_TEXT, DATES)
def test_any_text_gives_sound_figures_and_the_same_again(text, published_at):
    figures = tallybook.extract(text, published_at)
    check(text, figures)
    assert tallybook.extract(text, published_at) == figures


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.sampled_from(SENTENCES), JOINTS), min_size=1, max_size=8), st.integers(0, 60), DATES)
def test_articles_cut_and_shuffled_give_sound_figures(pieces, cut, published_at):
    text = "".join(sentence + joint for sentence, joint in pieces)
    text = text[: len(text) - cut]
    figures = tallybook.extract(text, published_at)
    check(text, figures)
    assert tallybook.extract(text, published_at) == figures


def test_a_predicate_of_the_sentence_before_stands_nowhere_in_a_shorter_one():
    told = "Dozens killed in Yemen market raid as sides dispute toll"
    text = f'{told} {told}\n"Talk of scores of civilia'
    check(text, tallybook.extract(text))


@pytest.mark.parametrize("published_at", ["0001-01-01", "0001-02-03", "9999-12-31"])
def test_the_ends_of_the_calendar_are_no_reason_to_fail(published_at):
    text = (
        "On Sunday 12 people died. Yesterday 13 died. Last month 14 died, last year 15, in November 16. "
        "On 18 March 17 people died. Last week 18 died, overnight 19, in the past 24 hours 20, last weekend 21. "
        "Two days later 22 people died."
    )
    check(text, tallybook.extract(text, published_at))


@settings(max_examples=100, deadline=None)
@given(st.builds(" ".join, TALK), st.text(max_size=40))
def test_publisher_and_title_may_be_anything(text, name):
    check(text, tallybook.extract(text, "2012-02-29", name, title=name))


@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
def test_odd_texts_are_read_like_any_other(text):
    check(text, tallybook.extract(text, "2012-02-29", "Paper"))


def test_a_figure_of_one_sentence_is_found_in_two_thousand():
    filler = "The river was high again this spring and boats lay idle along its banks. " * 1_000
    figures = tallybook.extract(f"{filler}Police said 17 people were killed in Aleppo.\n\n{filler}", "2012-02-29")
    assert [dataclasses.astuple(f)[5:8] for f in figures] == [(17.0, 17.0, 17.0)]
