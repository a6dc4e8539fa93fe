"""Batches: their size follows the pace, their rows do not depend on who extracted them."""

from flows import extraction
from flows.extraction import BatchSize, Extractor, Inputs, batches, read_figures
from tallybook.articles import Article, ReadOptions, Skipped, Unreadable, read


def _articles(folder):
    return list(read([folder], options=ReadOptions(with_signatures=False)))


def test_batches_keep_the_order_and_lose_nothing(articles):
    results = [*_articles(articles("in", 57)), Unreadable("x", "broken", "mend it"), Skipped("y", "no article")]
    size = BatchSize()
    size.articles = 10
    made = list(batches(iter(results), size))
    assert [len(batch) for batch in made] == [10, 10, 10, 10, 10, 9]
    assert [batch.number for batch in made] == [1, 2, 3, 4, 5, 6]
    assert [a.uri for batch in made for a in batch.articles] == [r.uri for r in results if isinstance(r, Article)]
    assert made[-1].turned_away == results[-2:]


def test_a_batch_of_long_articles_ends_early(articles, monkeypatch):
    monkeypatch.setattr(extraction, "LARGEST_CHARS", 300)
    made = list(batches(iter(_articles(articles("in", 12))), BatchSize()))
    assert len(made) > 2
    assert all(batch.chars < 600 for batch in made)


def test_the_size_follows_the_pace_within_bounds():
    size = BatchSize()
    size.learn(100, 0.1)  # fast: double at most
    assert size.articles == 200
    size.learn(200, 40.0)  # slow: halve at most
    assert size.articles == 100
    for _ in range(20):
        size.learn(size.articles, 1e-6)
    assert size.articles == extraction.LARGEST
    for _ in range(20):
        size.learn(size.articles, 1e6)
    assert size.articles == extraction.SMALLEST
    size.learn(0, 0.0)  # nothing learnt from nothing
    assert size.articles == extraction.SMALLEST


def test_two_processes_find_what_one_finds(articles):
    found = _articles(articles("in", 9))
    with Extractor(1) as one:
        alone = one.submit(found).result()
    with Extractor(2) as two:
        together = two.submit(_articles(articles("in", 9))).result()
    assert together.figures == alone.figures
    assert [a.article_id for a in together.articles] == [a.article_id for a in alone.articles]
    assert [a.signature for a in together.articles] == [a.signature for a in alone.articles]
    assert len(alone.figures) >= 9


def test_an_article_on_which_the_engine_breaks_costs_no_other(articles, monkeypatch):
    import tallybook

    extract = tallybook.extract

    def broken(text, **more):
        if "a1 " in text:
            raise RecursionError("too deep")
        return extract(text, **more)

    monkeypatch.setattr(tallybook, "extract", broken)
    reading = read_figures(_articles(articles("in", 3)))
    assert len(reading.articles) == 2
    assert [(uri.rsplit("/", 1)[1], why) for uri, why in reading.failed] == [("a1.txt", "RecursionError: too deep")]


def test_inputs_count_what_was_turned_away_too():
    inputs = Inputs(1)
    inputs.add(Unreadable("x", "broken", "mend it"))
    assert len(inputs) == 1
    assert inputs.articles == []
