"""Workers of a Dask cluster: batches, or the names of files, go there; rows, or the names of shards, come back.

The workers need Tallybook installed (`pip install 'tallybook[dask]'`) in the version of this process. A worker that
dies costs no row: Dask makes its calls again on another. docs/operations.md shows how a cluster is started, and
docs/dependencies.md says why Dask is called here and not by way of Prefect's task runner.
"""

import importlib.util
import re
import urllib.parse
from collections.abc import Callable
from typing import Any, Self

from flows.errors import UserError

SCHEME = "dask"
_ANSWER_SECONDS = 15.0


def check(named: str) -> None:
    """Raise `UserError` where the text is neither `dask://HOST:PORT` nor `dask:N`, or Dask is not installed."""
    if importlib.util.find_spec("distributed") is None:
        raise UserError(f"--workers {named}: Dask is not installed; pip install 'tallybook[dask]'")
    if not _local(named):
        scheduler_address(named)


def _local(named: str) -> int:
    """How many workers a local cluster shall have; 0 for another form."""
    found = re.fullmatch(rf"{SCHEME}:([1-9]\d?)", named)
    return int(found[1]) if found else 0


def scheduler_address(named: str) -> str:
    """The scheduler's address, `tcp://HOST:PORT`, of `dask://HOST:PORT`; raises `UserError` for another form."""
    parts = urllib.parse.urlsplit(named)
    try:
        port = parts.port
    except ValueError:
        port = None
    if parts.scheme != SCHEME or not parts.hostname or not port:
        raise UserError(
            f"--workers {named}: give a number of processes, a Dask scheduler as dask://HOST:PORT, or dask:N for a "
            "local cluster of N workers"
        )
    return f"tcp://{parts.hostname}:{port}"


class DaskWorkers:
    """The workers of a cluster: one that runs, or one that is started here and ends with the context."""

    def __init__(self, named: str) -> None:
        check(named)
        from distributed import Client, LocalCluster

        self._cluster: Any = None
        if wanted := _local(named):
            self._cluster = LocalCluster(
                n_workers=wanted, threads_per_worker=1, host="127.0.0.1", dashboard_address=None, silence_logs=40
            )
        address = self._cluster.scheduler_address if self._cluster else scheduler_address(named)
        try:
            self._client = Client(address, timeout=_ANSWER_SECONDS, set_as_default=False)
        except OSError as error:
            raise UserError(
                f"--workers {named}: no Dask scheduler answers there ({type(error).__name__}); "
                "start one with `dask scheduler`, and workers with `dask worker`"
            ) from error
        self.count = max(1, len(self._client.scheduler_info(n_workers=-1)["workers"]))

    def submit(self, function: Callable[..., Any], *arguments: Any) -> "_DaskCall":
        """Start a call on some worker."""
        return _DaskCall(self._client, function, arguments)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *ended: object) -> None:
        """Leave the cluster, which goes on for others; calls under way are given up with their futures."""
        self._client.close()
        if self._cluster:
            self._cluster.close()


class _DaskCall:
    def __init__(self, client: Any, function: Callable[..., Any], arguments: tuple[Any, ...]) -> None:
        # Impure: the same articles in a later run must be read by that run's engine.
        self._start: Callable[[], Any] = lambda: client.submit(function, *arguments, pure=False)
        self._under_way = self._start()

    def result(self) -> Any:
        """The answer, waited for; asked again, the call is made again."""
        future, self._under_way = self._under_way or self._start(), None
        return future.result()
