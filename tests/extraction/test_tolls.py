"""Totals that stand at, rise to, or are brought to a number."""

import pytest


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The death toll stands at 58.", [(58, "killed")]),
        ("The death toll in the delta had risen to 43.", [(43, "killed")]),
        ("The storm's death toll climbed past 600.", [(600, "killed")]),
        ("Officials put the toll at 19.", [(19, "killed")]),
        ("The number of injured reached 230.", [(230, "injured")]),
        ("The number of dead in the cyclone that struck the delta has passed 2,000.", [(2000, "killed")]),
        ("That brings to 24 the number of sailors held by rebels.", [(24, "abducted")]),
        ("The deaths soared to 310.", [(310, "killed")]),
        ("The death toll includes 22 nurses.", [(22, "killed")]),
        ("The dead included 22 nurses.", [(22, "killed")]),
    ],
)
def test_a_toll_is_read(counts, text, expected):
    assert counts(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The toll road reached 58 villages.",
        "The death toll is unknown; 58 lorries left.",
        "The number of tourists reached 58.",
    ],
)
def test_what_is_no_toll_is_left(counts, text):
    assert counts(text) == []


def test_the_earlier_value_of_a_rise_is_marked(links_of):
    assert [(link.phrase.numeral.value, link.was) for _, link in links_of("The death toll rose to 45 from 30.")] == [
        (45, False),
        (30, True),
    ]
