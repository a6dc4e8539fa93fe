"""Which mentions could speak of one incident, and how much speaks for it.

Mentions that share a key are candidates. A key with few mentions compares all of them; one with many compares each with
the first and with those beside it, in an order that puts like beside like, so that ten thousand reports of one incident
cost tens of thousands of comparisons and not their square. What is compared depends on what lies under the key alone.

A pair's score adds points for type, days, region, numbers, names and sources (`POINTS`); `ENOUGH` of them make a pair.
"""

import duckdb

from warehouse.connection import given
from warehouse.incident_types import types

FEW = 16  # mentions under a key that are all compared with each other
BESIDE = 6  # else each is compared with so many before it
ENOUGH = 6.5
# What tells the parts of a city's surroundings from the city, in the names of provinces.
RING = r"\b(Rural|Greater|City|Metropolitan|Region|State of|Oblast|Province|District|Capital)\b|[^\p{L}]"

PREPARE = """
CREATE TABLE IF NOT EXISTS build.incident_pairs (mention_key UBIGINT, one VARCHAR, other VARCHAR, score DOUBLE);
"""

BEFORE = """
CREATE OR REPLACE TEMP TABLE pairs_before AS
SELECT DISTINCT one, other, score FROM build.incident_pairs SEMI JOIN touched_keys USING (mention_key);
DELETE FROM build.incident_pairs WHERE mention_key IN (SELECT mention_key FROM touched_keys);
"""

CANDIDATES = """
CREATE OR REPLACE TEMP TABLE candidates AS
WITH members AS (
    SELECT
        keys.mention_key, mention_id,
        row_number() OVER place AS place, first_value(mention_id) OVER place AS first_id,
        count(*) OVER (PARTITION BY keys.mention_key) AS size
    FROM build.incident_keys AS keys SEMI JOIN touched_keys USING (mention_key)
    JOIN build.incident_mentions USING (mention_id)
    WINDOW place AS (PARTITION BY keys.mention_key ORDER BY
        earliest NULLS LAST, region_path NULLS LAST, published_at NULLS LAST, article_id, event_key)
),
-- by place rather than by a comparison of places: that would be the square before it is cut down
looks AS (
    SELECT mention_key, mention_id, place,
        unnest(range(1, least(place, CASE WHEN size > $few THEN $beside ELSE $few END + 1))) AS back
    FROM members WHERE size > 1
),
pairs AS (
    SELECT looks.mention_key, looks.mention_id AS one, members.mention_id AS other
    FROM looks JOIN members ON members.mention_key = looks.mention_key AND members.place = looks.place - looks.back
    UNION
    SELECT mention_key, first_id, mention_id FROM members WHERE size > $few AND first_id <> mention_id
)
SELECT mention_key, least(one, other) AS one, greatest(one, other) AS other FROM pairs
"""

# Null where the two cannot be one. Days lie apart as far as their nearest ends do.
POINTS = """
CREATE OR REPLACE TEMP TABLE scored AS
WITH distinct_pairs AS (SELECT DISTINCT one, other FROM candidates),
compared AS (
    SELECT
        -- no condition of the join, or every mention of a country is joined with every other before the pairs are
        one, other, a.country = b.country AS one_country,
        a.event_type AS type_a, b.event_type AS type_b, a.family AS family_a, b.family AS family_b,
        a.is_dated AND a.latest - a.earliest <= 2 AS sharp_a, b.is_dated AND b.latest - b.earliest <= 2 AS sharp_b,
        a.is_dated AS dated_a, b.is_dated AS dated_b,
        greatest(0, a.earliest - b.latest, b.earliest - a.latest) AS gap,
        abs(a.published_at::DATE - b.published_at::DATE) AS apart,
        least(coalesce(kind_a.gap_days, kind_b.gap_days, 2), coalesce(kind_b.gap_days, kind_a.gap_days, 2)) AS gap_days,
        coalesce(kind_a.spreads, kind_b.spreads, false) AS spreads,
        contains(a.region_path, ' / ') AND a.region_path = b.region_path AS same_region,
        split_part(a.region_path, ' / ', 3) = '' AND a.division IS NOT NULL AS is_wide,
        contains(a.region_path, ' / ') AND contains(b.region_path, ' / ')
            AND (starts_with(a.region_path, b.region_path || ' / ')
                OR starts_with(b.region_path, a.region_path || ' / ')) AS one_branch,
        list_has_any(a.regions, b.regions) AS shared_region,
        -- a city and the belt around it, `Damascus` and `Rural Damascus`: who tells of the city may mean either
        a.division <> b.division
            AND regexp_replace(a.division, $ring, '', 'g') = regexp_replace(b.division, $ring, '', 'g')
            AND '' IN (split_part(a.region_path, ' / ', 3), split_part(b.region_path, ' / ', 3)) AS in_ring,
        a.division <> b.division AS apart_in_country,
        list_contains(text_a.names, string_split(b.region_path, ' / ')[-1])
            OR list_contains(text_b.names, string_split(a.region_path, ' / ')[-1]) AS told_there,
        contains(a.region_path, ' / ') AND contains(b.region_path, ' / ') AS both_placed,
        list_intersect(a.numbers, b.numbers) AS numbers,
        len(list_intersect(a.names, b.names)) AS names,
        -- likeness of the texts speaks for what both are about, and for what both mention
        CASE WHEN a.article_id <> b.article_id AND a.is_main = b.is_main
            THEN len(list_intersect(text_a.names, text_b.names)) END AS text_names,
        list_has_any(a.sources, b.sources) AS shared_source,
        a.article_id <> b.article_id AND (a.uri = b.uri
            OR a.original IN (b.original, b.article_id) OR b.original = a.article_id) AS copies,
        a.article_id = b.article_id AS one_article, a.has_own_date AND b.has_own_date AS both_have_dates
    FROM distinct_pairs
    JOIN build.incident_mentions AS a ON a.mention_id = one
    JOIN build.incident_mentions AS b ON b.mention_id = other
    LEFT JOIN build.incident_texts AS text_a ON text_a.article_id = a.article_id
    LEFT JOIN build.incident_texts AS text_b ON text_b.article_id = b.article_id
    LEFT JOIN incident_types AS kind_a ON kind_a.event_type = a.event_type
    LEFT JOIN incident_types AS kind_b ON kind_b.event_type = b.event_type
),
points AS (
    SELECT one, other, copies, one_article, both_have_dates,
        CASE
            WHEN NOT one_country OR family_a <> family_b THEN NULL
            WHEN (type_a = 'aftershock') <> (type_b = 'aftershock') THEN NULL
            WHEN type_a = type_b THEN 2
            WHEN type_a IS NULL OR type_b IS NULL THEN 0.5
            -- an attack is every kind of it; a blast is what is left of a bombing
            WHEN 'attack' IN (type_a, type_b) THEN 1
            WHEN type_a IN ('bombing', 'explosion') AND type_b IN ('bombing', 'explosion') THEN 1
            WHEN family_a <> 'violence' THEN 1
            ELSE 0
        END AS of_type,
        CASE
            WHEN gap > gap_days THEN NULL
            WHEN sharp_a AND sharp_b THEN CASE
                WHEN gap = 0 THEN 3
                WHEN gap_days > 3 THEN CASE WHEN gap <= 7 THEN 2 ELSE 1.5 END
                WHEN gap = 1 THEN 0.5
                ELSE -0.5 END
            WHEN dated_a AND dated_b THEN CASE WHEN gap = 0 THEN 1 ELSE 0 END
            WHEN dated_a OR dated_b THEN CASE WHEN gap = 0 THEN 1.5 ELSE 0.5 END
            WHEN apart <= 1 THEN 1.5
            WHEN apart <= 3 THEN 1
            ELSE 0.5
        END AS of_days,
        CASE
            -- a province is wide: much happens in it on a day
            WHEN same_region THEN CASE WHEN is_wide AND NOT spreads THEN 2.5 ELSE 3 END
            WHEN one_branch OR in_ring THEN 2.5
            WHEN shared_region THEN 2
            WHEN spreads THEN 1
            WHEN apart_in_country THEN -3
            -- the one is known from its text alone, and the other's text speaks of it
            WHEN told_there THEN 1
            WHEN both_placed THEN -0.5
            ELSE 0
        END AS of_region,
        -- a number that nobody rounds is seldom met twice
        least(3, coalesce(list_sum(list_transform(numbers, lambda number:
            CASE WHEN split_part(number, ':', 2)::BIGINT >= 10 AND split_part(number, ':', 2)::BIGINT % 50 <> 0
                THEN 1.5 ELSE 0.5 END)), 0)) AS of_numbers,
        least(2, 0.5 * names) + least(2.5, 0.4 * greatest(0, coalesce(text_names, 0) - 1)) AS of_names,
        CASE WHEN shared_source THEN 0.5 ELSE 0 END AS of_source
    FROM compared
)
SELECT one, other, of_type + of_days + of_region + of_numbers + of_names + of_source
    + CASE WHEN copies AND of_numbers > 0 THEN 3 ELSE 0 END
    + CASE WHEN one_article THEN 2 ELSE 0 END AS score
FROM points
-- one article keeps its events apart, unless it does not say when one of them was
WHERE NOT (one_article AND (both_have_dates OR of_region < 0))
"""

STORE = """
INSERT INTO build.incident_pairs
SELECT mention_key, one, other, score FROM candidates JOIN scored USING (one, other) WHERE score >= $enough;
CREATE OR REPLACE TEMP TABLE changed_mentions AS
WITH pairs_after AS (
    SELECT DISTINCT one, other, score FROM build.incident_pairs SEMI JOIN touched_keys USING (mention_key)
),
changed AS (
    (FROM pairs_before EXCEPT FROM pairs_after) UNION ALL (FROM pairs_after EXCEPT FROM pairs_before)
)
SELECT one AS mention_id FROM changed UNION SELECT other FROM changed UNION SELECT mention_id FROM touched_mentions;
DROP TABLE pairs_before;
DROP TABLE candidates;
DROP TABLE scored;
"""


def compare(db: duckdb.DuckDBPyConnection) -> None:
    """Compare the mentions under `touched_keys` anew; leaves `changed_mentions`, whose pairs are no longer the same."""
    db.execute(PREPARE)
    db.execute(BEFORE)
    db.execute(CANDIDATES, {"few": FEW, "beside": BESIDE})
    with given(db, incident_types=types()):
        db.execute(POINTS, {"ring": RING})
    statements = [part for part in STORE.split(";\n") if part.strip()]
    db.execute(statements[0], {"enough": ENOUGH})
    for statement in statements[1:]:
        db.execute(statement)
