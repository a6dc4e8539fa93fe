"""What each article tells of an event, in the terms by which events of different articles are compared.

A mention is one event of one article. It is kept in `build.incident_mentions` until its article is read again, and in
`build.incident_keys` under each key by which another mention could be of the same incident: country, family of types,
cell of days, and a region or a number. All of a mention comes from its own article, so that it does not depend on what
else is in the warehouse.
"""

import duckdb
import polars as pl

from warehouse.connection import given, one_row
from warehouse.incident_types import types

CELL_DAYS = 4  # of sudden events; others take their gap
MOST_CELLS = 12
MOST_REGIONS = 12
MOST_NUMBERS = 5
MOST_NAMES = 30
MOST_CHARS = 20_000
AT_ONCE = 50_000  # articles: what bounds the memory, and nothing else

PREPARE = """
CREATE TABLE IF NOT EXISTS build.incident_seen (article_id VARCHAR, original VARCHAR);
CREATE TABLE IF NOT EXISTS build.incident_mentions (
    mention_id VARCHAR, article_id VARCHAR, event_key VARCHAR, event_type VARCHAR, family VARCHAR, country VARCHAR,
    region_id VARCHAR, region_path VARCHAR, division VARCHAR, earliest DATE, latest DATE, is_dated BOOLEAN,
    is_main BOOLEAN, published_at TIMESTAMP, original VARCHAR, uri VARCHAR,
    regions VARCHAR[], numbers VARCHAR[], names VARCHAR[], sources VARCHAR[],
    is_incident BOOLEAN);
CREATE TABLE IF NOT EXISTS build.incident_texts (article_id VARCHAR, names VARCHAR[]);
CREATE TABLE IF NOT EXISTS build.incident_keys (mention_key UBIGINT, mention_id VARCHAR);
"""

# New, read anew, turned out to be a copy (or no longer one), or in a region whose path was not known before.
FRESH = """
CREATE OR REPLACE TEMP TABLE all_fresh AS
WITH found AS (
    SELECT articles.article_id, coalesce(articles.duplicate_of_article_id, articles.article_id) AS original
    FROM articles LEFT JOIN build.incident_seen AS seen USING (article_id)
    WHERE seen.article_id IS NULL OR seen.original <> coalesce(articles.duplicate_of_article_id, articles.article_id)
    UNION
    SELECT articles.article_id, coalesce(articles.duplicate_of_article_id, articles.article_id)
    FROM articles SEMI JOIN (
        SELECT article_id FROM build.incident_mentions AS mentions SEMI JOIN regions USING (region_id)
        WHERE mentions.region_path IS NULL) AS placed USING (article_id)
)
SELECT *, (row_number() OVER () - 1) // $at_once AS portion FROM found
"""

FORGET = """
CREATE OR REPLACE TEMP TABLE touched_mentions AS
SELECT mention_id FROM build.incident_mentions SEMI JOIN all_fresh USING (article_id);
CREATE OR REPLACE TEMP TABLE touched_keys AS
SELECT DISTINCT mention_key FROM build.incident_keys SEMI JOIN touched_mentions USING (mention_id);
DELETE FROM build.incident_keys WHERE mention_id IN (SELECT mention_id FROM touched_mentions);
DELETE FROM build.incident_mentions WHERE mention_id IN (SELECT mention_id FROM touched_mentions);
DELETE FROM build.incident_seen WHERE article_id IN (SELECT article_id FROM all_fresh);
DELETE FROM build.incident_texts WHERE article_id IN (SELECT article_id FROM all_fresh);
INSERT INTO build.incident_seen SELECT article_id, original FROM all_fresh;
"""

PORTION = "CREATE OR REPLACE TEMP TABLE fresh AS SELECT article_id, original FROM all_fresh WHERE portion = ?"

# A name is a capitalised word inside a sentence; those of months, days, sources' kinds and the country tell nothing.
MENTIONS = """
CREATE OR REPLACE TEMP TABLE fresh_mentions AS
WITH told AS (
    SELECT figures.*, articles.published_at, fresh.original, articles.uri, articles.title,
        list_distinct(regexp_extract_all(sentence, '[ (“"‘]([A-Z]\\p{Ll}{3,})', 1)) AS names
    FROM figures JOIN fresh USING (article_id) JOIN articles USING (article_id) WHERE event_key IS NOT NULL
),
gathered AS (
    SELECT
        article_id, event_key, max(event_type) AS event_type, max(original) AS original, max(uri) AS uri,
        max(event_country_code) AS country, max(event_region_id) AS region_id,
        coalesce(max(event_start), min(period_start) FILTER (WHERE period_precision = 'day')) AS starts,
        coalesce(max(event_end), max(event_start),
            max(period_end) FILTER (WHERE period_precision = 'day')) AS ends,
        count(*) AS figures, min(start_char) AS first_char,
        max(published_at) AS published_at,
        list_sort(list_distinct(list(told.region_path) FILTER (WHERE contains(told.region_path, ' / ')))) AS regions,
        list_sort(list_distinct(list(measure || ':' || coalesce(value_best, value_low, value_high)::BIGINT)
            FILTER (WHERE qualifier <> 'vague'))) AS numbers,
        list_sort(list_distinct(flatten(list(names) FILTER (WHERE sentence <> coalesce(title, ''))))) AS names,
        list_sort(list_distinct(list(source_id) FILTER (WHERE source_id IS NOT NULL))) AS sources
    FROM told GROUP BY article_id, event_key
),
placed AS (
    SELECT gathered.*, regions.region_path,
        -- the first step below the country, unless the place is known from its text alone
        CASE WHEN regions.depth > 1 OR regions.depth = 1 AND NOT regexp_matches(gathered.region_id, '/|^area:')
            THEN split_part(regions.region_path, ' / ', 2) END AS division,
        coalesce(lower(left(split_part(coalesce(regions.region_path, gathered.regions[1]), ' / ', 1), 4)), '-') AS own
    FROM gathered LEFT JOIN regions USING (region_id)
)
SELECT
    'i' || md5(article_id || '|' || event_key)[:16] AS mention_id, article_id, event_key, event_type, kinds.family,
    coalesce(country, '') AS country, region_id, region_path, division,
    coalesce(starts, (published_at - INTERVAL 3 DAY)::DATE) AS earliest,
    coalesce(ends, starts, published_at::DATE) AS latest, starts IS NOT NULL AS is_dated,
    row_number() OVER (PARTITION BY article_id ORDER BY figures DESC, first_char) = 1 AS is_main,
    published_at, original, uri, coalesce(regions, []) AS regions, coalesce(numbers, []) AS numbers,
    list_filter(coalesce(names, []), lambda name: NOT starts_with(lower(name), own)
        AND NOT list_contains($stop_words, name)) AS names,
    coalesce(sources, []) AS sources,
    -- a year's sum belongs to no event of a day
    coalesce(ends - starts, 0) <= coalesce(kinds.longest_days, $longest_days) AS is_incident
FROM placed LEFT JOIN incident_types AS kinds USING (event_type)
"""

# The names that a text speaks of most: what two reports of one thing share, whatever they call it.
TEXTS = """
INSERT INTO build.incident_texts
WITH owned AS (
    SELECT article_id, min(lower(left(split_part(region_path, ' / ', 1), 4))) AS own
    FROM fresh_mentions GROUP BY article_id
),
names AS (
    SELECT article_id, own, unnest(regexp_extract_all(left(body, $most_chars), '[ (“"‘]([A-Z]\\p{Ll}{3,})', 1)) AS name
    FROM articles JOIN owned USING (article_id)
),
counted AS (
    SELECT article_id, name, count(*) AS times FROM names
    WHERE NOT list_contains($stop_words, name) AND NOT starts_with(lower(name), coalesce(own, '-'))
    GROUP BY article_id, name
)
SELECT article_id, list(name ORDER BY times DESC, name)[:$most_names] FROM counted GROUP BY article_id
"""

# A key's number begins with its time, in steps of 64 days: what could be of one incident lies together, and what a day
# touches lies together too. Keys without a time come first.
KEYS = """
CREATE OR REPLACE TEMP TABLE fresh_keys AS
WITH families AS (
    SELECT family, max(gap_days) AS gap_days FROM incident_types GROUP BY family
),
celled AS (
    SELECT mentions.*, families.family AS of_family,
        greatest(families.gap_days, $cell_days) AS width,
        (earliest - DATE '1900-01-01') // greatest(families.gap_days, $cell_days) AS first_cell,
        (latest - DATE '1900-01-01') // greatest(families.gap_days, $cell_days) AS last_cell
    FROM fresh_mentions AS mentions
    -- where the type is not known, it could be any
    JOIN families ON families.family = mentions.family OR mentions.family IS NULL
    WHERE mentions.is_incident
),
cells AS (
    SELECT *, unnest(CASE
        WHEN first_cell IS NULL THEN ['never']
        WHEN last_cell - first_cell > $most_cells THEN ['year ' || year(earliest)]
        -- the next one too, so that neighbours meet in one of them
        ELSE list_transform(range(first_cell, last_cell + 2), lambda cell: cell::VARCHAR) END) AS cell
    FROM celled
)
SELECT DISTINCT (greatest(0, coalesce(try_cast(cell AS BIGINT) * width, 0) // 64)::UBIGINT << 48)
    | (md5_number_lower(concat_ws('|', of_family, country, cell, what)) >> 16) AS mention_key, mention_id
FROM (
    SELECT mention_id, of_family, country, cell, width, unnest(list_concat(
        [''],
        list_transform(list_distinct(list_filter([division], lambda d: d IS NOT NULL)), lambda d: 'in ' || d),
        list_transform(regions[:$most_regions], lambda path: 'at ' || path),
        list_transform(numbers[:$most_numbers], lambda number: 'of ' || number))) AS what
    FROM cells)
UNION
SELECT md5_number_lower(unnest(['copy of ' || original, 'copy of ' || article_id, 'revision of ' || uri])) >> 16,
    mention_id
FROM fresh_mentions WHERE is_incident
"""

STORE = """
INSERT INTO build.incident_mentions BY NAME SELECT * FROM fresh_mentions;
INSERT INTO build.incident_keys SELECT * FROM fresh_keys;
INSERT INTO touched_keys SELECT DISTINCT mention_key FROM fresh_keys;
INSERT INTO touched_mentions SELECT mention_id FROM fresh_mentions;
DROP TABLE fresh_mentions;
DROP TABLE fresh_keys;
"""

STOP_WORDS = (
    "January February March April June July August September October November December Monday Tuesday Wednesday "
    "Thursday Friday Saturday Sunday Ministry Minister President Police Army Government State States United Nations "
    "Human Rights Observatory General Health Department Council International National News Agency Reuters Xinhua "
    "Agence France Presse Associated Press Internet Islamic North South East West Northern Southern Eastern Western "
    "Central Three Four Five Seven Eight Nine They There This That These Those When While After Before According"
).split()


def gather(db: duckdb.DuckDBPyConnection) -> bool:
    """Bring the mentions of new and changed articles up to date; whether there were any.

    Leaves the temporary tables `touched_keys` and `touched_mentions`.
    """
    db.execute(PREPARE)
    db.execute(FRESH, {"at_once": AT_ONCE})
    db.execute(FORGET)
    kinds = types()
    longest = int(kinds.filter(pl.col("family") == "violence")["longest_days"].max())  # type: ignore[arg-type]  # there are some
    portions = one_row(db.execute("SELECT count(DISTINCT portion) FROM all_fresh"))[0]
    with given(db, incident_types=kinds):
        for portion in range(portions):
            db.execute(PORTION, [portion])
            db.execute(MENTIONS, {"stop_words": STOP_WORDS, "longest_days": longest})
            db.execute(TEXTS, {"stop_words": STOP_WORDS, "most_names": MOST_NAMES, "most_chars": MOST_CHARS})
            db.execute(
                KEYS,
                {
                    "cell_days": CELL_DAYS,
                    "most_cells": MOST_CELLS,
                    "most_regions": MOST_REGIONS,
                    "most_numbers": MOST_NUMBERS,
                },
            )
            db.execute(STORE)
    db.execute("DROP TABLE IF EXISTS temp.fresh")
    db.execute("DROP TABLE temp.all_fresh")
    return bool(db.execute("SELECT 1 FROM touched_mentions LIMIT 1").fetchall())
