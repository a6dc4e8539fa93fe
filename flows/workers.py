"""Who extracts: this process, processes beside it, or a Dask cluster. Calls go there and answers come back, no state.

A worker that dies costs no answer: its calls are made again.
"""

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any, Generic, Protocol, Self, TypeVar

from flows.errors import UserError

Answer = TypeVar("Answer")
Answer_co = TypeVar("Answer_co", covariant=True)
TRIES = 3


class Call(Protocol[Answer_co]):
    """A call under way."""

    def result(self) -> Answer_co:
        """The answer, waited for; asked again, as a retry does, the call is made again."""


class Workers(Protocol):
    """Who takes calls. Used in a `with` statement, which ends what it started."""

    count: int  # processes beside this one

    def submit(self, function: Callable[..., Answer], *arguments: Any) -> Call[Answer]:
        """Start a call."""

    def __enter__(self) -> Self: ...

    def __exit__(self, *ended: object) -> None: ...


def workers(named: int | str) -> Workers:
    """The workers of that name: a number of processes, `dask://HOST:PORT`, or `dask:N` for a local cluster of N.

    Raises `UserError` where there are none.
    """
    if isinstance(named, str) and not named.isdecimal():
        from flows.cluster import DaskWorkers

        return DaskWorkers(named)
    return ThisProcess() if int(named) == 1 else LocalProcesses(int(named))


class ThisProcess:
    """No worker but this process: a call is made when its answer is asked for."""

    count = 0

    def submit(self, function: Callable[..., Answer], *arguments: Any) -> Call[Answer]:
        """Keep the call for later."""
        return _Later(function, arguments)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *ended: object) -> None:
        return None


class _Later(Generic[Answer]):
    def __init__(self, function: Callable[..., Answer], arguments: tuple[Any, ...]) -> None:
        self._function, self._arguments = function, arguments

    def result(self) -> Answer:
        return self._function(*self._arguments)


class LocalProcesses:
    """Processes of this machine, started when the first call comes and again when one of them is killed."""

    def __init__(self, count: int) -> None:
        self.count = count
        self._others = set(multiprocessing.active_children())
        self._pool = self._new_pool()

    def submit(self, function: Callable[..., Answer], *arguments: Any) -> Call[Answer]:
        """Start a call in one of the processes."""
        return _Restarted(self, function, arguments)

    def start(self, function: Callable[..., Answer], *arguments: Any) -> tuple[ProcessPoolExecutor, Future[Answer]]:
        """Start a call; the pool that has it, and the future."""
        try:
            return self._pool, self._pool.submit(function, *arguments)
        except BrokenProcessPool:
            self.renew(self._pool)
            return self._pool, self._pool.submit(function, *arguments)

    def renew(self, broken: ProcessPoolExecutor) -> None:
        """Put a new pool in the place of one whose process was killed: such a pool takes no call any more."""
        if broken is self._pool:
            broken.shutdown(wait=True, cancel_futures=True)
            self._pool = self._new_pool()

    def _new_pool(self) -> ProcessPoolExecutor:
        # Spawned, not forked: by now this process has threads.
        return ProcessPoolExecutor(
            self.count, mp_context=multiprocessing.get_context("spawn"), initializer=_start_worker
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *ended: object) -> None:
        if ended[0]:  # perhaps because a call takes for ever: nobody waits for it
            for process in set(multiprocessing.active_children()) - self._others:
                process.terminate()
        self._pool.shutdown(wait=True, cancel_futures=True)


class _Restarted(Generic[Answer]):
    """A call to a pool of processes that outlives the pool."""

    def __init__(self, pool: LocalProcesses, function: Callable[..., Answer], arguments: tuple[Any, ...]) -> None:
        self._processes, self._start = pool, lambda: pool.start(function, *arguments)
        self._under_way: tuple[ProcessPoolExecutor, Future[Answer]] | None = self._start()

    def result(self) -> Answer:
        for _ in range(TRIES):
            (pool, future), self._under_way = self._under_way or self._start(), None
            try:
                return future.result()
            except BrokenProcessPool:
                self._processes.renew(pool)
        raise UserError(
            f"a worker process was killed {TRIES} times over the same articles; it may lack memory: "
            "look at the system's log, free some, or use fewer --workers"
        )


def _start_worker() -> None:
    """Leave Ctrl-C to the parent, and end when the parent is killed rather than wait for work for ever."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent: Any = multiprocessing.parent_process()

    def follow() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=follow, name="follow-parent", daemon=True).start()
