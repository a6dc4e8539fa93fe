"""The ledger in DuckDB: tables made from `schemas`, loading, models, and copies for readers.

The way through, as the flow goes it::

    with Warehouse.open(path, wait_seconds=60, on_wait=print) as warehouse:   # takes the writer's lock
        run_id = warehouse.begin_run(engine_version="0.1.0", parameters={"paths": ["articles/"]})
        known = warehouse.known_articles(article_ids)                          # these change nothing
        loaded = warehouse.load(Batch(articles, figures, rejects, skipped=len(known)), run_id)
        warehouse.build_models(run_id)                                         # copies, incidents, counting, views
        warehouse.finish_run(run_id, timings={"read": 1.2, "extract": 3.4})
        warehouse.publish(published_path(path))

    with read_only(path) as reader:                                            # never meets the writer's lock
        answer = reader.query("select * from totals_by_source_region")        # answer.columns, answer.rows

Every error that a user can cause is a `WarehouseError`; its text is one line.
"""

from warehouse.backup import restore
from warehouse.errors import (
    DiskFull,
    ExportFailed,
    ModelError,
    NotAWarehouse,
    NotEnoughMemory,
    QueryRefused,
    SchemaTooNew,
    WarehouseError,
    WarehouseLocked,
    WarehouseMissing,
    WarehouseReadOnly,
)
from warehouse.export import EXPORT_FORMATS, export
from warehouse.load import Batch, Loaded, shape_articles
from warehouse.publish import published_path
from warehouse.reader import Answer, Reader, read_only
from warehouse.store import Warehouse

__all__ = [
    "EXPORT_FORMATS",
    "Answer",
    "Batch",
    "DiskFull",
    "ExportFailed",
    "Loaded",
    "ModelError",
    "NotAWarehouse",
    "NotEnoughMemory",
    "QueryRefused",
    "Reader",
    "SchemaTooNew",
    "Warehouse",
    "WarehouseError",
    "WarehouseLocked",
    "WarehouseMissing",
    "WarehouseReadOnly",
    "export",
    "published_path",
    "read_only",
    "restore",
    "shape_articles",
]
