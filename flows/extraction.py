"""A batch of articles to rows: what is done in this process, in several or on a cluster, and always the same."""

import dataclasses
from collections.abc import Iterable, Sequence
from typing import Self

import polars as pl

import schemas
import tallybook
from flows.batches import Inputs
from tallybook.articles import Article, Skipped, Unreadable, near_duplicates
from warehouse import Batch, shape_articles


@dataclasses.dataclass(slots=True)
class Reading:
    """What a batch says, in the shape of the tables `articles` (with `bands`), `figures` and `rejects`.

    `known` inputs were left out, for the ledger has them; `outside` were not wanted; `seconds` took reading.
    """

    articles: pl.DataFrame
    figures: pl.DataFrame
    rejects: pl.DataFrame
    known: int = 0
    outside: int = 0
    seconds: float = 0.0

    def fetch(self) -> Self:
        """Itself: a reading in memory is at hand, one in storage has to be fetched (`flows.shards`)."""
        return self

    @property
    def read(self) -> int:
        """How many inputs were wanted, whatever came of them."""
        return self.articles.height + self.rejects.height + self.known

    def batch(self) -> Batch:
        """The same, as the warehouse loads it."""
        return Batch(articles=self.articles, figures=self.figures, rejects=self.rejects, skipped=self.known)


def read_figures(articles: Iterable[Article]) -> Reading:
    """Extract the figures of each article, and sign it so that near-copies are found.

    An article on which the engine breaks is a reject with the error, and costs the others nothing.
    """
    kept, figures, rejects = [], [], []
    for article in articles:
        try:
            found = tallybook.extract(
                article.body,
                published_at=article.published_at,
                publisher=article.publisher,
                title=article.title,
                article_id=article.article_id,
            )
        except Exception as error:
            rejects.append({"uri": article.uri, "rule": "engine_failed", "message": f"{type(error).__name__}: {error}"})
            continue
        article.signature, article.bands = near_duplicates.sign(article.body)
        kept.append(article)
        figures += [figure.as_dict() for figure in found]
    return Reading(shape_articles(kept), schemas.shape(figures, "figures"), schemas.shape(rejects, "rejects"))


def aside(
    turned_away: Iterable[Unreadable | Skipped], *, known: int = 0, outside: int = 0, seconds: float = 0.0
) -> Reading:
    """What could not be read, or was left out on purpose, as a reading without articles."""
    rejects = [
        {
            "uri": result.uri,
            "rule": "unreadable" if isinstance(result, Unreadable) else "left_out",
            "message": f"{result.reason}; {result.remedy}" if isinstance(result, Unreadable) else result.reason,
        }
        for result in turned_away
    ]
    return dataclasses.replace(
        read_figures([]), rejects=schemas.shape(rejects, "rejects"), known=known, outside=outside, seconds=seconds
    )


def read_inputs(inputs: Inputs) -> Reading:
    """All that one batch says."""
    return joined([aside(inputs.turned_away, outside=inputs.outside), read_figures(inputs.articles)])


def joined(readings: Sequence[Reading]) -> Reading:
    """Several readings as one, in their order."""
    return Reading(
        pl.concat([reading.articles for reading in readings]),
        pl.concat([reading.figures for reading in readings]),
        pl.concat([reading.rejects for reading in readings]),
        sum(reading.known for reading in readings),
        sum(reading.outside for reading in readings),
        sum(reading.seconds for reading in readings),
    )
