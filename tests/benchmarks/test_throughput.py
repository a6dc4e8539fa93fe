"""The news that throughput is measured on, and how Prefect's time is told from that of the work."""

import json

import tallybook
from benchmarks import news_texts
from benchmarks.throughput import Watch
from tallybook.articles import near_duplicates


def test_made_news_are_the_same_at_every_run_and_one_in_five_is_full_of_figures():
    made = list(news_texts.articles(60))
    assert made == list(news_texts.articles(60))
    figures = [len(tallybook.extract(article["text"], article["published_at"])) for article in made]
    full = [number for number in figures if number >= 3]
    assert 10 <= len(full) <= 16
    assert sum(full) > 0.8 * sum(figures)


def test_of_made_news_few_are_copies():
    made = list(news_texts.articles(120))
    signed = [near_duplicates.signature(article["text"]) for article in made]
    copies = [b for a, b in zip(range(120), range(1, 120), strict=False) if signed[a] == signed[b]]
    assert 2 <= len(copies) <= 12
    apart = [i for i in range(120) if i not in copies]
    near = [(i, j) for i in apart for j in apart if i < j and near_duplicates.is_copy(signed[i], signed[j])]
    assert near == []


def test_news_lie_in_files_of_a_thousand(tmp_path, monkeypatch):
    monkeypatch.setattr(news_texts, "A_FILE", 4)
    size = news_texts.write(tmp_path / "in", 10)
    files = sorted((tmp_path / "in").iterdir())
    assert sum(file.stat().st_size for file in files) == size
    assert [len(file.read_text().splitlines()) for file in files] == [4, 4, 2]
    assert json.loads(files[0].read_text().splitlines()[0])["publisher"].startswith("Paper")


def test_what_is_not_a_body_is_prefects(monkeypatch):
    now = [0.0]
    monkeypatch.setattr("benchmarks.throughput.time.perf_counter", lambda: now[0])
    watch = Watch()

    def spend(seconds):
        now[0] += seconds

    body = watch.of_body(lambda: spend(3))

    def engine():
        spend(0.5)
        body()
        spend(0.25)

    watch.run(engine)()
    assert (watch.whole - watch.body, watch.runs) == (0.75, 1)
