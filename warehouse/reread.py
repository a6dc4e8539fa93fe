"""Reading stored articles again with the present engine, and what that changed."""

from collections.abc import Collection, Iterator

import duckdb
import polars as pl

import schemas
from warehouse import incidents
from warehouse.connection import given, one_row, transaction
from warehouse.load import Rows, insert_figures, insert_rejects, mark_stale, rows_as_mappings, sift, with_bodies

# What may differ without the figure being another: who read it, and when.
WRITTEN_BY = ("engine_version", "run_id", "confidence")


def stored_articles(db: duckdb.DuckDBPyConnection, batch_size: int, where: str) -> Iterator[pl.DataFrame]:
    """The articles in batches, in the order of their ids, so that a reading that was cut off can go on."""
    last = ""
    while True:
        batch = db.sql(
            f"SELECT * FROM articles WHERE article_id > ? AND ({where}) ORDER BY article_id LIMIT {int(batch_size)}",
            params=[last],
        ).pl()
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
