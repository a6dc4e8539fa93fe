"""What the words of a number say: value, bounds and qualifier."""

import pytest

from tallybook.extraction import numerals
from tallybook.extraction.segmentation import segment


def read(text):
    sentence = segment(text).sentences[0].tokenise()
    return [(n.qualifier, n.low, n.best, n.high) for n in numerals.find(sentence)]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("17 miners", ("exact", 17, 17, 17)),
        ("seventeen miners", ("exact", 17, 17, 17)),
        ("Forty-three miners", ("exact", 43, 43, 43)),
        ("one hundred and five miners", ("exact", 105, 105, 105)),
        ("two dozen miners", ("exact", 24, 24, 24)),
        ("a dozen miners", ("exact", 12, 12, 12)),
        ("half a million people", ("exact", 500_000, 500_000, 500_000)),
        ("1.4 million people", ("exact", 1_400_000, 1_400_000, 1_400_000)),
        ("36,000 people", ("exact", 36_000, 36_000, 36_000)),
        ("140 000 people", ("exact", 140_000, 140_000, 140_000)),
        ("3.2 lakh people", ("exact", 320_000, 320_000, 320_000)),
        ("at least 40 miners", ("at_least", 40, 40, None)),
        ("no fewer than 40 miners", ("at_least", 40, 40, None)),
        ("the 40-plus miners", ("at_least", 40, 40, None)),
        ("more than 40 miners", ("more_than", 40, 40, None)),
        ("well over 40 miners", ("more_than", 40, 40, None)),
        ("about 40 miners", ("about", None, 40, None)),
        ("some 40 miners", ("about", None, 40, None)),
        ("an estimated 40 miners", ("about", None, 40, None)),
        ("nearly 40 miners", ("nearly", None, 40, 40)),
        ("just under 40 miners", ("fewer_than", None, 40, 40)),
        ("up to 40 miners", ("up_to", None, 40, 40)),
        ("as many as 40 miners", ("up_to", None, 40, 40)),
        ("between 30 and 40 miners", ("between", 30, None, 40)),
        ("30-40 miners", ("between", 30, None, 40)),
        ("30 to 40 miners", ("between", 30, None, 40)),
        ("dozens of miners", ("vague", 24, None, None)),
        ("tens of thousands of people", ("vague", 20_000, None, None)),
        ("the other 40 miners", ("exact", 40, 40, 40)),
    ],
)
def test_value_and_qualifier_follow_the_words(words, expected):
    assert read(f"Officials said {words} were hurt.")[0] == expected


@pytest.mark.parametrize(
    "text",
    ["Several miners were hurt.", "A few miners were hurt.", "Many were hurt.", "10,00 were hurt.", "9" * 400],
)
def test_what_is_no_number_is_not_read_as_one(text):
    assert read(text) == []


def test_a_qualifier_does_not_reach_over_and():
    assert [q for q, *_ in read("At least 40 dead and 30 wounded.")] == ["at_least", "exact"]


@pytest.mark.parametrize("text", ["The toll rose from 30 to 45.", "The number rose by 30 to 45."])
def test_a_rise_is_no_range(text):
    assert [n[2] for n in read(text)] == [30, 45]
