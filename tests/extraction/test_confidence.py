"""Confidence is a list of weights that anyone can read, and a row of more of it is more often right."""

import pytest

import tallybook
from benchmarks import calibration, gold, scoring
from tallybook.extraction import confidence
from tallybook.extraction.data import rows


def test_every_weight_is_of_a_feature_that_the_engine_knows():
    entries = rows("confidence")
    assert {entry["feature"] for entry in entries} <= set(confidence.FEATURES)
    assert entries[0]["feature"] == confidence.ALWAYS
    assert all(-5 < float(entry["weight"]) < 5 for entry in entries)


def test_the_list_lies_in_the_order_of_the_features():
    told = [entry["feature"] for entry in rows("confidence")]
    assert told == [name for name in confidence.FEATURES if name in told]


def test_confidence_is_a_share_and_never_certain():
    figures = tallybook.extract("Police said 12 people were killed in Homs on Tuesday. A boy died.", "2012-02-29")
    assert len(figures) == 2
    assert all(0 < f.confidence < 1 for f in figures)


def test_a_place_in_the_figures_own_clause_gives_more_of_it():
    own, borrowed = tallybook.extract("Floods came to Homs.\n\nIn Homs 12 people were killed.\n\nLater 15 people died.")
    assert own.confidence > borrowed.confidence


@pytest.mark.parametrize("gold_set", [s for s in gold.SETS if s.name.startswith("own")], ids=lambda s: s.name)
def test_the_surer_half_of_the_rows_is_righter(gold_set):
    told = []
    for article in gold_set.read():
        matched = scoring.match(article.figures, article.body, article.extract())
        told += calibration.outcomes(article.figures, matched)
    told.sort(key=lambda pair: pair[0].confidence)
    unsure, sure = told[: len(told) // 2], told[len(told) // 2 :]
    assert sum(right for _, right in sure) > 1.15 * sum(right for _, right in unsure)


def test_bands_hold_every_row_once():
    figures = tallybook.extract("Police said 12 people were killed in Homs and 15 in Aleppo on Tuesday.", "2012-02-29")
    counted = calibration.bands([(f, True) for f in figures] + [(figures[0], False)])
    assert sum(band.rows for band in counted) == 3
    assert sum(band.right for band in counted) == 2
