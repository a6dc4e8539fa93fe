"""`tallybook query`: any reading SQL over the ledger."""

import enum
from typing import Annotated, Any

import typer

from flows import show
from flows.commands.options import DEFAULT_WAREHOUSE, WarehousePath


class Format(enum.StrEnum):
    """How an answer is written."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command("query")(query)


def query(
    sql: Annotated[str, typer.Argument(metavar="SQL", help="One reading statement.")],
    format: Annotated[Format, typer.Option("--format", "-f", help="How to write the answer.")] = Format.TABLE,
    warehouse: WarehousePath = DEFAULT_WAREHOUSE,
) -> None:
    """Ask the ledger in SQL. Reads only; while a run writes, the published copy answers.

    Examples:

    `tallybook query "select source_name, measure, value_best, region_path from reported_figures"`

    `tallybook query "select * from disagreements" --format csv > disagreements.csv`

    `tallybook query "describe counted_figures"`
    """
    from warehouse import read_only

    with read_only(warehouse) as reader:
        answer = reader.query(sql)
    write(answer.columns, answer.rows, format)


def write(columns: list[str], rows: list[tuple[Any, ...]], format: Format) -> None:
    """Print an answer in a format."""
    if format is Format.CSV:
        typer.echo(show.as_csv(columns, rows), nl=False)
    elif format is Format.JSON:
        typer.echo(show.as_json(columns, rows))
    else:
        show.table(columns, rows)
