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


def told(text):
    """Every numeral with its qualifiers as `words: qualifier low best high`, `-` for an open bound."""

    def plain(value):
        return "-" if value is None else f"{value:.0f}"

    sentence = segment(text).sentences[0].tokenise()
    read = []
    for n in numerals.find(sentence):
        words = [f"{sentence.span_text(n.left, n.right)}:", n.qualifier, *map(plain, (n.low, n.best, n.high))]
        words += [name for name in ("definite", "more", "estimated") if getattr(n, name)]
        read.append(" ".join(words))
    return "; ".join(read)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("thirty-five miners", "thirty-five: exact 35 35 35"),
        ("thirty five miners", "thirty five: exact 35 35 35"),
        ("twenty thirty miners", "twenty: exact 20 20 20; thirty: exact 30 30 30"),
        ("two hundred and three miners", "two hundred and three: exact 203 203 203"),
        ("two hundred three miners", "two hundred three: exact 203 203 203"),
        ("two thousand and forty miners", "two thousand and forty: exact 2040 2040 2040"),
        (
            "two million three hundred thousand people",
            "two million three hundred thousand: exact 2300000 2300000 2300000",
        ),
        ("a hundred miners", "a hundred: exact 100 100 100"),
        ("a thousand and five miners", "a thousand and five: exact 1005 1005 1005"),
        ("a million people", "a million: exact 1000000 1000000 1000000"),
        ("a few hundred miners", "a few hundred: vague 200 - -"),
        ("a few dozen miners", "a few dozen: vague 24 - -"),
        ("several hundred miners", "several hundred: vague 200 - -"),
        ("several thousand miners", "several thousand: vague 2000 - -"),
        ("many hundreds of miners", "many hundreds: vague 200 - -"),
        ("few hundred miners", "few hundred: vague 200 - -"),
        ("some few hundred miners", "some few hundred: vague 200 - -"),
        ("a couple of hundred miners", "a couple of hundred: vague 200 - -"),
        ("a couple of dozen miners", "a couple of dozen: vague 24 - -"),
        ("half a dozen miners", "half a dozen: exact 6 6 6"),
        ("half a thousand miners", "half a thousand: exact 500 500 500"),
        ("a quarter of a million people", "a quarter of a million: exact 250000 250000 250000"),
        ("tens of thousands of people", "tens of thousands: vague 20000 - -"),
        ("hundreds of thousands of people", "hundreds of thousands: vague 200000 - -"),
        ("scores of people", "scores: vague 40 - -"),
        ("scores of thousands of people", "scores of thousands: vague 40000 - -"),
        ("millions of people", "millions: vague 2000000 - -"),
        ("two lakh people", "two lakh: exact 200000 200000 200000"),
        ("two crore people", "two crore: exact 20000000 20000000 20000000"),
        ("3 crores people", "3 crores: exact 30000000 30000000 30000000"),
        ("12k people", "12k: exact 12000 12000 12000"),
        ("1.5M people", "1.5M: exact 1500000 1500000 1500000"),
        ("2mn people", "2mn: exact 2000000 2000000 2000000"),
        ("2bn people", "2bn: exact 2000000000 2000000000 2000000000"),
        ("1.5 million people", "1.5 million: exact 1500000 1500000 1500000"),
        ("12 dozen people", "12 dozen: exact 144 144 144"),
        ("12 hundred people", "12 hundred: exact 1200 1200 1200"),
        ("40+ miners", "40+: at_least 40 40 -"),
        ("40-plus miners", "40-plus: at_least 40 40 -"),
        ("forty-plus miners", "forty-plus: at_least 40 40 -"),
        ("twenty-two-plus miners", "twenty-two-plus: at_least 22 22 -"),
        ("the 1,000-mark", "the 1,000-mark: exact 1000 1000 1000 definite"),
        ("100s of people", "100s: vague 200 - -"),
        ("1000s of people", "1000s: vague 2000 - -"),
        ("1,00,000 people", "1,00,000: exact 100000 100000 100000"),
        ("12,34,567 people", "12,34,567: exact 1234567 1234567 1234567"),
        ("1.234.567 people", "1.234.567: exact 1234567 1234567 1234567"),
        ("140 000 people", "140 000: exact 140000 140000 140000"),
        ("36,000 people", "36,000: exact 36000 36000 36000"),
        ("dozen miners", "dozen: exact 12 12 12"),
        ("two dozen miners", "two dozen: exact 24 24 24"),
        ("one and two", "one: exact 1 1 1; two: exact 2 2 2"),
        ("one hundred and miners", "one hundred: exact 100 100 100"),
        ("five hundred and twenty-five miners", "five hundred and twenty-five: exact 525 525 525"),
        ("nineteen ninety miners", "nineteen: exact 19 19 19; ninety: exact 90 90 90"),
        ("twelve five miners", "twelve: exact 12 12 12; five: exact 5 5 5"),
        ("between 30 and 40 miners", "between 30 and 40: between 30 - 40"),
        ("between 30 and 20 miners", "30: exact 30 30 30; 20: exact 20 20 20"),
        ("30 and 40 miners", "30: exact 30 30 30; 40: exact 40 40 40"),
        ("30 to 40 miners", "30 to 40: between 30 - 40"),
        ("from 30 to 40 miners", "30: exact 30 30 30; 40: exact 40 40 40"),
        ("by 30 to 40 miners", "30: exact 30 30 30; 40: exact 40 40 40"),
        ("30-40 miners", "30-40: between 30 - 40"),
        ("30 - 40 miners", "30 - 40: between 30 - 40"),
        ("30—40 miners", "30—40: between 30 - 40"),
        ("30  - 40 miners", "30: exact 30 30 30; 40: exact 40 40 40"),
        ("30 -  40 miners", "30: exact 30 30 30; 40: exact 40 40 40"),
        ("30  –  40 miners", "30: exact 30 30 30; 40: exact 40 40 40"),
        ("30  to  40 miners", "30  to  40: between 30 - 40"),
        ("30 to 40-plus miners", "30 to 40-plus: between 30 - 40"),
        ("10 to 15 dozen miners", "10 to 15 dozen: between 120 - 180"),
        ("two to two thousand miners", "two to two thousand: between 2 - 2000"),
        ("30–40 miners", "30–40: between 30 - 40"),
        ("30 or 90 miners", "30 or 90: between 30 - 90"),
        ("30 or 91 miners", "30: exact 30 30 30; 91: exact 91 91 91"),
        ("30 to dozens", "30: exact 30 30 30; dozens: vague 24 - -"),
        ("dozens to 40", "dozens: vague 24 - -; 40: exact 40 40 40"),
        ("thirty to forty miners", "thirty to forty: between 30 - 40"),
        ("10 to 15 thousand miners", "10 to 15 thousand: between 10000 - 15000"),
        ("flew over 40 miners", "40: exact 40 40 40"),
        ("over 40 miners", "over 40: more_than 40 40 -"),
        ("a dispute over 40 miners", "40: exact 40 40 40"),
        ("another 40 miners", "another 40: exact 40 40 40 more"),
        ("the 40 miners", "the 40: exact 40 40 40 definite"),
        ("these 40 miners", "these 40: exact 40 40 40 definite"),
        ("the other 40 miners", "the other 40: exact 40 40 40 definite more"),
        ("another estimated 40 miners", "another estimated 40: about - 40 - estimated"),
        ("an estimated 40 to 50 miners", "an estimated 40 to 50: between 40 - 50"),
        ("at least 40 or more", "at least 40: at_least 40 40 -"),
        ("40 or more miners", "40 or more: at_least 40 40 -"),
        ("40 or so miners", "40 or so: about - 40 -"),
        ("some 40 or so miners", "some 40: about - 40 -"),
        ("more than at least 40", "at least 40: at_least 40 40 -"),
        ("at least dozens", "at least dozens: vague 24 - -"),
        ("more than a dozen miners", "more than a dozen: more_than 12 12 -"),
        ("more than hundreds of miners", "more than hundreds: vague 200 - -"),
        ("his two miners", "his two: exact 2 2 2 definite"),
        ("an additional 40 miners", "an additional 40: exact 40 40 40 more"),
        ("a further 40 miners", "a further 40: exact 40 40 40 more"),
        ("the remaining 40 miners", "the remaining 40: exact 40 40 40 definite more"),
        ("500 to two thousand miners", "500 to two thousand: between 500 - 2000"),
        ("two to three million people", "two to three million: between 2000000 - 3000000"),
        ("one hundred to two thousand miners", "one hundred to two thousand: between 100 - 2000"),
        ("100 to 150 thousand people", "100 to 150 thousand: between 100000 - 150000"),
        ("twenty-two miners", "twenty-two: exact 22 22 22"),
        ("ninety-nine miners", "ninety-nine: exact 99 99 99"),
        ("one thousand one hundred and eleven miners", "one thousand one hundred and eleven: exact 1111 1111 1111"),
        ("30 to 30 miners", "30: exact 30 30 30; 30: exact 30 30 30"),
        ("12 - 15 miners", "12 - 15: between 12 - 15"),
        ("12 million", "12 million: exact 12000000 12000000 12000000"),
        ("1.25 million people", "1.25 million: exact 1250000 1250000 1250000"),
        ("1.0 people", "1.0: exact 1 1 1"),
        ("two-plus miners", "two-plus: at_least 2 2 -"),
        ("12,000-plus miners", "12,000-plus: at_least 12000 12000 -"),
        ("40+ to 50 miners", "40+ to 50: between 40 - 50"),
        ("another dozen miners", "another dozen: exact 12 12 12 more"),
        ("the two others", "the two: exact 2 2 2 definite"),
        ("those two", "those two: exact 2 2 2 definite"),
        ("our two", "our two: exact 2 2 2 definite"),
        ("row over 40 miners", "40: exact 40 40 40"),
        ("flying over 40 miners", "40: exact 40 40 40"),
        ("clashes over 40 miners", "40: exact 40 40 40"),
        ("anger over 40 miners", "40: exact 40 40 40"),
        ("forty plus miners", "forty plus: at_least 40 40 -"),
        ("an hundred miners", "an hundred: exact 100 100 100"),
        ("one hundred and five", "one hundred and five: exact 105 105 105"),
        ("no more than 40 miners", "no more than 40: up_to - 40 40"),
        ("less than 40 miners", "less than 40: fewer_than - 40 40"),
        ("40 at most", "40: exact 40 40 40"),
        ("40 or fewer miners", "40 or fewer: up_to - 40 40"),
        ("40 others", "40: exact 40 40 40"),
        ("4.1 million people", "4.1 million: exact 4100000 4100000 4100000"),
        ("2.05 million people", "2.05 million: exact 2050000 2050000 2050000"),
        ("the at least 40 miners", "the at least 40: at_least 40 40 - definite"),
        ("the 100-mark", "the 100-mark: exact 100 100 100 definite"),
        ("some couple of hundred miners", "some couple of hundred: vague 200 - -"),
        ("dozens of thousands of people", "dozens of thousands: vague 24000 - -"),
        ("tens of millions of people", "tens of millions: vague 20000000 - -"),
        ("tens of hundreds of people", "tens of hundreds: vague 2000 - -"),
        ("one hundred a day", "one hundred: exact 100 100 100"),
        ("two hundred men and 30 women", "two hundred: exact 200 200 200; 30: exact 30 30 30"),
        ("30  —  40 miners", "30: exact 30 30 30; 40: exact 40 40 40"),
        ("two dozen to fifty thousand miners", "two dozen to fifty thousand: between 24 - 50000"),
        ("its two miners", "its two: exact 2 2 2 definite"),
        ("her two children", "her two: exact 2 2 2 definite"),
        ("their two children", "their two: exact 2 2 2 definite"),
    ],
)
def test_every_word_of_a_number_is_taken_and_no_other(words, expected):
    assert told(f"Officials said {words} were hurt.") == expected


@pytest.mark.parametrize(
    "words",
    [
        "a few miners",
        "a couple of miners",
        "several of miners",
        "half an hour",
        "half of miners",
        "a quarter of miners",
        "1.5 people",
        "0 people",
        "zero people",
        "1.234 people",
        "10,00 people",
        "1,0000 people",
        "an hour",
        "an other",
        "a half",
        "half a crore",
        "12m of wall",
        "1.2.3k people",
        "lakhs of people",
    ],
)
def test_words_beside_a_number_are_none(words):
    assert told(f"Officials said {words} were hurt.") == ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("40", "40: exact 40 40 40"),
        ("Forty", "Forty: exact 40 40 40"),
        ("At least 40", "At least 40: at_least 40 40 -"),
        ("Over 40", "Over 40: more_than 40 40 -"),
        ("40 to", "40: exact 40 40 40"),
        ("30 to 40", "30 to 40: between 30 - 40"),
        ("Row over 40", "40: exact 40 40 40"),
        ("one hundred and", "one hundred: exact 100 100 100"),
        ("one hundred and five", "one hundred and five: exact 105 105 105"),
        ("a million", "a million: exact 1000000 1000000 1000000"),
        ("a few", ""),
        ("a", ""),
        ("half a", ""),
        ("several", ""),
        ("tens of", "tens: vague 20 - -"),
        ("tens of thousands", "tens of thousands: vague 20000 - -"),
        ("half a million", "half a million: exact 500000 500000 500000"),
        ("a dozen", "a dozen: exact 12 12 12"),
        ("30 to 40 had nowhere to go back from", "30 to 40: between 30 - 40"),
        ("Over 40 in a row", "Over 40: more_than 40 40 -"),
    ],
)
def test_a_text_may_open_with_a_number_and_end_in_it(text, expected):
    assert told(text) == expected


def test_a_number_of_sixteen_places_is_no_count():
    assert numerals.read_digits("9" * 15) == 999_999_999_999_999
    assert numerals.read_digits("9" * 16) is None


def test_a_numeral_tells_its_own_words_from_its_qualifiers():
    sentence = segment("More than two dozen miners were hurt.").sentences[0].tokenise()
    (numeral,) = numerals.find(sentence)
    assert sentence.span_text(numeral.first, numeral.last) == "two dozen"
    assert sentence.span_text(numeral.left, numeral.right) == "More than two dozen"


@pytest.mark.parametrize(("words", "value"), [("4.1M people", 4_100_000), ("16.1k people", 16_100)])
def test_a_decimal_of_a_scale_is_a_whole_number(words, value):
    assert read(f"Officials said {words} were hurt.") == [("exact", value, value, value)]
