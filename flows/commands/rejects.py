"""`tallybook rejects` and `tallybook reprocess`: what was turned away, and reading it all again."""

from typing import Annotated

import typer

from flows.commands.options import DEFAULT_WAREHOUSE, WaitSeconds, WarehousePath
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

    reader = read_only(warehouse)
    try:
        where, parameters = ("where run_id = ?", [run]) if run else ("", [])
        answer = reader.query(f"select * from rejects {where}", parameters)
    finally:
        reader.close()
    write(answer.columns, answer.rows, format)


def reprocess(
    warehouse: WarehousePath = DEFAULT_WAREHOUSE,
    wait: WaitSeconds = 60.0,
) -> None:
    """Read the stored articles again with this version of the engine, and tell which figures changed.

    Example: `tallybook reprocess --warehouse syria.duckdb`
    """
    from flows.reprocess import reprocess_warehouse

    counts = reprocess_warehouse(warehouse, wait_seconds=wait, say=_say)
    told = ", ".join(f"{number:,} {what}" for what, number in counts.items())
    typer.echo(f"Figures: {told}.")


def _say(line: str) -> None:
    typer.echo(f"tallybook: {line}", err=True)
