"""Incidents: one attack, quake, flood … that several articles report, whoever wrote them.

Three steps: what each article tells of an event (`incident_mentions`), which of these could be one and how much speaks
for it (`incident_pairs`), and the groups that follow (`incident_groups`). Each works on what new articles touch alone:
the keys under which they lie, the pairs that changed there, the groups that those pairs hold together.

`build.incident_members` says to which incident each event of each article belongs; `reported_figures.incident_id` and
the incident models read it. Every mention has an id of its own, from its article and event; an incident bears that of
one of its mentions, the one that bore it before, else the earliest. The others' lead to it (`merged_into`).
"""

import functools
import hashlib
import pathlib
from typing import Any

import duckdb
import polars as pl

from warehouse import incident_groups, incident_mentions, incident_pairs
from warehouse.connection import given, one_row
from warehouse.incident_types import FILE as TYPES
from warehouse.incident_types import types

AT_ONCE = 50_000  # mentions that are put into groups at once: what bounds the memory, and nothing else
PAIRS_AT_ONCE = 100_000
INTEGERS = {"rank": pl.Int32, "component": pl.Int32}

PREPARE = """
CREATE SCHEMA IF NOT EXISTS build;
CREATE TABLE IF NOT EXISTS build.incident_rules (fingerprint VARCHAR);
CREATE TABLE IF NOT EXISTS build.incident_aliases (incident_id VARCHAR, merged_into VARCHAR);
CREATE TABLE IF NOT EXISTS build.incident_members (
    article_id VARCHAR, event_key VARCHAR, own_incident_id VARCHAR, incident_id VARCHAR, component VARCHAR);
-- a warehouse of before had none
ALTER TABLE build.incident_members ADD COLUMN IF NOT EXISTS component VARCHAR;
"""
PASSING = "touched_keys touched_mentions changed_mentions affected numbered numbered_pairs gone"
DERIVED = "incident_seen incident_mentions incident_texts incident_keys incident_pairs"

# Everything that hangs together with a mention whose pairs changed, before or now.
AFFECTED = """
CREATE OR REPLACE TEMP TABLE affected AS
WITH components AS (
    SELECT DISTINCT component FROM build.incident_members AS members
    JOIN changed_mentions AS changed ON changed.mention_id = members.own_incident_id
)
SELECT own_incident_id AS mention_id FROM build.incident_members SEMI JOIN components USING (component)
UNION
SELECT mention_id FROM changed_mentions
"""

NUMBERED = """
CREATE OR REPLACE TEMP TABLE numbered AS
SELECT mention_id, article_id, event_key,
    row_number() OVER (ORDER BY published_at NULLS LAST, article_id, event_key)::INTEGER - 1 AS rank,
    event_type, family, division, region_path, earliest, latest, is_dated,
    surviving.incident_id IS NOT NULL AS is_given_out
FROM build.incident_mentions AS mentions SEMI JOIN affected USING (mention_id)
LEFT JOIN (SELECT incident_id FROM incidents WHERE merged_into IS NULL) AS surviving
    ON surviving.incident_id = mentions.mention_id
WHERE is_incident
"""

NUMBERED_PAIRS = """
CREATE OR REPLACE TEMP TABLE numbered_pairs AS
SELECT DISTINCT least(a.rank, b.rank) AS one, greatest(a.rank, b.rank) AS other, pairs.score
FROM build.incident_pairs AS pairs
JOIN numbered AS a ON a.mention_id = pairs.one JOIN numbered AS b ON b.mention_id = pairs.other
"""

READ_MENTIONS = """
SELECT numbered.*, components.component FROM numbered JOIN components USING (rank) WHERE part = ?
"""

READ_PAIRS = """
SELECT one, other, score FROM numbered_pairs JOIN components ON components.rank = one WHERE part = ?
"""

# Of all of the affected mentions, gone ones too: their rows of before go …
FORGET = """
CREATE OR REPLACE TEMP TABLE gone AS
SELECT own_incident_id, incident_id FROM build.incident_members AS members
JOIN affected ON affected.mention_id = members.own_incident_id;
DELETE FROM build.incident_members WHERE own_incident_id IN (SELECT mention_id FROM affected);
"""

# … and the incidents that they stood in.
RENEW = """
INSERT INTO build.incident_aliases
SELECT lost.own_incident_id, min(now.incident_id)
FROM gone AS lost
JOIN gone AS mates ON mates.incident_id = lost.incident_id
JOIN build.incident_members AS now ON now.own_incident_id = mates.own_incident_id
ANTI JOIN (SELECT own_incident_id FROM build.incident_members) AS here ON here.own_incident_id = lost.own_incident_id
WHERE lost.own_incident_id = lost.incident_id
GROUP BY lost.own_incident_id;
DELETE FROM incidents WHERE incident_id IN (SELECT mention_id FROM affected UNION SELECT incident_id FROM gone);
"""

INCIDENTS = """
INSERT INTO incidents BY NAME
WITH ours AS (
    SELECT members.*, mentions.* EXCLUDE (article_id, event_key)
    FROM build.incident_members AS members
    JOIN build.incident_mentions AS mentions ON mentions.mention_id = members.own_incident_id
    WHERE members.own_incident_id IN (SELECT mention_id FROM affected)
),
reports AS (
    SELECT ours.*, figures.event_place, figures.source_id, articles.publisher
    FROM ours
    JOIN figures USING (article_id, event_key)
    JOIN articles USING (article_id)
),
votes AS (
    SELECT incident_id, event_type, count(DISTINCT article_id) AS votes
    FROM ours WHERE event_type IS NOT NULL GROUP BY incident_id, event_type
),
-- the finest place that is told most often; the country alone where no report tells more
places AS (
    SELECT incident_id, region_id, region_path, any_value(event_place ORDER BY event_place) AS place,
        count(DISTINCT article_id) * CASE WHEN contains(region_path, ' / ') THEN 1000 ELSE 1 END AS votes
    FROM reports WHERE region_id IS NOT NULL GROUP BY incident_id, region_id, region_path
),
days AS (
    SELECT incident_id, earliest, latest,
        count(DISTINCT article_id) * CASE WHEN latest - earliest <= 2 THEN 1000 ELSE 1 END AS votes
    FROM ours WHERE is_dated GROUP BY incident_id, earliest, latest
),
gathered AS (
    SELECT
        incident_id,
        first(event_place ORDER BY published_at NULLS LAST, article_id, event_place)
            FILTER (WHERE event_place IS NOT NULL) AS place,
        max(nullif(country, '')) AS country_code,
        min(earliest) FILTER (WHERE is_dated AND latest - earliest <= 2) AS first_day,
        max(latest) FILTER (WHERE is_dated AND latest - earliest <= 2) AS last_day,
        min(published_at) AS first_published_at, max(published_at) AS last_published_at,
        count(DISTINCT article_id) AS articles, count(DISTINCT publisher) AS publishers,
        count(DISTINCT source_id) AS sources
    FROM reports GROUP BY incident_id
),
kind AS (
    SELECT incident_id, arg_max(event_type, (votes, event_type)) AS incident_type FROM votes GROUP BY incident_id
),
spot AS (
    SELECT incident_id, arg_max((region_id, region_path), (votes, region_path, region_id)) AS region
    FROM places GROUP BY incident_id
),
day AS (
    SELECT incident_id, arg_max((earliest, latest), (votes, DATE '1900-01-01' - earliest, latest)) AS told
    FROM days GROUP BY incident_id
),
settled AS (
    FROM gathered LEFT JOIN kind USING (incident_id) LEFT JOIN spot USING (incident_id)
    LEFT JOIN day USING (incident_id)
)
SELECT
    incident_id, incident_type,
    concat_ws(', ', coalesce(replace(incident_type, '_', ' '), 'event'),
        coalesce(string_split(region[2], ' / ')[-1], place, country_code),
        CASE WHEN told[2] - told[1] > 300 THEN strftime(told[1], '%Y')
            WHEN told[2] - told[1] > 20 THEN strftime(told[1], '%B %Y')
            ELSE strftime(told[1], '%-d %B %Y') END
    ) AS label,
    country_code, region[1] AS region_id, region[2] AS region_path,
    -- most reports' first day; the last that any of them names
    told[1] AS started_on, greatest(told[2], last_day) AS ended_on, first_published_at, last_published_at,
    articles, publishers, sources, NULL AS merged_into
FROM settled
UNION ALL BY NAME
-- an id that was given out once leads on for ever
SELECT own_incident_id AS incident_id, 'merged' AS label, 0 AS articles, 0 AS publishers, 0 AS sources,
    incident_id AS merged_into
FROM ours WHERE own_incident_id <> incident_id
"""

# The ids of mentions that are no longer read lead where the rest of their incident lies now.
ALIASES = """
DELETE FROM incidents WHERE incident_id IN (SELECT incident_id FROM build.incident_aliases)
    AND incident_id NOT IN (SELECT own_incident_id FROM build.incident_members);
INSERT INTO incidents BY NAME
SELECT aliases.incident_id, 'merged' AS label, 0 AS articles, 0 AS publishers, 0 AS sources,
    min(members.incident_id) AS merged_into
FROM build.incident_aliases AS aliases
JOIN build.incident_members AS members ON members.own_incident_id = aliases.merged_into
ANTI JOIN incidents ON incidents.incident_id = aliases.incident_id
GROUP BY aliases.incident_id
"""


def link(db: duckdb.DuckDBPyConnection) -> None:
    """Bring `incidents` and `build.incident_members` up to date; to be called within a transaction."""
    db.execute(PREPARE)
    if db.execute("SELECT fingerprint FROM build.incident_rules").fetchall() != [(rules(),)]:
        for name in DERIVED.split():
            db.execute(f"DROP TABLE IF EXISTS build.{name}")
        _keep_kinds(db)
        db.execute("DELETE FROM build.incident_rules")
        db.execute("INSERT INTO build.incident_rules VALUES (?)", [rules()])
    if not incident_mentions.gather(db):
        return
    incident_pairs.compare(db)
    db.execute(AFFECTED)
    db.execute(NUMBERED)
    db.execute(NUMBERED_PAIRS)
    db.execute(FORGET)
    _regroup(db)
    db.execute(RENEW)
    db.execute(INCIDENTS)
    db.execute(ALIASES)
    for name in PASSING.split():
        db.execute(f"DROP TABLE temp.{name}")


def _keep_kinds(db: duckdb.DuckDBPyConnection) -> None:
    """The types' file as a table, for the counting's SQL."""
    with given(db, kinds_read=types()):
        db.execute("CREATE OR REPLACE TABLE build.incident_kinds AS SELECT * FROM kinds_read")


def forget(db: duckdb.DuckDBPyConnection, articles: str) -> None:
    """Let the next `link` look again at the articles of a table or view, whose figures are no longer the same."""
    db.execute("CREATE SCHEMA IF NOT EXISTS build")
    db.execute(incident_mentions.PREPARE)
    db.execute(f"DELETE FROM build.incident_seen WHERE article_id IN (SELECT article_id FROM {articles})")


@functools.cache
def rules() -> str:
    """Changes whenever a rule does, so that everything is brought together anew."""
    files = [
        TYPES,
        *(pathlib.Path(str(module.__file__)) for module in (incident_mentions, incident_pairs, incident_groups)),
    ]
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()


def _regroup(db: duckdb.DuckDBPyConnection) -> None:
    """Put the affected mentions into `build.incident_members`, some components at a time."""
    component = _components(db)
    # whole components, until there are enough mentions
    frame = (
        pl.DataFrame({"rank": range(len(component)), "component": component}, schema_overrides=INTEGERS)
        .sort("component")
        .with_row_index("place")
        .with_columns(part=pl.col("place").first().over("component") // AT_ONCE)
    )
    with given(db, components=frame):
        for part in frame["part"].unique().sort():
            rows = db.execute(READ_MENTIONS, [part]).fetchall()
            pairs = db.execute(READ_PAIRS, [part]).fetchall()
            with given(db, regrouped=_grouped(rows, pairs)):
                db.execute("INSERT INTO build.incident_members BY NAME SELECT * FROM regrouped")


def _grouped(rows: list[tuple[Any, ...]], pairs: list[tuple[int, int, float]]) -> pl.DataFrame:
    """Whole components' mentions with their incidents."""
    given_out = {row[0] for row in rows if row[11]}
    known = {row[3]: row for row in rows}
    out = []
    for members in incident_groups.group((incident_groups.Mention(row[0], row[1], *row[3:11]) for row in rows), pairs):
        ids = [mention.mention_id for mention in members]
        # the id that was given out stays
        kept = next((name for name in ids if name in given_out), ids[0])
        # the first of a component names it
        out += [
            (row[1], row[2], row[0], kept, known[row[12]][0]) for row in (known[mention.rank] for mention in members)
        ]
    return pl.DataFrame(
        out,
        schema=dict.fromkeys(("article_id", "event_key", "own_incident_id", "incident_id", "component"), pl.String),
        orient="row",
    )


def _components(db: duckdb.DuckDBPyConnection) -> list[int]:
    """For each mention, by rank, the least rank of those that pairs hold together with it."""
    above = list(range(one_row(db.execute("SELECT count(*) FROM numbered"))[0]))

    def top(rank: int) -> int:
        while above[rank] != rank:
            above[rank] = above[above[rank]]
            rank = above[rank]
        return rank

    read = db.execute("SELECT one, other FROM numbered_pairs")
    while pairs := read.fetchmany(PAIRS_AT_ONCE):
        for one, other in pairs:
            a, b = sorted((top(one), top(other)))
            above[b] = a
    return [top(rank) for rank in above]
