"""Every step of the flows ends, and is tried again, a moment later each time, where I/O failed and nowhere else."""

import time

import pytest
from prefect import Task, flow
from prefect.task_engine import TaskRunTimeoutError

from flows import ingest, reprocess, steps
from warehouse import DiskFull

TASKS = [found for module in (ingest, reprocess) for found in vars(module).values() if isinstance(found, Task)]


def _run_that_raises(error, monkeypatch):
    """How often the step was tried, and how it ended."""
    monkeypatch.setattr(steps, "RETRY_SECONDS", [0.0, 0.0])
    tries = []

    @steps.step("probe", 60.0)
    def probe():
        tries.append(1)
        if len(tries) < 3:
            raise error
        return "done"

    @flow(persist_result=False)
    def once():
        return probe(return_state=True).name

    return len(tries), once(), len(tries)


@pytest.mark.parametrize("found", TASKS, ids=lambda found: found.name)
def test_every_task_of_the_flows_has_an_end_and_a_backoff(found):
    assert 0 < found.timeout_seconds <= steps.RUN_SECONDS
    assert found.retry_delay_seconds == sorted(found.retry_delay_seconds)
    assert len(found.retry_delay_seconds) == found.retries > 0
    assert found.retry_condition_fn is steps.only_io


def test_what_a_disk_or_network_failed_at_is_tried_again(monkeypatch, prefect_api):
    assert _run_that_raises(OSError(5, "Input/output error"), monkeypatch) == (0, "Completed", 3)


@pytest.mark.parametrize("error", [ValueError("no"), DiskFull("x.duckdb"), TaskRunTimeoutError("too long")])
def test_what_does_not_mend_by_itself_is_not(monkeypatch, prefect_api, error):
    tried_before, ended, tried = _run_that_raises(error, monkeypatch)
    assert (tried_before, tried) == (0, 1)
    assert ended in ("Failed", "TimedOut")


def test_a_step_without_end_is_ended_and_not_tried_again(prefect_api):
    tries = []

    @steps.step("endless", 0.2)
    def endless():
        tries.append(1)
        while True:
            time.sleep(0.01)

    @flow(persist_result=False)
    def once():
        return endless(return_state=True).name

    assert (once(), len(tries)) == ("TimedOut", 1)
