"""`tallybook rejects` and `tallybook reprocess`: what was turned away, and reading it all again."""

from typing import Annotated

import typer

from flows.commands.options import DEFAULT_WAREHOUSE, Since, Until, WaitSeconds, WarehousePath, day
from flows.commands.query import Format, write


def register(app: typer.Typer) -> None:
    """Add the commands to the program."""
    app.command("rejects")(rejects)
    app.command("reprocess")(reprocess)


def rejects(
    run: Annotated[str | None, typer.Option("--run", metavar="RUN_ID", help="Of this run alone.")] = None,
    format: Annotated[Format, typer.Option("--format", "-f", help="How to write the answer.")] = Format.TABLE,
    warehouse: WarehousePath = DEFAULT_WAREHOUSE,
) -> None:
    """Show what was turned away and why: inputs that could not be read, rows that broke a rule.

    Example: `tallybook rejects --format csv > rejects.csv`
    """
    from warehouse import read_only

    where, parameters = ("where run_id = ?", [run]) if run else ("", [])
    with read_only(warehouse) as reader:
        answer = reader.query(f"select * from rejects {where}", parameters)
    write(answer.columns, answer.rows, format)


def reprocess(
    since: Since = None,
    until: Until = None,
    again: Annotated[
        bool, typer.Option("--again", help="Start anew, also where a stopped run could be gone on with.")
    ] = False,
    warehouse: WarehousePath = DEFAULT_WAREHOUSE,
    wait: WaitSeconds = 60.0,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Show Prefect's log too.")] = False,
) -> None:
    """Read the stored articles again with this version of the engine, and tell which figures changed.

    Stopped in the middle, the same command goes on from there, as long as the engine is the same.

    Examples:

    `tallybook reprocess --warehouse syria.duckdb`

    `tallybook reprocess --since 2012-01-01 --until 2012-03-31`
    """
    first, last = day("--since", since), day("--until", until)
    from flows import local_server
    from warehouse import WarehouseError, WarehouseMissing

    # What can be known to be wrong is told at once, before Prefect starts.
    if not warehouse.exists():
        raise WarehouseMissing(warehouse)
    local_server.quiet(verbose)
    with local_server.api():
        from flows.reprocess import reprocess as read_again

        local_server.hide_user_errors((WarehouseError, OSError))
        counts = read_again(warehouse=warehouse, since=first, until=last, again=again, wait_seconds=wait)
    told = ", ".join(f"{number:,} {what}" for what, number in counts.items())
    typer.echo(f"Figures: {told}.")
