"""`tallybook incidents` and `tallybook incident`: what happened, and what everybody says of it."""

from typing import Annotated, Any

import typer

from flows import show
from flows.commands.options import DEFAULT_WAREHOUSE, WarehousePath
from flows.commands.query import Format, write
from flows.errors import UserError

LIST = """
WITH tolls AS (
    SELECT incident_id, string_agg(told, '; ' ORDER BY measure) AS tolls FROM (
        SELECT incident_id, measure,
            measure || ': ' || string_agg(format('{} {:,}',
                coalesce(source_name || CASE WHEN own_voice THEN ' (own voice)' ELSE '' END, 'unnamed'), value::BIGINT),
                ', ' ORDER BY value DESC, source_name) AS told
        FROM incident_tolls WHERE value IS NOT NULL GROUP BY incident_id, measure)
    GROUP BY incident_id
)
SELECT incident_id AS id, label AS incident, country_code AS country, started_on AS started, articles, tolls
FROM incidents LEFT JOIN tolls USING (incident_id)
WHERE merged_into IS NULL
    AND (?::VARCHAR IS NULL OR country_code = ?)
    AND (?::DATE IS NULL OR coalesce(ended_on, started_on, last_published_at::DATE) >= ?)
    AND (?::VARCHAR IS NULL OR incident_type = ?)
ORDER BY coalesce(started_on, first_published_at::DATE) DESC NULLS LAST, incident_id
LIMIT ?
"""

SURVIVING = """
WITH RECURSIVE way AS (
    SELECT incident_id, merged_into, 0 AS steps FROM incidents WHERE incident_id = ?
    UNION ALL
    SELECT incidents.incident_id, incidents.merged_into, way.steps + 1
    FROM way JOIN incidents ON incidents.incident_id = way.merged_into WHERE way.steps < 12
)
SELECT incidents.* FROM incidents SEMI JOIN (SELECT incident_id FROM way WHERE merged_into IS NULL) USING (incident_id)
"""

TOLLS = """
SELECT measure, coalesce(source_name || CASE WHEN own_voice THEN ' (own voice)' ELSE '' END, 'unnamed') AS source,
    value AS latest, first_value AS first, revisions, articles,
    strftime(first_said_at, '%Y-%m-%d %H:%M') AS first_said, strftime(last_said_at, '%Y-%m-%d %H:%M') AS last_said
FROM incident_tolls WHERE incident_id = ? ORDER BY measure, value DESC, source
"""

SENTENCES = """
SELECT strftime(published_at, '%Y-%m-%d') AS published, publisher,
    coalesce(source_name, publisher || ' (own voice)', 'unnamed') AS source, measure, number_text AS number,
    coalesce(excluded_because, 'counted') AS counted, sentence
FROM counted_figures WHERE incident_id = ?
ORDER BY published_at NULLS LAST, article_id, start_char
"""


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
    code = _country(country)
    day = _day(since)
    kind = _type(type)
    answer = _ask(warehouse, LIST, [code, code, day, day, kind, kind, limit])
    write(answer.columns, answer.rows, format)


def incident(
    incident_id: Annotated[str, typer.Argument(metavar="ID", help="An incident's id, as `tallybook incidents` shows.")],
    warehouse: WarehousePath = DEFAULT_WAREHOUSE,
) -> None:
    """Show one incident: who said how many, when, with the sentences. An id that was merged leads on.

    Example: `tallybook incident i0d72252d6dbedc0f`
    """
    found = _ask(warehouse, SURVIVING, [incident_id])
    if not found.rows:
        raise UserError(f"incident {incident_id}: there is none of this id; `tallybook incidents` lists them")
    told: dict[str, Any] = dict(zip(found.columns, found.rows[0], strict=True))
    typer.echo(told["label"])
    typer.echo(
        f"{told['incident_id']} · {told['region_path'] or told['country_code'] or 'place unknown'} · "
        f"{_many(told['articles'], 'article')}, {_many(told['publishers'], 'publisher')}, "
        f"{_many(told['sources'], 'source')}\n"
    )
    for title, sql in (("Tolls by source", TOLLS), ("Who said how many, when", SENTENCES)):
        answer = _ask(warehouse, sql, [told["incident_id"]])
        show.table(answer.columns, answer.rows, title=title)


def _ask(warehouse: Any, sql: str, parameters: list[Any]) -> Any:
    from warehouse import read_only

    reader = read_only(warehouse)
    try:
        return reader.query(sql, parameters)
    finally:
        reader.close()


def _many(number: int, thing: str) -> str:
    return f"{number:,} {thing}{'' if number == 1 else 's'}"


def _country(text: str | None) -> str | None:
    if text is not None and (len(text) != 2 or not text.isalpha()):
        raise UserError(f"--country {text}: not two letters; write a country's ISO code, such as SY")
    return text.upper() if text else None


def _day(text: str | None) -> Any:
    if text is None:
        return None
    from tallybook.articles.dates import DateError, parse_date

    try:
        return parse_date(text).date()
    except DateError as error:
        raise UserError(f"--since: {error}") from error


def _type(text: str | None) -> str | None:
    if text is None:
        return None
    from warehouse.incident_types import types

    known = types()["event_type"].to_list()
    if text not in known:
        raise UserError(f"--type {text}: no such type; it is one of {', '.join(sorted(known))}")
    return text
