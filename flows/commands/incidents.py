"""`tallybook incidents` and `tallybook incident`: what happened, and what everybody says of it."""

from typing import Annotated

import typer

from flows import show
from flows.commands.options import DEFAULT_WAREHOUSE, WarehousePath, day
from flows.commands.query import Format, write
from flows.errors import UserError


def register(app: typer.Typer) -> None:
    """Add the commands to the program."""
    app.command("incidents")(incidents)
    app.command("incident")(incident)


def incidents(
    country: Annotated[
        str | None, typer.Option("--country", metavar="CC", help="In this country alone, ISO 3166-1 alpha-2: SY.")
    ] = None,
    since: Annotated[
        str | None, typer.Option("--since", metavar="DATE", help="Not over before this day: 2013-07-01.")
    ] = None,
    type: Annotated[
        str | None, typer.Option("--type", metavar="TYPE", help="Of this type alone: earthquake, attack, flood …")
    ] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, help="At most so many, the latest first.")] = 100,
    format: Annotated[Format, typer.Option("--format", "-f", help="How to write the answer.")] = Format.TABLE,
    warehouse: WarehousePath = DEFAULT_WAREHOUSE,
) -> None:
    """List incidents, the latest first, with what each source says of them.

    Example: `tallybook incidents --country ID --type earthquake --since 2013-07-01`
    """
    wanted = {"country": _country(country), "since": day("--since", since), "type": _type(type), "limit": limit}
    from flows.questions import INCIDENTS
    from warehouse import read_only

    with read_only(warehouse) as reader:
        answer = reader.query(INCIDENTS, wanted)
    write(answer.columns, answer.rows, format)


def incident(
    incident_id: Annotated[str, typer.Argument(metavar="ID", help="An incident's id, as `tallybook incidents` shows.")],
    warehouse: WarehousePath = DEFAULT_WAREHOUSE,
) -> None:
    """Show one incident: who said how many, when, with the sentences. An id that was merged leads on.

    Example: `tallybook incident i0d72252d6dbedc0f`
    """
    from flows.questions import INCIDENT, INCIDENT_SENTENCES, INCIDENT_TOLLS
    from warehouse import read_only

    with read_only(warehouse) as reader:
        found = reader.query(INCIDENT, [incident_id])
        if not found.rows:
            raise UserError(f"incident {incident_id}: there is none of this id; `tallybook incidents` lists them")
        told = dict(zip(found.columns, found.rows[0], strict=True))
        typer.echo(told["label"])
        typer.echo(
            f"{told['incident_id']} · {told['region_path'] or told['country_code'] or 'place unknown'} · "
            f"{show.many(told['articles'], 'article')}, {show.many(told['publishers'], 'publisher')}, "
            f"{show.many(told['sources'], 'source')}\n"
        )
        for question in (INCIDENT_TOLLS, INCIDENT_SENTENCES):
            answer = reader.query(question.sql, [told["incident_id"]])
            show.table(answer.columns, answer.rows, title=question.title)


def _country(text: str | None) -> str | None:
    if text is not None and (len(text) != 2 or not text.isalpha()):
        raise UserError(f"--country {text}: not two letters; write a country's ISO code, such as SY")
    return text.upper() if text else None


def _type(text: str | None) -> str | None:
    if text is None:
        return None
    from warehouse.incident_types import types

    known = types()["event_type"].to_list()
    if text not in known:
        raise UserError(f"--type {text}: no such type; it is one of {', '.join(sorted(known))}")
    return text
