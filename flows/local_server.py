"""Prefect without a server to look after: a temporary one inside this process, started as lean as its settings allow.

Prefect keeps every flow run on an API server. Where none is configured it starts one in a process of its own and
imports everything twice, which costs ten seconds. The same server application in a thread of this process, without the
services that only a lasting server needs, costs less than half of that, and nothing is left behind when the process is
killed. docs/operations.md has the figures and the command that makes them.

`quiet` must run before `prefect` is imported: Prefect reads its settings then.
"""

import contextlib
import gc
import logging
import os
import pathlib
import re
import socket
import threading
import time
import warnings
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from flows import log
from flows.errors import UserError, is_interrupt

if TYPE_CHECKING:
    import uvicorn

# What a server that lives as long as one run has no use for. A variable that the user has set stays as it is.
_LEAN = {
    # No count of users is sent anywhere, by server or client.
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_UI_ENABLED": "false",
    "PREFECT_SERVER_REGISTER_BLOCKS_ON_START": "false",
    "PREFECT_SERVER_LOGGING_LEVEL": "ERROR",
    "PREFECT_SERVER_SERVICES_DB_VACUUM_ENABLED": "[]",
    **{
        f"PREFECT_SERVER_SERVICES_{service}_ENABLED": "false"
        for service in (
            "CANCELLATION_CLEANUP",
            "CLEANUP_RECONCILER",
            "EVENT_PERSISTER",
            "FOREMAN",
            "LATE_RUNS",
            "PAUSE_EXPIRATIONS",
            "REPOSSESSOR",
            "SCHEDULER",
            "TASK_RUN_RECORDER",
            "TRIGGERS",
        )
    },
    # The run's own lines say what a person needs; Prefect's go to the server, where its UI shows them.
    "PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL": "WARNING",
    # Two clients of one SQLite file at once wait for each other rather than fail.
    "PREFECT_SERVER_DATABASE_TIMEOUT": "60",
}
# What the server's libraries hide with `warnings.catch_warnings`: of routes, which FastAPI makes when they are first
# asked for, and of a database that is made. They do so in threads, and the list of filters is one for all threads: one
# that leaves a block of its own in between puts the warning back. A filter that stood there before any of them is in
# every list that is put back.
_OF_NO_USE = (
    r"The '\w+' attribute with value .* was provided to the `Field\(\)`",
    "Skipped unsupported reflection of expression-based index",
)
_START_SECONDS = 60.0


def state_folder() -> pathlib.Path:
    """The per-user folder that keeps the temporary server's database, so that only the first run has to make it."""
    base = os.environ.get("XDG_STATE_HOME") or pathlib.Path.home() / ".local" / "state"
    return pathlib.Path(base) / "tallybook"


def quiet(verbose: bool = False) -> None:
    """Choose Prefect's settings for this process and the workers it starts, where the user has chosen none."""
    for told in _OF_NO_USE:
        warnings.filterwarnings("ignore", message=told)
    for name, value in _LEAN.items():
        os.environ.setdefault(name, value)
    if log.in_json():
        os.environ.setdefault("PREFECT_LOGGING_HANDLERS_CONSOLE_FORMATTER", "json")
    if verbose:
        os.environ["PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL"] = "INFO"
    folder = state_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        writable = os.access(folder, os.W_OK)
    except OSError:
        writable = False
    database = f"sqlite+aiosqlite:///{folder}/prefect.db" if writable else "sqlite+aiosqlite:///:memory:"
    os.environ.setdefault("PREFECT_SERVER_DATABASE_CONNECTION_URL", database)


@contextlib.contextmanager
def api() -> Iterator[str]:
    """A Prefect API to run against for as long as the context lasts: the configured server, else a temporary one.

    Yields its URL. Raises `UserError` where the configured server does not answer.
    """
    from prefect.settings import PREFECT_API_URL

    configured = PREFECT_API_URL.value()
    if configured:
        reach(str(configured))
        _start_telling()
        yield str(configured)
        return
    with _temporary_server() as url:
        _start_telling()
        yield url


def _start_telling() -> None:
    """Tell Prefect that a command begins, and so start the thread that tells it of events before any flow runs.

    A thread keeps the context that it was started from for as long as the process lives: started within a run, as it
    would be otherwise, it would hold the first batch, and DuckDB's objects beyond the interpreter's end, which DuckDB
    complains about in forty lines.
    """
    from prefect.events import emit_event

    emit_event("tallybook.command.begun", resource={"prefect.resource.id": "tallybook"})


def reach(url: str) -> None:
    """Raise `UserError` where no Prefect server answers at the URL."""
    import httpx

    try:
        answer = httpx.get(f"{url.rstrip('/')}/health", timeout=10)
        answer.raise_for_status()
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise UserError(
            f"the Prefect server at {url} does not answer ({type(error).__name__}); start it with "
            "`prefect server start`, or unset PREFECT_API_URL to run without one"
        ) from error


@contextlib.contextmanager
def _temporary_server() -> Iterator[str]:
    import uvicorn

    with _without_collection():
        from prefect.server.api.server import create_app
    from prefect.settings import (
        PREFECT_API_URL,
        PREFECT_CLIENT_SERVER_VERSION_CHECK_ENABLED,
        PREFECT_FLOWS_HEARTBEAT_FREQUENCY,
        PREFECT_LOGGING_TO_API_ENABLED,
        temporary_settings,
    )

    # The port is ours from here on: no other process can take it between the choice and the start.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.bind(("127.0.0.1", 0))
    url = f"http://127.0.0.1:{listener.getsockname()[1]}/api"
    # No heartbeat and no log lines: nobody watches a server that ends with the run, and each costs a second at its end.
    settings = {
        PREFECT_API_URL: url,
        PREFECT_LOGGING_TO_API_ENABLED: False,
        PREFECT_CLIENT_SERVER_VERSION_CHECK_ENABLED: False,
        PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None,
    }
    with temporary_settings(settings), listener:
        app = create_app(ephemeral=True)
        server = uvicorn.Server(uvicorn.Config(app, log_level="critical", lifespan="on", log_config=None))
        thread = threading.Thread(target=server.run, args=([listener],), name="prefect-server", daemon=True)
        # Two first runs at once must not both make the database.
        with _starting():
            thread.start()
            _await_start(server, thread)
        try:
            yield url
        finally:
            server.should_exit = True
            thread.join(timeout=5)


@contextlib.contextmanager
def _without_collection() -> Iterator[None]:
    """Imports make a million objects that stay: looking through them for garbage again and again costs a tenth."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


@contextlib.contextmanager
def _starting() -> Iterator[None]:
    import filelock

    folder = state_folder()
    if not folder.is_dir() or not os.access(folder, os.W_OK):
        yield
        return
    with filelock.FileLock(folder / "prefect.lock").acquire(timeout=_START_SECONDS):
        yield


def _await_start(server: "uvicorn.Server", thread: threading.Thread) -> None:
    end = time.monotonic() + _START_SECONDS
    while not server.started:
        if not thread.is_alive() or time.monotonic() > end:
            raise UserError(
                f"Prefect's temporary server did not start; look at {state_folder()}, or remove prefect.db there"
            )
        time.sleep(0.01)


class WithoutUserErrors(logging.Filter):
    """Keeps Prefect from printing a traceback of an error that is told to the user in one line anyway."""

    def __init__(self, told: tuple[type[BaseException], ...]) -> None:
        super().__init__()
        self.told = told

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether to print the record: not one that carries an error which is told elsewhere."""
        error = record.exc_info[1] if isinstance(record.exc_info, tuple) else None
        # Prefect sums up how a run ended in a line of its own, where the error is a name in the text.
        summed_up = _SUMMED_UP.match(record.getMessage())
        if summed_up and summed_up[1] in {kind.__name__ for kind in _with_subclasses(self.told)}:
            return False
        return not isinstance(error, self.told) and not is_interrupt(error)


_SUMMED_UP = re.compile(r"Finished in state Failed\(.(?:Task|Flow) run encountered an exception (\w+)")


def _with_subclasses(kinds: Iterable[type[BaseException]]) -> Iterator[type[BaseException]]:
    for kind in kinds:
        yield kind
        yield from _with_subclasses(kind.__subclasses__())


def hide_user_errors(told: tuple[type[BaseException], ...]) -> None:
    """Put the filter on every console handler of Prefect's loggers."""
    loggers = [logging.getLogger()] + [
        logging.getLogger(name) for name in ("prefect", "prefect.flow_runs", "prefect.task_runs", "prefect.extra")
    ]
    for handler in {handler for logger in loggers for handler in logger.handlers}:
        if not any(isinstance(known, WithoutUserErrors) for known in handler.filters):
            handler.addFilter(WithoutUserErrors(told))
