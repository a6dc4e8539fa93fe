"""Reading stored articles again with the present engine, and what that changed."""

import datetime
from collections.abc import Collection, Iterator

import duckdb
import polars as pl

import schemas
from warehouse import incidents
from warehouse.connection import given, one_row, transaction
from warehouse.load import Rows, insert_figures, insert_rejects, mark_stale, rows_as_mappings, sift, with_bodies

# What may differ without the figure being another: who read it, and when.
WRITTEN_BY = ("engine_version", "run_id", "confidence")


STORED = """
SELECT * FROM articles
WHERE article_id > $after
    AND ($since::DATE IS NULL OR published_at >= $since::DATE)
    AND ($until::DATE IS NULL OR published_at < $until::DATE + INTERVAL 1 DAY)
ORDER BY article_id LIMIT $batch_size
"""

# A stopped run went through the articles in the order of their ids, and each figure names the run that wrote it.
STOPPED_AT = """
SELECT max(figures.article_id)
FROM figures
JOIN runs AS stopped USING (run_id)
JOIN runs AS this ON this.run_id = ? AND stopped.engine_version = this.engine_version
    AND stopped.parameters->>'since' IS NOT DISTINCT FROM this.parameters->>'since'
    AND stopped.parameters->>'until' IS NOT DISTINCT FROM this.parameters->>'until'
WHERE stopped.kind = 'reprocess' AND stopped.status IN ('killed', 'failed') AND stopped.started_at > coalesce(
    (SELECT max(started_at) FROM runs WHERE kind = 'reprocess' AND status = 'done'), TIMESTAMP '-infinity')
"""


def stopped_at(db: duckdb.DuckDBPyConnection, run_id: str) -> str | None:
    """The last article that a stopped reprocess of the same engine and days had read again; None where none stopped."""
    found: str | None = one_row(db.execute(STOPPED_AT, [run_id]))[0]
    return found


def stored_articles(
    db: duckdb.DuckDBPyConnection,
    *,
    since: datetime.date | None,
    until: datetime.date | None,
    after: str | None,
    batch_size: int,
) -> Iterator[pl.DataFrame]:
    """The articles in batches, in the order of their ids, so that a reading that was cut off can go on."""
    last = after or ""
    while True:
        batch = db.sql(STORED, params={"after": last, "since": since, "until": until, "batch_size": batch_size}).pl()
        if batch.is_empty():
            return
        yield batch
        last = batch["article_id"][-1]


def replace_figures(
    db: duckdb.DuckDBPyConnection, article_ids: Collection[str], figures: Rows, run_id: str
) -> dict[str, int]:
    """Put a new reading in place of the old, in one transaction; counts of what that did."""
    wanted = pl.DataFrame({"article_id": pl.Series(list(article_ids), dtype=pl.String)})
    with given(db, wanted=wanted):
        bodies = db.sql("SELECT article_id, body, uri FROM articles SEMI JOIN wanted USING (article_id)").pl()
    read = schemas.shape(rows_as_mappings(figures), "figures").with_columns(run_id=pl.lit(run_id))
    good, rejects = sift(with_bodies(read, bodies), "figures")
    rejected = rejects["figure_id"].n_unique()
    names = [name for name in schemas.TABLES["figures"].columns if name not in WRITTEN_BY]
    compared = " OR ".join(f'before."{name}" IS DISTINCT FROM after."{name}"' for name in names)
    with transaction(db):
        with given(db, wanted=wanted, after=good):
            added, removed, both, changed = one_row(
                db.execute(
                    f"""
                    SELECT count(*) FILTER (WHERE before.figure_id IS NULL),
                        count(*) FILTER (WHERE after.figure_id IS NULL),
                        count(*) FILTER (WHERE before.figure_id = after.figure_id),
                        count(*) FILTER (WHERE before.figure_id = after.figure_id AND ({compared}))
                    FROM (SELECT * FROM figures SEMI JOIN wanted USING (article_id)) AS before
                    FULL JOIN after ON after.figure_id = before.figure_id
                    """
                )
            )
            db.execute("DELETE FROM figures WHERE article_id IN (SELECT article_id FROM wanted)")
            incidents.forget(db, "wanted")
        insert_figures(db, good)
        insert_rejects(db, rejects, run_id)
        db.execute(
            """
            UPDATE runs SET articles_read = articles_read + $n, articles_skipped = articles_skipped + $n,
                figures_loaded = figures_loaded + $figures, figures_rejected = figures_rejected + $rejected
            WHERE run_id = $run_id
            """,
            {"n": bodies.height, "figures": good.height, "rejected": rejected, "run_id": run_id},
        )
        mark_stale(db)
    return {"added": added, "removed": removed, "changed": changed, "same": both - changed, "rejected": rejected}
