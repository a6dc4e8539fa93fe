"""One batch into the warehouse, in one transaction."""

import dataclasses
from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

Rows = pl.DataFrame | Sequence[Mapping[str, Any]]


@dataclasses.dataclass(slots=True)
class Batch:
    """What one batch brings: articles as read, the figures found in them, and what was turned away before.

    `articles` has the fields of `tallybook.articles.Article` by name (`bands`, `signature` where near-copies are to be
    found), `figures` those of `tallybook.figure.Figure.as_dict()`, `rejects` at least `uri`, `rule` and `message`
    (one row an input that could not be read or was skipped with a reason). `read` counts the inputs that the batch
    stands for (by default the articles and the turned-away inputs), `skipped` those of them that were known already.
    """

    articles: Rows = ()
    figures: Rows = ()
    rejects: Rows = ()
    read: int | None = None
    skipped: int = 0


@dataclasses.dataclass(slots=True)
class Loaded:
    """What a batch did: articles `read` = `new` + `changed` + `skipped` + `rejected`; `figures` loaded.

    `changed` are new revisions of a uri that was known. `rejected` counts inputs that were turned away,
    `rejected_figures` figures whose row broke a rule. `copies` is known only when the models are built.
    """

    read: int = 0
    new: int = 0
    changed: int = 0
    skipped: int = 0
    rejected: int = 0
    figures: int = 0
    rejected_figures: int = 0
