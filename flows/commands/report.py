"""`tallybook report`: the ledger as pages that open from disk."""

import pathlib
from typing import Annotated

import typer

from flows.commands.options import DEFAULT_WAREHOUSE, WarehousePath
from flows.errors import UserError
from flows.show import many


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command("report")(report)


def report(
    out: Annotated[
        pathlib.Path, typer.Argument(metavar="OUT", help="The folder of the site; a report there is replaced.")
    ],
    serve: Annotated[bool, typer.Option("--serve", help="Show it live on this machine until Ctrl-C.")] = False,
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="Where to serve; 0 takes a free port.")] = 8377,
    warehouse: WarehousePath = DEFAULT_WAREHOUSE,
) -> None:
    """Write a static site of the published copy: who said what, and the sentence that proves it.

    It needs no server and no network: open `OUT/index.html`, or copy the folder anywhere. With `--serve` it is built
    anew when the published copy has changed.

    Examples:

    `tallybook report site/`

    `tallybook report site/ --serve`
    """
    from tallybook import report as pages

    published = _published(warehouse)
    try:
        if serve:
            pages.serve(published, out, port=port, on_ready=_say)
        else:
            built = pages.build(published, out)
            held = f"{many(built.figures, 'figure')} from {many(built.articles, 'article')}"
            typer.echo(f"{held} in {built.seconds:.1f} s: open {built.index}")
    except pages.ReportError as error:
        raise UserError(str(error)) from error


def _published(warehouse: pathlib.Path) -> pathlib.Path:
    """The published copy of a warehouse, written now where there is none yet; or the copy itself, if that was named."""
    from warehouse import Warehouse, published_path, read_only

    with read_only(warehouse) as reader:
        if reader.is_published_copy:
            return reader.path
    published = published_path(warehouse)
    if not any(published.glob("*.duckdb")):
        with Warehouse.open(warehouse, create=False) as ledger:
            ledger.build_models()
            ledger.publish(published)
    return published


def _say(address: str) -> None:
    typer.echo(f"Showing the ledger at {address} (Ctrl-C ends it)")
