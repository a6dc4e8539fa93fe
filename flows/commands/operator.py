"""The operator's commands: backup, restore, status, doctor."""

import pathlib
from typing import Annotated

import typer

from flows import log, show
from flows.commands.options import DEFAULT_WAREHOUSE, WaitSeconds, WarehousePath


def register(app: typer.Typer) -> None:
    """Add the commands to the program."""
    for command in (backup, restore, status, doctor):
        app.command(command.__name__)(command)


def backup(
    dest: Annotated[pathlib.Path, typer.Argument(metavar="FILE", help="The file to write.")],
    warehouse: WarehousePath = DEFAULT_WAREHOUSE,
    wait: WaitSeconds = 60.0,
) -> None:
    """Write a whole copy of the warehouse, checked before it is put in place.

    Example: `tallybook backup ledger-2012-02-29.duckdb`
    """
    from warehouse import Warehouse

    with Warehouse.open(warehouse, wait_seconds=wait, on_wait=log.say, create=False) as ledger:
        file = ledger.backup(dest)
    typer.echo(f"Backup: {file}")


def restore(
    source: Annotated[pathlib.Path, typer.Argument(metavar="FILE", help="The backup.")],
    warehouse: WarehousePath = DEFAULT_WAREHOUSE,
    wait: WaitSeconds = 60.0,
) -> None:
    """Put a backup in the warehouse's place; the file that was there is kept beside it.

    Example: `tallybook restore ledger-2012-02-29.duckdb --warehouse ledger.duckdb`
    """
    from warehouse import restore as put_back

    put_back(source, warehouse, wait_seconds=wait)
    typer.echo(f"Restored: {warehouse}")


def status(warehouse: WarehousePath = DEFAULT_WAREHOUSE) -> None:
    """Show what is in the warehouse, at a glance.

    Example: `tallybook status --warehouse syria.duckdb`
    """
    from flows.condition import at_a_glance

    show.table(("what", "how much"), at_a_glance(warehouse))


def doctor(warehouse: WarehousePath = DEFAULT_WAREHOUSE) -> None:
    """Look over everything that a run needs; each problem comes with its remedy.

    Exit status 0 when nothing hinders a run, 2 otherwise.

    Example: `tallybook doctor`
    """
    from flows.condition import examine
    from flows.errors import Exit

    findings = examine(warehouse)
    show.table(("", "what", "found", "remedy"), [(f.mark, f.what, f.found, f.remedy) for f in findings])
    if any(finding.hinders for finding in findings):
        raise typer.Exit(Exit.NOTHING)
