"""What every task of the flows has in common: Prefect keeps no result, it ends, and only I/O is tried again."""

from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar

from prefect import task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State, TaskRun
from prefect.task_engine import TaskRunTimeoutError
from prefect.tasks import Task

from warehouse import WarehouseError

P = ParamSpec("P")
R = TypeVar("R")

# A batch is bounded, and so is the time that it may take; what is done once a run grows with the ledger.
BATCH_SECONDS, RUN_SECONDS = 1_800.0, 12 * 3_600.0
RETRY_SECONDS = [1.0, 5.0, 15.0]


def step(name: str, seconds: float, *, run_name: str | None = None) -> Callable[[Callable[P, R]], Task[P, R]]:
    """Make a function a task that may take so many seconds; what a disk or network failed at is tried again."""
    return task(
        name=name,
        task_run_name=run_name,
        cache_policy=NO_CACHE,
        persist_result=False,
        timeout_seconds=seconds,
        retries=len(RETRY_SECONDS),
        retry_delay_seconds=RETRY_SECONDS,
        retry_condition_fn=only_io,
    )


def only_io(task: Task[Any, Any], run: TaskRun, state: State[Any]) -> bool:
    """Whether it was I/O that failed: a wrong call, a full disk or a step without end does not mend by itself."""
    error = state.result(raise_on_failure=False)
    return isinstance(error, OSError) and not isinstance(error, WarehouseError | TaskRunTimeoutError)
