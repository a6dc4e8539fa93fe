"""A flow's row in `runs`: by it each figure leads to the run that wrote it, its logs and its parameters."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from prefect import runtime

import tallybook
from flows import log, metrics
from warehouse import Warehouse, WarehouseError


class RunRow:
    """The row of a run that goes; `seconds` a stage are written whenever it is closed."""

    def __init__(self, ledger: Warehouse, kind: str, parameters: dict[str, Any], seconds: dict[str, float]) -> None:
        self._ledger, self._seconds = ledger, seconds
        flow_run_id = runtime.flow_run.id
        self.run_id = ledger.begin_run(
            engine_version=tallybook.__version__,
            kind=kind,
            parameters={
                name: value if isinstance(value, list | int) else value and str(value)
                for name, value in parameters.items()
            },
            flow_run_id=str(flow_run_id) if flow_run_id else None,
        )

    def close(self, status: str = "done", message: str | None = None) -> dict[str, Any]:
        """Write how the run ended; returns the row. What is published after that tells of a run that is done."""
        return self._ledger.finish_run(self.run_id, status=status, message=message, timings=self._seconds)


@contextmanager
def run_row(
    ledger: Warehouse, kind: str, parameters: dict[str, Any], seconds: dict[str, float] | None = None
) -> Iterator[RunRow]:
    """The run's row: begun, and closed as done or failed, whatever happens in between; then the metrics are written."""
    row = RunRow(ledger, kind, parameters, {} if seconds is None else seconds)
    try:
        yield row
        row.close()
    except BaseException as error:
        try:
            row.close("failed", str(error)[:500])
        except WarehouseError as second:
            # The first error is the one to tell; that its row stays open is seen and mended by the next run.
            error.add_note(f"the run could not be closed either: {second}")
        raise
    finally:
        try:
            metrics.write(ledger)
        except OSError as error:
            log.say(f"{metrics.VARIABLE}: the figures cannot be written ({error}); check the path", "warning")
