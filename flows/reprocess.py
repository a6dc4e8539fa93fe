"""Reading the stored articles again with the present engine."""

import datetime
import pathlib

from prefect import flow
from pydantic import Field

import tallybook
from flows import log
from flows.held import Held
from flows.notify import tell_failure
from flows.progress import progress
from flows.run_row import run_row
from flows.steps import BATCH_SECONDS, step
from warehouse import Warehouse, published_path

BATCH = 500


@flow(
    name="reprocess",
    validate_parameters=True,
    persist_result=False,
    on_failure=[tell_failure],
    on_crashed=[tell_failure],
)
def reprocess(
    warehouse: pathlib.Path = Field(
        pathlib.Path("tallybook.duckdb"), description="The DuckDB file that holds the ledger"
    ),
    since: datetime.date | None = Field(None, description="Only articles published on this day or later"),
    until: datetime.date | None = Field(None, description="Only articles published on this day or earlier"),
    again: bool = Field(False, description="Read all of them, also those that a stopped run has read already"),
    wait_seconds: float = Field(60.0, ge=0, description="How long to wait for another writer"),
) -> dict[str, int]:
    """Put a new reading of stored articles in place of the old, and tell how many figures changed.

    Each batch is one transaction. A run that is stopped in the middle goes on when it is run again with the same engine
    and days, after the last article of which it loaded a figure; `again` starts anew. With `since` or `until`, articles
    without a date are left as they are. Raises `WarehouseError`.
    """
    log.end_quietly()
    parameters = {"since": since, "until": until, "again": again}
    counts = {"added": 0, "removed": 0, "changed": 0, "same": 0}
    with (
        progress() as shown,
        Warehouse.open(warehouse, wait_seconds=wait_seconds, on_wait=log.say, create=False) as ledger,
        run_row(ledger, "reprocess", parameters) as row,
    ):
        after = None if again else ledger.stopped_at(row.run_id)
        stored_articles = ledger.stored_articles(since=since, until=until, after=after, batch_size=BATCH)
        for number, stored in enumerate(stored_articles, 1):
            told = reread_batch(Held(ledger), Held(stored), row.run_id, number)
            for name, found in told.items():
                counts[name] = counts.get(name, 0) + found
            shown.count(len(stored), sum(told.values()) - told.get("removed", 0))
        ledger.build_models(row.run_id)
        row.close()
        ledger.publish(published_path(warehouse))
    return counts


@step("reread", BATCH_SECONDS, run_name="reread-{number}")
def reread_batch(ledger: Held, stored: Held, run_id: str, number: int) -> dict[str, int]:
    """Extract one batch of stored articles and replace their figures, in one transaction."""
    rows = stored.it.select("article_id", "body", "title", "publisher", "published_at").to_dicts()
    figures = [
        figure.as_dict()
        for row in rows
        for figure in tallybook.extract(
            row["body"],
            published_at=row["published_at"],
            publisher=row["publisher"],
            title=row["title"],
            article_id=row["article_id"],
        )
    ]
    return dict(ledger.it.replace_figures([row["article_id"] for row in rows], figures, run_id))
