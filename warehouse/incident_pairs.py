"""Which mentions could speak of one incident, and how much speaks for it.

Mentions that share a key are candidates. A key with few mentions compares all of them; one with many compares each with
the first and with those beside it, in an order that puts like beside like, so that ten thousand reports of one incident
cost tens of thousands of comparisons and not their square. What is compared depends on what lies under the key alone.

A pair's score adds points for type, days, region, numbers, names and sources (`POINTS`); `ENOUGH` of them make a pair.

Keys are numbered by time, and compared a stretch of them after another: what is held in memory goes by the stretch. A
pair that meets in two stretches is scored twice, to the same.
"""

import itertools

import duckdb

from warehouse.connection import given
from warehouse.incident_types import types

FEW = 16  # mentions under a key that are all compared with each other
BESIDE = 6  # else each is compared with so many before it
ENOUGH = 6.5
AT_ONCE = 1_000_000  # mentions under the keys of a stretch: some hundreds of megabytes
LAST_KEY = 2**64 - 1
# What tells the parts of a city's surroundings from the city, in the names of provinces.
RING = r"\b(Rural|Greater|City|Metropolitan|Region|State of|Oblast|Province|District|Capital)\b|[^\p{L}]"

PREPARE = """
CREATE TABLE IF NOT EXISTS build.incident_pairs (mention_key UBIGINT, one VARCHAR, other VARCHAR, score DOUBLE);
"""

# Where each stretch of touched keys ends.
ENDS = """
WITH held AS (
    SELECT mention_key, count(*) AS mentions FROM build.incident_keys SEMI JOIN touched_keys USING (mention_key)
    GROUP BY mention_key
),
counted AS (
    SELECT mention_key, sum(mentions) OVER (ORDER BY mention_key) // $at_once AS stretch FROM held
)
SELECT max(mention_key) FROM counted GROUP BY stretch ORDER BY 1
"""

STRETCH = """
CREATE OR REPLACE TEMP TABLE stretch AS
SELECT DISTINCT mention_key FROM touched_keys WHERE mention_key BETWEEN $first AND $last
"""

BEFORE = """
CREATE OR REPLACE TEMP TABLE pairs_before AS
SELECT DISTINCT one, other, score FROM build.incident_pairs SEMI JOIN stretch USING (mention_key);
DELETE FROM build.incident_pairs WHERE mention_key IN (SELECT mention_key FROM stretch);
CREATE OR REPLACE TEMP TABLE stretch_keys AS
SELECT mention_key, mention_id FROM build.incident_keys SEMI JOIN stretch USING (mention_key)
QUALIFY count(*) OVER (PARTITION BY mention_key) > 1;
"""

# By number rather than by id, which is long; like lies beside like by `place`.
TOLD = """
CREATE OR REPLACE TEMP TABLE told AS
SELECT
    mentions.*, texts.names AS text_names, kinds.gap_days AS own_gap_days, kinds.spreads AS own_spreads,
    regexp_replace(division, $ring, '', 'g') AS division_alone,
    row_number() OVER (ORDER BY mention_id)::INTEGER AS number,
    row_number() OVER (ORDER BY
        earliest NULLS LAST, region_path NULLS LAST, published_at NULLS LAST, article_id, event_key)::INTEGER AS place
FROM build.incident_mentions AS mentions SEMI JOIN stretch_keys USING (mention_id)
LEFT JOIN build.incident_texts AS texts USING (article_id)
LEFT JOIN incident_types AS kinds USING (event_type)
"""

CANDIDATES = f"""
CREATE OR REPLACE TEMP TABLE candidates AS
WITH members AS (
    SELECT
        mention_key, number, first_value(number) OVER beside AS first_number,
        list(number) OVER (beside ROWS BETWEEN {FEW - 1} PRECEDING AND 1 PRECEDING) AS before,
        count(*) OVER (PARTITION BY mention_key) AS size
    FROM stretch_keys JOIN (SELECT mention_id, number, place FROM told) USING (mention_id)
    WINDOW beside AS (PARTITION BY mention_key ORDER BY place)
),
pairs AS (
    SELECT mention_key, number AS one, unnest(CASE WHEN size > {FEW}
        THEN list_distinct(list_append(before[-{BESIDE}:], first_number)) ELSE before END) AS other
    FROM members WHERE number <> first_number
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
        one, other, a.mention_id AS one_id, b.mention_id AS other_id, a.country = b.country AS one_country,
        a.event_type AS type_a, b.event_type AS type_b, a.family AS family_a, b.family AS family_b,
        a.is_dated AND a.latest - a.earliest <= 2 AS sharp_a, b.is_dated AND b.latest - b.earliest <= 2 AS sharp_b,
        a.is_dated AS dated_a, b.is_dated AS dated_b,
        greatest(0, a.earliest - b.latest, b.earliest - a.latest) AS gap,
        abs(a.published_at::DATE - b.published_at::DATE) AS apart,
        least(coalesce(a.own_gap_days, b.own_gap_days, 2), coalesce(b.own_gap_days, a.own_gap_days, 2)) AS gap_days,
        coalesce(a.own_spreads, b.own_spreads, false) AS spreads,
        contains(a.region_path, ' / ') AND a.region_path = b.region_path AS same_region,
        split_part(a.region_path, ' / ', 3) = '' AND a.division IS NOT NULL AS is_wide,
        contains(a.region_path, ' / ') AND contains(b.region_path, ' / ')
            AND (starts_with(a.region_path, b.region_path || ' / ')
                OR starts_with(b.region_path, a.region_path || ' / ')) AS one_branch,
        list_has_any(a.regions, b.regions) AS shared_region,
        -- a city and the belt around it, `Damascus` and `Rural Damascus`: who tells of the city may mean either
        a.division <> b.division
            AND a.division_alone = b.division_alone
            AND '' IN (split_part(a.region_path, ' / ', 3), split_part(b.region_path, ' / ', 3)) AS in_ring,
        a.division <> b.division AS apart_in_country,
        list_contains(a.text_names, string_split(b.region_path, ' / ')[-1])
            OR list_contains(b.text_names, string_split(a.region_path, ' / ')[-1]) AS told_there,
        contains(a.region_path, ' / ') AND contains(b.region_path, ' / ') AS both_placed,
        list_intersect(a.numbers, b.numbers) AS numbers,
        len(list_intersect(a.names, b.names)) AS names,
        -- likeness of the texts speaks for what both are about, and for what both mention
        CASE WHEN a.is_main = b.is_main THEN len(list_intersect(a.text_names, b.text_names)) END AS text_names,
        list_has_any(a.sources, b.sources) AS shared_source,
        a.uri = b.uri OR a.original IN (b.original, b.article_id) OR b.original = a.article_id AS copies
    FROM distinct_pairs
    JOIN told AS a ON a.number = one
    JOIN told AS b ON b.number = other
    -- before the lists are compared, which takes longest; one article keeps its events apart, as the engine has
    -- joined what it tells twice. In one expression: the latter by itself would be taken for a condition of a join, of
    -- every mention with every other
    WHERE CASE WHEN a.article_id = b.article_id THEN false ELSE coalesce(gap <= gap_days, true) END
),
points AS (
    SELECT one, other, one_id, other_id, copies,
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
SELECT one, other, one_id, other_id, of_type + of_days + of_region + of_numbers + of_names + of_source
    + CASE WHEN copies AND of_numbers > 0 THEN 3 ELSE 0 END AS score
FROM points
WHERE score >= $enough
"""

STORE = """
INSERT INTO build.incident_pairs
SELECT mention_key, one_id, other_id, score FROM candidates JOIN scored USING (one, other);
INSERT INTO changed_mentions
WITH pairs_after AS (
    SELECT DISTINCT one_id AS one, other_id AS other, score FROM scored
),
changed AS (
    (FROM pairs_before EXCEPT FROM pairs_after) UNION ALL (FROM pairs_after EXCEPT FROM pairs_before)
)
SELECT one FROM changed UNION SELECT other FROM changed
"""


def compare(db: duckdb.DuckDBPyConnection) -> None:
    """Compare the mentions under `touched_keys` anew; leaves `changed_mentions`, whose pairs are no longer the same."""
    db.execute(PREPARE)
    db.execute("CREATE OR REPLACE TEMP TABLE changed_mentions AS SELECT DISTINCT mention_id FROM touched_mentions")
    ends = [row[0] for row in db.execute(ENDS, {"at_once": AT_ONCE}).fetchall()]
    # keys that nothing lies under any more are beyond the last end too
    with given(db, incident_types=types()):
        for before, last in itertools.pairwise([-1, *ends[:-1], LAST_KEY]):
            db.execute(STRETCH, {"first": before + 1, "last": last})
            db.execute(BEFORE)
            db.execute(TOLD, {"ring": RING})
            db.execute(CANDIDATES)
            db.execute(POINTS, {"enough": ENOUGH})
            db.execute(STORE)
    for name in ("stretch", "stretch_keys", "pairs_before", "told", "candidates", "scored"):
        db.execute(f"DROP TABLE temp.{name}")
