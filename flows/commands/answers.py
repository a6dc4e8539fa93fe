"""`tallybook answers`: the two questions that the ledger is kept for, on one screen."""

from typing import Annotated

import typer

from flows import show
from flows.commands.options import DEFAULT_WAREHOUSE, WarehousePath


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command("answers")(answers)


def answers(
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, help="Rows of each table at most.")] = 30,
    warehouse: WarehousePath = DEFAULT_WAREHOUSE,
) -> None:
    """Show who reported how many where, and where sources disagree.

    Example: `tallybook answers --warehouse syria.duckdb`
    """
    from flows.questions import BY_SOURCE_AND_REGION, DISAGREEMENTS
    from warehouse import read_only

    with read_only(warehouse) as reader:
        for question in (BY_SOURCE_AND_REGION, DISAGREEMENTS):
            answer = reader.query(question.sql)
            show.table(answer.columns, answer.rows[:limit], title=question.title)
            if len(answer.rows) > limit:
                typer.echo(
                    f'… and {len(answer.rows) - limit:,} more: tallybook query "select * from {question.model}"\n'
                )
    typer.echo(f"Warehouse: {warehouse}")
