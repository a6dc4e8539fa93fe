"""Articles with their figures, in portions that a page loads when it needs them."""

import itertools
import re
from collections.abc import Iterable, Iterator
from typing import Any

from tallybook.report.data_files import SHARDS, DataFiles, names, number, shard
from tallybook.report.ledger import Ledger, Numbers

ARTICLES_A_FILE = 100
FIGURES_A_FILE = 400

ARTICLE_COLUMNS = names(
    "article_id uri url publisher title author published_at language revision duplicate_of_article_id body"
)
FIGURE_COLUMNS = names(
    "figure_id measure population unit value_low value_best value_high qualifier number_text start_char end_char "
    "sentence basis period_start period_end period_text period_precision place_text place_precision source_id "
    "source_name source_kind speaker via_source_name attribution certainty part_of_figure_id restates_figure_id "
    "incident_id confidence engine_version counted excluded_because replaced_by_figure_id within_figure_id"
)
# What the page is told of a figure beside its own columns.
ADDED_COLUMNS = ["article", "region", "number_at"]
_NUMBERS = ("value_low", "value_best", "value_high", "confidence")


def write_texts(ledger: Ledger, numbers: Numbers, files: DataFiles) -> None:
    """Write ``articles/N``, ``figures/N``, the list of articles, and the files that find either by its id."""
    of_article: dict[str, list[int]] = {}
    for article_id, place in _figures(ledger, numbers, files):
        of_article.setdefault(article_id, []).append(place)
    _articles(ledger, of_article, files)
    for kind, places in (("figure", numbers.figures), ("article", numbers.articles)):
        shards: list[dict[str, int]] = [{} for _ in range(SHARDS)]
        for identifier, place in places.items():
            shards[shard(identifier)][identifier] = place
        for n, ids in enumerate(shards):
            files.write(f"{kind}_ids/{n}", ids)


def number_at(body: str, sentence: str, start: int, number_text: str) -> int:
    """Where in a sentence its number stands, so that it can be marked there; -1 where that cannot be said."""
    found = body.rfind(sentence, max(0, start - len(sentence)), start + len(sentence))
    if 0 <= found <= start < found + len(sentence):
        return start - found
    words = list(re.finditer(rf"(?<!\w){re.escape(number_text)}(?!\w)", sentence))
    return words[0].start() if len(words) == 1 else -1


def _figures(ledger: Ledger, numbers: Numbers, files: DataFiles) -> Iterator[tuple[str, int]]:
    chosen = ", ".join(f"counted_figures.{name}" for name in FIGURE_COLUMNS)
    rows = ledger.rows(
        f"SELECT {chosen}, article_id, region_id, articles.title, articles.publisher, articles.published_at, body "
        "FROM counted_figures JOIN articles USING (article_id) "
        "ORDER BY articles.published_at DESC NULLS LAST, article_id, start_char, end_char, figure_id"
    )
    where = {name: FIGURE_COLUMNS.index(name) for name in (*_NUMBERS, "sentence", "start_char", "number_text")}
    for n, portion in enumerate(_portions(rows, FIGURES_A_FILE)):
        figures, articles = [], {}
        for place, row in enumerate(portion, n * FIGURES_A_FILE):
            *values, article_id, region_id, title, publisher, published_at, body = row
            for name in _NUMBERS:
                values[where[name]] = number(values[where[name]])
            article = numbers.articles[article_id]
            articles[article] = [article_id, title, publisher, published_at]
            at = number_at(body, values[where["sentence"]], values[where["start_char"]], values[where["number_text"]])
            figures.append([*values, article, numbers.regions.get(region_id), at])
            yield article_id, place
        files.write(f"figures/{n}", {"columns": FIGURE_COLUMNS + ADDED_COLUMNS, "rows": figures, "articles": articles})


def _articles(ledger: Ledger, of_article: dict[str, list[int]], files: DataFiles) -> None:
    rows = ledger.rows(
        f"SELECT {', '.join(ARTICLE_COLUMNS)} FROM articles ORDER BY published_at DESC NULLS LAST, article_id"
    )
    listed = []
    for n, portion in enumerate(_portions(rows, ARTICLES_A_FILE)):
        articles = []
        for row in portion:
            record = dict(zip(ARTICLE_COLUMNS, row, strict=True))
            figures = of_article.get(record["article_id"], [])
            articles.append([*row, figures])
            listed.append(
                [
                    record["article_id"],
                    record["title"],
                    record["publisher"],
                    record["published_at"] and record["published_at"].date(),
                    len(figures),
                    record["duplicate_of_article_id"] is not None,
                ]
            )
        files.write(f"articles/{n}", {"columns": [*ARTICLE_COLUMNS, "figures"], "rows": articles})
    files.write("articles/list", listed)


def _portions(rows: Iterable[tuple[Any, ...]], size: int) -> Iterator[list[tuple[Any, ...]]]:
    rest = iter(rows)
    while portion := list(itertools.islice(rest, size)):
        yield portion
