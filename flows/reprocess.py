"""Reading the stored articles again with the present engine."""

import pathlib
from collections.abc import Callable

import tallybook
from warehouse import Warehouse, published_path


def reprocess_warehouse(
    path: pathlib.Path, *, wait_seconds: float, say: Callable[[str], object], batch_size: int = 500
) -> dict[str, int]:
    """Put a new reading of every stored article in place of the old, and tell how many figures changed.

    Each batch is one transaction. A run that is stopped in the middle is finished by running it again: a batch that was
    read anew before comes out the same. Raises `WarehouseError`.
    """
    counts = {"added": 0, "removed": 0, "changed": 0, "same": 0}
    with Warehouse.open(path, wait_seconds=wait_seconds, on_wait=say, create=False) as ledger:
        run_id = ledger.begin_run(engine_version=tallybook.__version__, kind="reprocess")
        try:
            for stored in ledger.stored_articles(batch_size=batch_size):
                rows = stored.select("article_id", "body", "title", "publisher", "published_at").to_dicts()
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
                told = ledger.replace_figures([row["article_id"] for row in rows], figures, run_id)
                for name, number in told.items():
                    counts[name] = counts.get(name, 0) + number
            ledger.build_models(run_id)
        except BaseException as error:
            ledger.finish_run(run_id, status="failed", message=str(error)[:500])
            raise
        ledger.finish_run(run_id)
        ledger.publish(published_path(path))
    return counts
