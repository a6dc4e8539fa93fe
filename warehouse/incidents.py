"""Incidents: the datable events that figures belong to.

`build.incident_members` says to which incident each event of each article belongs; `reported_figures.incident_id` and
the incident models read it. An event of one article is one incident, named after both; a step that finds events of
several articles to be one sets the later incident's `merged_into` in `ALIASES`, and everything else follows.
"""

import duckdb

ALIASES = "CREATE TABLE IF NOT EXISTS build.incident_aliases (incident_id VARCHAR, merged_into VARCHAR)"

MEMBERS = """
CREATE OR REPLACE TABLE build.incident_members AS
WITH events AS (
    SELECT DISTINCT article_id, event_key, 'i' || md5(article_id || '|' || event_key)[:16] AS own_incident_id
    FROM figures WHERE event_key IS NOT NULL
)
SELECT article_id, event_key, own_incident_id, coalesce(aliases.merged_into, own_incident_id) AS incident_id
FROM events LEFT JOIN build.incident_aliases AS aliases ON aliases.incident_id = events.own_incident_id
"""

INCIDENTS = """
INSERT INTO incidents BY NAME
WITH reports AS (
    SELECT members.*, figures.event_type, figures.event_start, figures.event_end, figures.event_region_id,
        figures.event_country_code, figures.event_place, figures.source_id, articles.publisher, articles.published_at
    FROM build.incident_members AS members
    JOIN figures USING (article_id, event_key)
    JOIN articles USING (article_id)
),
gathered AS (
    SELECT
        incident_id,
        first(event_type ORDER BY published_at NULLS LAST, article_id)
            FILTER (WHERE event_type IS NOT NULL) AS incident_type,
        first(event_place ORDER BY published_at NULLS LAST, article_id)
            FILTER (WHERE event_place IS NOT NULL) AS place,
        first(event_country_code ORDER BY published_at NULLS LAST, article_id)
            FILTER (WHERE event_country_code IS NOT NULL) AS country_code,
        first(event_region_id ORDER BY published_at NULLS LAST, article_id)
            FILTER (WHERE event_region_id IS NOT NULL) AS region_id,
        min(event_start) AS started_on, max(event_end) AS ended_on,
        min(published_at) AS first_published_at, max(published_at) AS last_published_at,
        count(DISTINCT article_id) AS articles, count(DISTINCT publisher) AS publishers,
        count(DISTINCT source_id) AS sources
    FROM reports GROUP BY incident_id
)
SELECT
    gathered.* EXCLUDE (place),
    concat_ws(', ', coalesce(replace(incident_type, '_', ' '), 'event'),
        coalesce(regions.region_name, place, gathered.country_code),
        strftime(started_on, '%-d %B %Y')) AS label,
    regions.region_path, NULL AS merged_into
FROM gathered LEFT JOIN regions USING (region_id)
UNION ALL BY NAME
-- an id that was given out once leads on for ever
SELECT DISTINCT members.own_incident_id AS incident_id, 'merged' AS label, 0 AS articles, 0 AS publishers, 0 AS sources,
    members.incident_id AS merged_into
FROM build.incident_members AS members WHERE members.own_incident_id <> members.incident_id
"""


def link(db: duckdb.DuckDBPyConnection) -> None:
    """Make `incidents` and `build.incident_members` from the figures' events; to be called within a transaction."""
    db.execute("CREATE SCHEMA IF NOT EXISTS build")
    db.execute(ALIASES)
    db.execute(MEMBERS)
    db.execute("DELETE FROM incidents")
    db.execute(INCIDENTS)
