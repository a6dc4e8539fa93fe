"""`tallybook serve`: runs by schedule, with Prefect's server and UI."""

import os
import pathlib
import sys
from typing import Annotated

import typer

from flows import log
from flows.commands.options import DEFAULT_WAREHOUSE, Publisher, WarehousePath
from flows.errors import Exit, UserError


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command("serve")(serve)


def serve(
    every: Annotated[
        str | None, typer.Option("--every", metavar="TIME", help="Time between runs: 90s, 15m, 2h, 1d.")
    ] = None,
    cron: Annotated[
        str | None, typer.Option("--cron", metavar="SCHEDULE", help='Or when, as cron says it: "0 6 * * *".')
    ] = None,
    watch: Annotated[
        list[str] | None, typer.Option("--watch", metavar="FOLDER", help="Read what is new in it; may be repeated.")
    ] = None,
    feed: Annotated[
        list[str] | None, typer.Option("--feed", metavar="URL", help="Read what is new in it; may be repeated.")
    ] = None,
    publisher: Publisher = None,
    warehouse: WarehousePath = DEFAULT_WAREHOUSE,
    name: Annotated[str, typer.Option("--name", help="What the deployment is called in Prefect.")] = "tallybook",
    port: Annotated[
        int, typer.Option("--port", min=1, max=65535, help="Of the server that is started where none is configured.")
    ] = 4200,
) -> None:
    """Read what is new on a schedule, until Ctrl-C: a Prefect deployment with its UI on this machine.

    Where `PREFECT_API_URL` names a server, the deployment is made there; else a server is started with it, reachable
    from this machine alone. One run goes at a time; one that comes due meanwhile is left out.

    Examples:

    `tallybook serve --every 15m --watch incoming/`

    `tallybook serve --cron "0 6 * * *" --feed https://example.org/world.xml`
    """
    from flows import schedule

    if (every is None) == (cron is None):
        raise UserError('say how often: either --every 15m or --cron "*/15 * * * *"')
    paths = _inputs(watch or [], feed or [])
    pause = schedule.interval(every) if every else None
    when = schedule.checked_cron(cron) if cron else None
    parameters = {"paths": paths, "warehouse": str(warehouse.absolute()), "publisher": publisher}
    with schedule.lasting_server(port, log.say):
        log.say(f"serving ingest/{name}, {'every ' + every if every else 'at ' + str(cron)}: {', '.join(paths)}")
        schedule.serve_ingest(parameters, name=name, every=pause, cron=when)
    log.say("stopped; the schedule is paused until it is served again")
    # Prefect's threads would go on sending events to the server that has just ended, and hold the process for minutes.
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(Exit.DONE)


def _inputs(folders: list[str], feeds: list[str]) -> list[str]:
    for folder in folders:
        if not pathlib.Path(folder).is_dir():
            raise UserError(f"--watch {folder}: there is no such folder; make it, or check the path")
    for address in feeds:
        if "://" not in address:
            raise UserError(f"--feed {address}: give an address that begins with https:// or http://")
    if not folders and not feeds:
        raise UserError("say what to read: --watch FOLDER or --feed URL")
    return [str(pathlib.Path(folder).absolute()) for folder in folders] + feeds
