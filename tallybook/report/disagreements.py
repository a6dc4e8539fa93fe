"""What sources say differently of one thing, as the mart tells it, and incidents with their tolls."""

import itertools
from collections.abc import Iterator
from typing import Any

from tallybook.report.data_files import DataFiles, names, number
from tallybook.report.ledger import Ledger, Numbers

DISAGREEMENTS_A_FILE = 50
INCIDENTS_A_FILE = 25
_THING = names(
    "disagreement_id measure unit basis region_id period_start period_end sources lowest_value highest_value "
    "lowest_source highest_source spread ratio"
)
_CLAIM = names("source_name source_kind own_voice value value_low value_high said_at figures articles figure_ids")


def largest_first(ledger: Ledger, limit: int | None = None) -> Iterator[dict[str, Any]]:
    """Each disagreement, its claims by value under ``claims``, those that are furthest apart first."""
    incident = "incident_id" if "incident_id" in ledger.columns("disagreements") else "NULL"
    # The mart has no certainty: it stands with the figures behind each value.
    sql = f"""
        WITH chosen AS (
            SELECT disagreement_id, any_value(spread) AS size FROM disagreements GROUP BY disagreement_id
            ORDER BY size DESC, disagreement_id {f"LIMIT {limit}" if limit is not None else ""}
        ),
        claims AS (
            SELECT size, {", ".join(_THING + _CLAIM)}, {incident} AS incident_id
            FROM disagreements JOIN chosen USING (disagreement_id)
        ),
        firmness AS (
            SELECT said.disagreement_id, said.source_name, said.own_voice,
                list_sort(list(DISTINCT certainty)) AS certainties
            FROM (SELECT disagreement_id, source_name, own_voice, unnest(figure_ids) AS figure_id FROM claims) AS said
            JOIN counted_figures USING (figure_id)
            GROUP BY said.disagreement_id, said.source_name, said.own_voice
        )
        SELECT claims.*, firmness.certainties
        FROM claims LEFT JOIN firmness
            ON firmness.disagreement_id = claims.disagreement_id AND firmness.own_voice = claims.own_voice
            AND firmness.source_name IS NOT DISTINCT FROM claims.source_name
        ORDER BY size DESC, claims.disagreement_id, value, claims.source_name"""
    columns = ["size", *_THING, *_CLAIM, "incident_id", "certainties"]
    records = (dict(zip(columns, row, strict=True)) for row in ledger.rows(sql))
    for _, group in itertools.groupby(records, key=lambda record: record["disagreement_id"]):
        claims = list(group)
        yield claims[0] | {"claims": claims}


def thing(found: dict[str, Any], numbers: Numbers) -> dict[str, Any]:
    """A disagreement as a data file carries it, its claims too."""
    told = {name: found[name] for name in _THING if name != "region_id"}
    for name in ("lowest_value", "highest_value", "spread"):
        told[name] = number(told[name])
    told["region"] = numbers.regions.get(found["region_id"])
    told["incident_id"] = found["incident_id"]
    told["claims"] = [
        {
            "source": numbers.claimant(claim["source_name"], claim["source_kind"], claim["own_voice"]),
            "value": number(claim["value"]),
            "value_low": number(claim["value_low"]),
            "value_high": number(claim["value_high"]),
            "said_at": claim["said_at"],
            "certainties": claim["certainties"],
            "articles": claim["articles"],
            "figures": numbers.of_figures(claim["figure_ids"]),
        }
        for claim in found["claims"]
    ]
    return told


def write_disagreements(ledger: Ledger, numbers: Numbers, files: DataFiles) -> int:
    """Write the list of disagreements and their claims in portions; returns how many there are."""
    listed: list[list[Any]] = []
    portion: list[dict[str, Any]] = []
    for found in largest_first(ledger):
        told = thing(found, numbers)
        listed.append(
            [
                told["disagreement_id"],
                told["measure"],
                told["unit"],
                told["basis"],
                told["region"],
                told["spread"],
                told["ratio"],
                max((claim["said_at"].isoformat() for claim in told["claims"] if claim["said_at"]), default=""),
                told["sources"],
            ]
        )
        portion.append(told)
        if len(portion) == DISAGREEMENTS_A_FILE:
            files.write(f"disagreements/{(len(listed) - 1) // DISAGREEMENTS_A_FILE}", portion)
            portion = []
    if portion:
        files.write(f"disagreements/{(len(listed) - 1) // DISAGREEMENTS_A_FILE}", portion)
    files.write("disagreements/list", listed)
    return len(listed)


def write_incidents(ledger: Ledger, numbers: Numbers, files: DataFiles) -> int:
    """Write the list of incidents, and each with its tolls, timeline and articles; returns how many there are."""
    incidents = ledger.records(
        "SELECT * EXCLUDE (region_id), region_id FROM incidents "
        "ORDER BY last_published_at DESC NULLS LAST, started_on DESC NULLS LAST, incident_id"
    )
    place = {incident["incident_id"]: n for n, incident in enumerate(incidents) if not incident["merged_into"]}
    details: list[dict[str, Any]] = [
        {"incident": _incident(incident, numbers), "tolls": [], "timeline": [], "articles": []}
        for incident in incidents
    ]
    for row in ledger.records("SELECT * FROM incident_tolls ORDER BY measure, unit, value DESC, source_name"):
        if row["incident_id"] in place:
            details[place[row["incident_id"]]]["tolls"].append(_toll(row, numbers))
    for row in ledger.records("SELECT * FROM incident_timeline ORDER BY published_at NULLS FIRST, article_id"):
        if row["incident_id"] in place:
            details[place[row["incident_id"]]]["timeline"].append(_toll(row, numbers))
    sql = """
        SELECT DISTINCT incident_id, article_id, title, publisher, published_at FROM counted_figures
        WHERE incident_id IS NOT NULL ORDER BY published_at NULLS LAST, article_id"""
    for incident_id, *article in ledger.rows(sql):
        if incident_id in place:
            details[place[incident_id]]["articles"].append(article)
    for n in range(0, len(details), INCIDENTS_A_FILE):
        files.write(f"incidents/{n // INCIDENTS_A_FILE}", details[n : n + INCIDENTS_A_FILE])
    files.write("incidents/list", [detail["incident"] for detail in details])
    return len(place)


def _incident(incident: dict[str, Any], numbers: Numbers) -> dict[str, Any]:
    told = {name: value for name, value in incident.items() if name not in ("region_id", "region_path")}
    return told | {"region": numbers.regions.get(incident["region_id"])}


def _toll(row: dict[str, Any], numbers: Numbers) -> dict[str, Any]:
    kept = ("measure", "unit", "published_at", "first_said_at", "last_said_at", "revisions", "articles", "article_id")
    told = {name: row[name] for name in kept if name in row}
    for name in ("value", "value_low", "value_high", "first_value", "previous_value"):
        if name in row:
            told[name] = number(row[name])
    return told | {
        "source": numbers.claimant(row["source_name"], row["source_kind"], row["own_voice"] or False),
        "figures": numbers.of_figures(row["figure_ids"]),
    }
