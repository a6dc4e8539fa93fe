"""The soak's news are what they say, the same each time; its measures see what is broken."""

import gzip
import itertools
import json
import pathlib

import duckdb
import pytest

import tallybook
from benchmarks import kills, soak, soak_texts
from warehouse import Warehouse


def test_the_same_lines_come_each_time_and_a_later_start_goes_on():
    assert list(soak_texts.lines(2000)) == [*soak_texts.lines(1000), *soak_texts.lines(1000, first=1000)]
    assert list(itertools.islice(soak_texts.lines(2000), 50)) == list(soak_texts.lines(50))


def test_news_has_figures_revisions_copies_foreign_and_broken_lines():
    told, broken = [], 0
    for line in soak_texts.lines(1000):
        try:
            told.append(json.loads(line))
        except ValueError:
            broken += 1
    told = [article for article in told if "text" in article]
    urls, texts = {article["url"] for article in told}, {article["text"] for article in told}
    assert broken
    assert len(urls) < len(told)
    assert len(texts) < len(told)
    assert any(article["text"].startswith(soak_texts.FOREIGN) for article in told)
    reports = [article for article in told if " dead in " in article["title"]]
    assert 200 < len(reports) < 500
    assert all(len(tallybook.extract(article["text"], "2015-01-01")) >= 2 for article in reports[:20])


@pytest.mark.parametrize(("articles", "parts", "lengths"), [(2500, 2, [1000, 1500]), (300, 3, [300])])
def test_all_articles_are_laid_in_files_of_whole_days(tmp_path, articles, parts, lengths):
    paths = soak_texts.lay(tmp_path, articles, parts)
    read = [gzip.decompress(path.read_bytes()).decode().splitlines() for path in paths]
    assert [len(lines) for lines in read] == lengths
    assert list(itertools.chain(*read)) == list(soak_texts.lines(articles))


def test_stages_and_thirds_are_told_from_what_a_run_said():
    ended = kills.Ended(
        code=0,
        entered=[("ingest", 1.0), ("load", 3.0), ("ingest", 4.0), ("load", 6.0), ("build", 8.0), ("end", 9.0)],
        memory=[(0.5, 80.0), (3.5, 100.0), (7.0, 120.0), (8.5, 300.0)],
        read=[(4.0, 10), (6.0, 10), (8.0, 10)],
        seconds=10.0,
    )
    assert ended.lasted("load") == [1.0, 2.0]
    assert ended.lasted("build") == [1.0]
    assert not ended.killed
    assert soak.thirds(ended) == [(10, pytest.approx(10 / 3), 100.0), (20, 5.0, 100.0), (30, 5.0, 120.0)]
    assert soak.peak(ended) == 300.0


def test_a_copy_that_lacks_a_row_is_seen(tmp_path: pathlib.Path):
    published = tmp_path / "w.published"
    with Warehouse.open(tmp_path / "w.duckdb") as ledger:
        ledger.begin_run(engine_version="1")
        ledger.build_models()
        ledger.publish(published)
    assert list(kills.broken_copies(tmp_path / "none")) == []
    assert list(kills.broken_copies(published)) == []
    with duckdb.connect(published / "tallybook.duckdb") as copy:
        copy.execute("UPDATE runs SET articles_new = 1")
    assert [told.partition(" ")[2] for told in kills.broken_copies(published)] == ["is no whole copy"]
