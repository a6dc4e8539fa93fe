"""`tallybook run`: the main job, from articles to answers."""

import dataclasses
import glob
import os
import pathlib
import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from flows import log
from flows.commands.options import (
    DEFAULT_WAREHOUSE,
    AllowPrivate,
    Columns,
    PublishedAt,
    Publisher,
    Since,
    Until,
    WaitSeconds,
    WarehousePath,
    columns_of,
    day,
    moment,
)
from flows.errors import Exit, UserError
from flows.show import many

if TYPE_CHECKING:
    from flows.run_result import RunResult


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command("run")(run)


def run(
    paths: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH...", help="Files, folders, globs or URLs; - for standard input.", show_default=False
        ),
    ],
    published_at: PublishedAt = None,
    publisher: Publisher = None,
    warehouse: WarehousePath = DEFAULT_WAREHOUSE,
    columns: Columns = None,
    allow_private_addresses: AllowPrivate = False,
    workers: Annotated[
        str,
        typer.Option(
            "--workers",
            metavar="N|dask:N|dask://HOST:PORT",
            help="How many processes extract, or the Dask cluster that does, local or not; the rows are the same.",
        ),
    ] = "1",
    shards: Annotated[
        str | None,
        typer.Option(
            "--shards",
            metavar="FOLDER|URL",
            help="Storage that all workers see: they read the articles themselves and write figures there as Parquet. "
            "What lies there of the same content and engine is not made again.",
        ),
    ] = None,
    since: Since = None,
    until: Until = None,
    strict: Annotated[bool, typer.Option("--strict", help="Exit with 1 when anything was turned away.")] = False,
    publish: Annotated[
        bool, typer.Option("--publish/--no-publish", help="Write the readers' copy, NAME.published/, at the end.")
    ] = True,
    wait: WaitSeconds = 600.0,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Show Prefect's log too.")] = False,
) -> int:
    """Read articles into the ledger: text, HTML, JSON Lines, CSV, Parquet, feeds, WARC, also packed.

    An article that is known already changes nothing; changed content is a new revision. A side file NAME.meta.json
    beside NAME.txt (published_at, publisher, title, url) is read. What cannot be read is listed by `tallybook rejects`.

    Examples:

    `tallybook run articles/`

    `tallybook run report.txt --published-at 2012-02-29 --publisher CNN --warehouse syria.duckdb`

    `zcat dump.jsonl.gz | tallybook run - --workers 2`

    `tallybook run table.csv --columns columns.toml`

    `tallybook run archive/ --since 2012-01-01 --until 2012-03-31`

    `tallybook run s3://news/2012/ --shards s3://news/shards --workers dask://10.0.0.5:8786`
    """
    # What can be known to be wrong is told at once, before Prefect starts.
    _check_paths(paths)
    columns_of(columns)
    _check_warehouse(warehouse)
    parameters = {
        "paths": paths,
        "warehouse": warehouse,
        "published_at": moment(published_at),
        "publisher": publisher,
        "since": day("--since", since),
        "until": day("--until", until),
        "columns": columns,
        "allow_private_addresses": allow_private_addresses,
        "workers": _workers(workers),
        "shards": shards,
        "publish": publish,
        "wait_seconds": wait,
    }
    return _tell(_ingest(parameters, verbose), strict)


def _workers(text: str) -> int | str:
    if ":" in text:
        from flows import cluster

        cluster.check(text)
        return text
    if not text.isdecimal() or not 1 <= int(text) <= 256:
        raise UserError(f"--workers {text}: give a number from 1 to 256")
    return int(text)


def _check_paths(paths: list[str]) -> None:
    """Raise `UserError` where no path names anything at all."""

    def may_exist(path: str) -> bool:
        return path == "-" or "://" in path or "\0" in path or os.path.lexists(path) or bool(glob.has_magic(path))

    if not any(may_exist(path) for path in paths):
        missing = ", ".join(paths[:5])
        raise UserError(f"{missing}: there is no such file or folder; check the path")


def _check_warehouse(path: pathlib.Path) -> None:
    if path.is_dir():
        raise UserError(f"{path}: is a folder; name a file in it, such as {path / 'tallybook.duckdb'}")
    if path.is_file() and path.stat().st_size:
        # Opening it says so too, but only when Prefect is up.
        with path.open("rb") as file:
            if file.read(12)[8:] != b"DUCK":
                raise UserError(f"{path}: is no DuckDB database; give another --warehouse, or move the file away")
    if not path.exists() and not path.parent.exists():
        try:
            path.parent.mkdir(parents=True)
        except OSError as error:
            raise UserError(f"{path.parent}: the folder cannot be made ({error.strerror}); name another") from error


def _ingest(parameters: dict[str, Any], verbose: bool) -> "RunResult":
    from flows import local_server

    local_server.quiet(verbose)
    with local_server.api():
        from flows.ingest import ingest
        from warehouse import WarehouseError

        local_server.hide_user_errors((WarehouseError, UserError, OSError))
        return ingest(**parameters)


def _tell(result: "RunResult", strict: bool) -> int:
    for problem in result.problems:
        log.say(problem, "unreadable")
    if result.unreadable > len(result.problems):
        log.say(f"and {result.unreadable - len(result.problems):,} more; see `tallybook rejects`")
    if not result.articles and (result.unreadable or not result.left_out + result.outside):
        log.say(f"nothing could be read from {many(result.read, 'input')}; nothing was done", "ended")
        return Exit.NOTHING
    if log.in_json():
        log.say(_summary(result), "ended", **dataclasses.asdict(result))
    typer.echo(_summary(result))
    typer.echo(f"Warehouse: {result.warehouse}")
    if sys.stdout.isatty():
        typer.echo('Next: `tallybook answers`, or ask in SQL: `tallybook query "select * from disagreements"`')
    turned_away = result.unreadable + result.left_out + result.rejected_figures
    return Exit.PARTLY if result.unreadable or (strict and turned_away) else Exit.DONE


def _summary(result: "RunResult") -> str:
    parts = [f"{result.new:,} new"]
    for number, what in (
        (result.changed, "changed"),
        (result.known, "known already"),
        (result.copies, "copy" if result.copies == 1 else "copies"),
        (result.left_out, "left out"),
        (result.unreadable, "unreadable"),
    ):
        if number:
            parts.append(f"{number:,} {what}")
    line = f"Read {many(result.read, 'article')}: {', '.join(parts)}; {many(result.figures, 'figure')}"
    if result.rejected_figures:
        line += f" ({result.rejected_figures:,} turned away, see `tallybook rejects`)"
    if result.outside:
        line += f"; {result.outside:,} more outside the days asked for"
    return line + "."
