"""Extraction on the workers of a Dask cluster: batches go there, figures come back, and nothing else travels.

The workers need Tallybook installed (`pip install 'tallybook[dask]'`) in the version of this process. A worker that
dies costs no row: Dask gives its batches to another. docs/operations.md shows how a cluster is started.
"""

import importlib.util
import urllib.parse
from collections.abc import Callable
from typing import Any

from flows.errors import UserError

SCHEME = "dask"
_ANSWER_SECONDS = 15.0


def scheduler_address(text: str) -> str:
    """The scheduler's address, `tcp://HOST:PORT`, of `dask://HOST:PORT`; raises `UserError` for another form."""
    parts = urllib.parse.urlsplit(text)
    try:
        port = parts.port
    except ValueError:
        port = None
    if parts.scheme != SCHEME or not parts.hostname or not port:
        raise UserError(f"--workers {text}: give a number of processes, or a Dask scheduler as dask://HOST:PORT")
    if importlib.util.find_spec("distributed") is None:
        raise UserError(f"--workers {text}: Dask is not installed; pip install 'tallybook[dask]'")
    return f"tcp://{parts.hostname}:{port}"


class DaskPool:
    """A cluster with the face of a `ProcessPoolExecutor`, as far as extraction needs it."""

    def __init__(self, text: str) -> None:
        from distributed import Client

        address = scheduler_address(text)
        try:
            self._client = Client(address, timeout=_ANSWER_SECONDS, set_as_default=False)
        except OSError as error:
            raise UserError(
                f"--workers {text}: no Dask scheduler answers there ({type(error).__name__}); "
                "start one with `dask scheduler`, and workers with `dask worker`"
            ) from error
        self.workers = max(1, len(self._client.scheduler_info(n_workers=-1)["workers"]))

    def submit(self, function: Callable[..., Any], *arguments: Any) -> Any:
        """Start a call on some worker; what is returned has `result()`."""
        # Impure: the same articles in a later run must be read by that run's engine.
        return self._client.submit(function, *arguments, pure=False)

    def shutdown(self, wait: bool = True, cancel_futures: bool = False) -> None:
        """Leave the cluster, which goes on for others; calls under way are given up with their futures."""
        self._client.close()
