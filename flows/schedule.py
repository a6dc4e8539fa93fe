"""Runs that go by themselves: a Prefect server that lasts, and the flow `ingest` deployed on it with a schedule."""

import asyncio
import contextlib
import datetime
import os
import pathlib
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any

from flows import local_server
from flows.errors import UserError

_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}
_START_SECONDS = 120.0
_STOP_SECONDS = 30.0


def interval(text: str) -> datetime.timedelta:
    """The time between two runs, of `15m`, `90s`, `2h` or `1d`; raises `UserError` for another form."""
    found = re.fullmatch(r"(\d{1,6})\s*([smhd])", text.strip().lower())
    if not found or not int(found[1]):
        raise UserError(f"--every {text}: give a number with its unit, such as 90s, 15m, 2h or 1d")
    return datetime.timedelta(**{_UNITS[found[2]]: int(found[1])})


def checked_cron(text: str) -> str:
    """A schedule in cron's form, as it is; raises `UserError` where Prefect cannot read it."""
    from prefect.client.schemas.schedules import CronSchedule
    from pydantic import ValidationError

    try:
        return CronSchedule(cron=text).cron
    except ValidationError as error:
        raise UserError(f'--cron "{text}": is no cron schedule; five fields, such as "*/15 * * * *"') from error


@contextlib.contextmanager
def lasting_server(port: int, say: Callable[[str], object]) -> Iterator[str]:
    """A Prefect server with its UI and scheduler: the configured one, one that runs at the port, or one started here.

    Yields the URL of its API, and sets it for this process and its children. A server started here ends with the
    context. Raises `UserError` where it does not start.
    """
    from prefect.settings import PREFECT_API_URL, temporary_settings

    configured = PREFECT_API_URL.value()
    if configured:
        local_server.reach(str(configured))
        yield str(configured)
        return
    url = f"http://127.0.0.1:{port}/api"
    with contextlib.ExitStack() as stack:
        if not _answers(url):
            stack.enter_context(_server_process(url, port))
            _end_what_was_left(url)
        say(f"Prefect's UI: http://127.0.0.1:{port}")
        os.environ["PREFECT_API_URL"] = url
        stack.callback(os.environ.pop, "PREFECT_API_URL", None)
        stack.enter_context(temporary_settings({PREFECT_API_URL: url}))
        yield url


def _answers(url: str) -> bool:
    try:
        local_server.reach(url)
    except UserError:
        return False
    return True


def _end_what_was_left(url: str) -> None:
    """Close the runs that were under way when this server was last stopped: nobody else can be at them.

    Each would hold the one place that its deployment has for a run, and every later run would be cancelled.
    """
    import httpx

    under_way = {"flow_runs": {"state": {"type": {"any_": ["PENDING", "RUNNING", "CANCELLING"]}}}}
    crashed = {"type": "CRASHED", "message": "the server was stopped while it ran"}
    for run in httpx.post(f"{url}/flow_runs/filter", json=under_way).raise_for_status().json():
        asked = {"state": crashed, "force": True}
        httpx.post(f"{url}/flow_runs/{run['id']}/set_state", json=asked).raise_for_status()


@contextlib.contextmanager
def _server_process(url: str, port: int) -> Iterator[None]:
    folder = local_server.state_folder()
    folder.mkdir(parents=True, exist_ok=True)
    environment = {
        "PREFECT_SERVER_DATABASE_CONNECTION_URL": f"sqlite+aiosqlite:///{folder}/server.db",
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "DO_NOT_TRACK": "1",
        **os.environ,
    }
    command = [sys.executable, "-m", "prefect", "server", "start", "--host", "127.0.0.1", "--port", str(port)]
    with (folder / "server.log").open("w") as log:
        # A session of its own: Ctrl-C ends the runs first, and then the server.
        server = subprocess.Popen(command, env=environment, stdout=log, stderr=log, start_new_session=True)
        try:
            end = time.monotonic() + _START_SECONDS
            while not _answers(url):
                if server.poll() is not None or time.monotonic() > end:
                    raise UserError(
                        f"the Prefect server did not start on port {port}; {folder / 'server.log'} says why"
                    )
                time.sleep(0.2)
            yield
        finally:
            server.terminate()
            try:
                server.wait(20)
            except subprocess.TimeoutExpired:
                server.kill()


def serve_ingest(parameters: dict[str, Any], *, name: str, every: datetime.timedelta | None, cron: str | None) -> None:
    """Deploy `ingest` with these parameters and run it on its schedule until this process is stopped.

    One run at a time: one that comes due while another goes is left out, for the next one reads what it would have
    read. With an interval, the first run starts at once. A run that is stopped with it has let the ledger go by then.
    """
    from prefect.client.schemas.objects import ConcurrencyLimitConfig, ConcurrencyLimitStrategy
    from prefect.deployments import run_deployment
    from prefect.runner import Runner
    from prefect.types.entrypoint import EntrypointType

    from flows.ingest import ingest

    runner: Any = Runner(name=name, limit=1, pause_on_shutdown=True)
    runner.add_flow(
        ingest,
        name=name,
        interval=every,
        cron=cron,
        concurrency_limit=ConcurrencyLimitConfig(limit=1, collision_strategy=ConcurrencyLimitStrategy.CANCEL_NEW),
        parameters=parameters,
        description="Reads what is new into the ledger and publishes it.",
        tags=["tallybook"],
        entrypoint_type=EntrypointType.MODULE_PATH,
    )
    if every is not None:
        run_deployment(f"ingest/{name}", timeout=0, as_subflow=False)
    # A service is stopped by SIGTERM; it ends like Ctrl-C, on which asyncio cancels what goes on and lets it come to
    # its end. Prefect's own handler forgets to await its stop.
    runner.handle_sigterm = lambda *_: signal.raise_signal(signal.SIGINT)
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(runner.start())
    _await_release(pathlib.Path(parameters["warehouse"]))


def _await_release(warehouse: pathlib.Path) -> None:
    """Wait until the run that was stopped with its runner has let the ledger go, which Prefect does not wait for."""
    from warehouse import WarehouseError, WarehouseLocked
    from warehouse.connection import connect

    end = time.monotonic() + _STOP_SECONDS
    while time.monotonic() < end:
        try:
            connect(warehouse, read_only=True).close()
            return
        except WarehouseLocked:
            time.sleep(0.2)
        except WarehouseError:
            return  # no ledger yet, or one that no waiting mends
