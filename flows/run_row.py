"""A flow's row in `runs`: by it each figure leads to the run that wrote it, its logs and its parameters."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from prefect import runtime

import tallybook
from warehouse import Warehouse, WarehouseError


@contextmanager
def run_row(
    ledger: Warehouse, kind: str, parameters: dict[str, Any], seconds: dict[str, float] | None = None
) -> Iterator[dict[str, Any]]:
    """The run's row: begun, and closed as done or failed, whatever happens in between.

    Yields the row, with its `run_id` alone until the run is done and whole after that. `seconds` a stage are read as
    the row is closed.
    """
    flow_run_id = runtime.flow_run.id
    row: dict[str, Any] = {
        "run_id": ledger.begin_run(
            engine_version=tallybook.__version__,
            kind=kind,
            parameters={
                name: value if isinstance(value, list | int) else value and str(value)
                for name, value in parameters.items()
            },
            flow_run_id=str(flow_run_id) if flow_run_id else None,
        )
    }
    try:
        yield row
    except BaseException as error:
        try:
            ledger.finish_run(row["run_id"], status="failed", message=str(error)[:500], timings=seconds)
        except WarehouseError as second:
            # The first error is the one to tell; that its row stays open is seen and mended by the next run.
            error.add_note(f"the run could not be closed either: {second}")
        raise
    row.update(ledger.finish_run(row["run_id"], timings=seconds))
