"""The texts that speed is measured on are what their names say."""

import re

import tallybook
from benchmarks import speed, speed_texts


def test_made_texts_are_the_same_at_every_run():
    assert speed_texts.numberless(3) == speed_texts.numberless(3)
    assert len(set(speed_texts.numberless(3))) == 3


def test_numberless_text_has_no_number():
    assert not re.search(r"\d", "".join(speed_texts.numberless(20)))


def test_dense_reports_are_dense():
    reports = speed_texts.dense()
    assert len(reports) >= 20
    assert sum(len(tallybook.extract(text)) for text in reports[:20]) >= 80


def test_one_article_in_five_of_the_mix_is_dense():
    news, reports = [f"news {i}" for i in range(40)], ["report"]
    mixed = speed_texts.mixed(reports, news)
    assert mixed.count("report") == 10
    assert len(mixed) == 50


def test_a_rate_counts_whole_passes():
    articles, words, figures = speed.rate(["Police said 17 people were killed.", "Nobody came."], 0.01)
    assert articles > 0
    assert 1 <= words / articles <= 6
    assert figures == 1
