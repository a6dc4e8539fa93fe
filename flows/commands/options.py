"""Options that several commands share, so that each is called and explained the same everywhere."""

import datetime
import pathlib
from typing import Annotated

import typer

from flows.errors import UserError

DEFAULT_WAREHOUSE = pathlib.Path("tallybook.duckdb")

WarehousePath = Annotated[
    pathlib.Path,
    typer.Option(
        "--warehouse",
        "-w",
        envvar="TALLYBOOK_WAREHOUSE",
        metavar="FILE",
        help="The DuckDB file that holds the ledger.",
    ),
]
PublishedAt = Annotated[
    str | None,
    typer.Option(
        "--published-at",
        metavar="DATE",
        help="When the articles were published, where they do not say it: 2012-02-29, or with a time. "
        "Words such as 'on Tuesday' are resolved against it.",
    ),
]
Publisher = Annotated[
    str | None,
    typer.Option("--publisher", metavar="NAME", help="Who published the articles, where they do not say it."),
]
Since = Annotated[
    str | None, typer.Option("--since", metavar="DATE", help="Only articles published on this day or later.")
]
Until = Annotated[
    str | None, typer.Option("--until", metavar="DATE", help="Only articles published on this day or earlier.")
]
Columns = Annotated[
    pathlib.Path | None,
    typer.Option(
        "--columns",
        metavar="FILE",
        help="Which columns of tables and JSON records hold what: a TOML or JSON file with lines such as "
        'text = "story" or published_at = ["date", "day"].',
    ),
]
AllowPrivate = Annotated[
    bool,
    typer.Option("--allow-private-addresses", help="Read URLs of private and loopback addresses too."),
]
WaitSeconds = Annotated[
    float,
    typer.Option("--wait", metavar="SECONDS", min=0, help="How long to wait while another process writes."),
]


def moment(text: str | None) -> datetime.datetime | None:
    """The date that an option gives; raises `UserError` for one that cannot be read for certain."""
    if text is None:
        return None
    from tallybook.articles.dates import DateError, parse_date

    try:
        return parse_date(text)
    except DateError as error:
        raise UserError(f"--published-at: {error}") from error


def columns_of(path: pathlib.Path | None) -> dict[str, tuple[str, ...]] | None:
    """The columns that a file names; raises `UserError` where it cannot be used."""
    if path is None:
        return None
    from tallybook.articles import ReadError, load_columns

    try:
        return load_columns(path)
    except ReadError as error:
        raise UserError(str(error.at(str(path)))) from error


def day(option: str, text: str | None) -> datetime.date | None:
    """The day that an option gives; raises `UserError` for one that is no ISO date."""
    if text is None:
        return None
    try:
        return datetime.date.fromisoformat(text)
    except ValueError as error:
        raise UserError(f"{option} {text}: is no date; write it as 2012-02-29") from error
