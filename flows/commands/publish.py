"""`tallybook publish` and `tallybook export`: copies for readers and for other programs."""

import enum
import pathlib
from typing import Annotated

import typer

from flows import log
from flows.commands.options import DEFAULT_WAREHOUSE, WaitSeconds, WarehousePath
from flows.show import many


class ExportFormat(enum.StrEnum):
    """The formats of `tallybook export`."""

    CSV = "csv"
    PARQUET = "parquet"
    JSONL = "jsonl"
    GEOJSON = "geojson"
    HXL = "hxl"
    HELIX = "helix"


def register(app: typer.Typer) -> None:
    """Add the commands to the program."""
    app.command("publish")(publish)
    app.command("export")(export)


def publish(
    dest: Annotated[pathlib.Path, typer.Argument(metavar="DEST", help="The folder of the copy.")],
    warehouse: WarehousePath = DEFAULT_WAREHOUSE,
    wait: WaitSeconds = 60.0,
) -> None:
    """Write a read-only copy: one DuckDB file with the marts as tables, and Parquet with a Data Package.

    Readers of an older copy at the same place keep it until they open it anew.

    Example: `tallybook publish /srv/ledger`
    """
    from warehouse import Warehouse

    with Warehouse.open(warehouse, wait_seconds=wait, on_wait=log.say, create=False) as ledger:
        ledger.build_models()
        file = ledger.publish(dest)
    typer.echo(f"Published: {file}")


def export(
    output: Annotated[pathlib.Path, typer.Option("--output", "-o", metavar="PATH", help="The file to write.")],
    format: Annotated[ExportFormat, typer.Option("--format", "-f", help="The format to write.")] = ExportFormat.CSV,
    warehouse: WarehousePath = DEFAULT_WAREHOUSE,
) -> None:
    """Write the reported figures for another program; what the format cannot hold is told.

    Examples:

    `tallybook export --format geojson --output figures.geojson`

    `tallybook export --format hxl --output figures.hxl.csv`
    """
    from warehouse import export as export_figures
    from warehouse import read_only

    with read_only(warehouse) as reader:
        counts = export_figures(reader, format.value, output)
    typer.echo(f"Wrote {many(counts.pop('written', 0), 'figure')} to {output}")
    for reason, number in counts.items():
        if number:
            log.say(f"{number:,} left out: {reason.replace('_', ' ')}")
