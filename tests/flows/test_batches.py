"""Batches: their size follows the pace, and they keep the order of what was read."""

from flows import batches as module
from flows.batches import BatchSize, Inputs, batches
from flows.selection import Outside, Selection
from tallybook.articles import Article, Skipped, Unreadable


def _articles(folder):
    return list(Selection().read([str(folder)]))


def test_batches_keep_the_order_and_lose_nothing(articles):
    results = [*_articles(articles("in", 57)), Unreadable("x", "broken", "mend it"), Skipped("y", "no article")]
    made = list(batches(iter(results), BatchSize(10)))
    assert [len(batch) for batch in made] == [10, 10, 10, 10, 10, 9]
    assert [a.uri for batch in made for a in batch.articles] == [r.uri for r in results if isinstance(r, Article)]
    assert made[-1].turned_away == results[-2:]


def test_a_batch_of_long_articles_ends_early(articles, monkeypatch):
    monkeypatch.setattr(module, "LARGEST_CHARS", 300)
    made = list(batches(iter(_articles(articles("in", 12))), BatchSize()))
    assert len(made) > 2
    assert all(batch.chars < 600 for batch in made)


def test_the_size_follows_the_pace_within_bounds():
    size = BatchSize(400)
    size.learn(400, 0.1)  # fast: double at most
    assert size.articles == 800
    size.learn(800, 400.0)  # slow: halve at most
    assert size.articles == 400
    for _ in range(20):
        size.learn(size.articles, 1e-6)
    assert size.articles == module.LARGEST
    for _ in range(20):
        size.learn(size.articles, 1e6)
    assert size.articles == module.SMALLEST
    size.learn(0, 0.0)  # nothing learnt from nothing
    assert size.articles == module.SMALLEST


def test_inputs_count_what_was_turned_away_and_what_was_not_wanted_too():
    inputs = Inputs()
    inputs.add(Unreadable("x", "broken", "mend it"))
    inputs.add(Outside())
    assert (len(inputs), inputs.outside) == (2, 1)
    assert inputs.articles == []
