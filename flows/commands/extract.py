"""`tallybook extract`: the figures of one text, without Prefect and without a warehouse."""

import dataclasses
import json
import pathlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from flows import log, show
from flows.commands.options import AllowPrivate, Columns, PublishedAt, Publisher, columns_of, moment
from flows.errors import UserError

if TYPE_CHECKING:
    from flows.selection import Selection
    from tallybook.articles import Article

COLUMNS = ("number", "measure", "population", "value", "who says so", "where", "period", "basis", "sentence")


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command("extract")(extract)


def extract(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A text file, or - for standard input.")],
    as_json: Annotated[bool, typer.Option("--json", help="Every attribute of every figure, as JSON.")] = False,
    published_at: PublishedAt = None,
    publisher: Publisher = None,
    columns: Columns = None,
    allow_private_addresses: AllowPrivate = False,
) -> None:
    """Show the figures of one text, without a warehouse.

    A side file NAME.meta.json beside NAME.txt (published_at, publisher, title, url) is read too.

    Examples:

    `tallybook extract report.txt --published-at 2012-02-29`

    `tallybook extract report.txt --json | jq '.[].value_best'`
    """
    import tallybook
    from flows.selection import Selection

    figures = []
    selection = Selection(
        moment(published_at), publisher, columns=columns_of(columns), allow_private_addresses=allow_private_addresses
    )
    for article in _articles(file, selection):
        figures += tallybook.extract(
            article.body,
            published_at=article.published_at,
            publisher=article.publisher,
            title=article.title,
            article_id=article.article_id,
        )
    if as_json:
        typer.echo(json.dumps([figure.as_dict() for figure in figures], default=str, ensure_ascii=False, indent=2))
        return
    show.table(COLUMNS, [_row(figure) for figure in figures])
    where = "standard input" if file == "-" else file
    typer.echo(f"{show.many(len(figures), 'figure')} in {where}", err=True)


def _articles(file: str, selection: "Selection") -> "Iterator[Article]":
    """The articles of one file, mostly one. Raises `UserError` for what cannot be read."""
    from tallybook.articles import Article, Unreadable

    if pathlib.Path(file).is_dir():
        raise UserError(f"{file}: is a folder; `extract` takes one text, `tallybook run` takes folders")
    for result in selection.read([file]):
        if isinstance(result, Article):
            yield result
        elif isinstance(result, Unreadable):
            raise UserError(str(result))
        else:
            log.say(f"left out {result}")


def _row(figure: Any) -> tuple[Any, ...]:
    values = dataclasses.asdict(figure)
    return (
        figure.number_text,
        figure.measure,
        figure.population,
        value(values),
        figure.source_name or ("(the article)" if figure.attribution == "publisher" else None),
        figure.region_path or figure.place_text,
        period(values),
        figure.basis,
        figure.sentence,
    )


_SIGNS = {"at_least": "≥ ", "more_than": "> ", "about": "~ ", "nearly": "nearly ", "up_to": "≤ ", "fewer_than": "< "}


def value(figure: dict[str, Any]) -> str:
    """A figure's value as its qualifier has it, in few signs: 50, ≥ 50, ~ 50, 20–30, ≥ 200 (vague)."""
    low, best, high = (figure[name] for name in ("value_low", "value_best", "value_high"))
    if low is not None and high is not None and low != high:
        return f"{show.cell(low)}–{show.cell(high)}"
    if best is None:
        return f"≥ {show.cell(low)} (vague)" if low is not None else ""
    return _SIGNS.get(figure["qualifier"], "") + show.cell(best)


def period(figure: dict[str, Any]) -> str:
    """A figure's period: one day, or from – to, with either end open."""
    start, end = figure["period_start"], figure["period_end"]
    if start == end:
        return str(start or "")
    return f"{start or ''} – {end or ''}"
