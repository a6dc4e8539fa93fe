"""The weights of links: what is fitted says what gold chose, and the files that the engine reads are whole."""

import pytest

from benchmarks import fit_links
from tallybook.extraction import ranking


def test_a_trait_of_what_gold_chose_weighs_for_it_and_one_of_what_it_left_against() -> None:
    cases = [
        *[fit_links.Choice("a", [["near", "larger"], ["far", "larger"]], [0])] * 8,
        *[fit_links.Choice("b", [["far"], ["far", "larger"]], [])] * 8,
    ]
    weights = fit_links.fit(cases, penalty=1.0)
    assert weights["near"] > 0 > weights["far"]


def test_of_several_that_gold_accepts_none_is_held_against_another() -> None:
    cases = [fit_links.Choice("a", [["first"], ["second"], ["third"]], [0, 1])] * 8
    weights = fit_links.fit(cases, penalty=1.0)
    assert weights["first"] == pytest.approx(weights["second"])
    assert weights["first"] > weights["third"]


@pytest.mark.parametrize("name", ["shares", "repeats"])
def test_the_files_of_weights_are_whole(name: str) -> None:
    weights = ranking.weights(name)
    assert len(weights) > 30
    assert all(-5 < weight < 5 for weight in weights.values())


def test_a_trait_that_no_file_knows_counts_nothing() -> None:
    assert ranking.score("shares", ["a trait of no file"]) == ranking.weights("shares")[ranking.ALWAYS]
