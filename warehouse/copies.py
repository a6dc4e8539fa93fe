"""Near-copies across runs: which articles are copies of which, whatever the order they came in.

Articles that share a band of their signatures are candidates. Within such a bucket each is compared with the earliest
and with the one before it, so that ten thousand copies of one article cost ten thousand comparisons and not their
square. What is compared depends on what lies in the bucket alone, so the outcome depends on the articles, not on the
order or the batches in which they came; and a build looks only at the buckets that its new articles fall into.
"""

import duckdb
import polars as pl

from warehouse.connection import given, one_row

PAIRS_AT_ONCE = 20_000

PREPARE = """
CREATE SCHEMA IF NOT EXISTS build;
CREATE TABLE IF NOT EXISTS build.copy_seen (article_id VARCHAR);
CREATE TABLE IF NOT EXISTS build.copy_candidates (band INTEGER, band_hash BIGINT, one VARCHAR, other VARCHAR);
CREATE TABLE IF NOT EXISTS build.copy_checks (one VARCHAR, other VARCHAR, is_copy BOOLEAN);
"""

TOUCHED = """
CREATE OR REPLACE TEMP TABLE touched AS
WITH fresh AS (
    SELECT DISTINCT band, band_hash FROM article_bands ANTI JOIN build.copy_seen USING (article_id)
)
SELECT band, band_hash FROM article_bands SEMI JOIN fresh USING (band, band_hash)
GROUP BY band, band_hash HAVING count(*) > 1
"""

FORGET = """
DELETE FROM build.copy_candidates WHERE (band, band_hash) IN (SELECT (band, band_hash) FROM touched)
"""

CANDIDATES = """
INSERT INTO build.copy_candidates
WITH members AS (
    SELECT band, band_hash, article_id, uri,
        first_value((article_id, uri)) OVER bucket AS earliest, lag((article_id, uri)) OVER bucket AS before
    FROM article_bands SEMI JOIN touched USING (band, band_hash) JOIN articles USING (article_id)
    WINDOW bucket AS (PARTITION BY band, band_hash ORDER BY published_at NULLS LAST, article_id)
),
pairs AS (
    SELECT band, band_hash, article_id, uri, unnest([earliest, before]) AS near FROM members
)
SELECT DISTINCT band, band_hash, least(article_id, near[1]), greatest(article_id, near[1])
FROM pairs
-- two revisions of one uri are no copies of each other
WHERE near IS NOT NULL AND near[1] <> article_id AND near[2] <> uri
"""

UNCHECKED = """
SELECT one, other FROM build.copy_candidates ANTI JOIN build.copy_checks USING (one, other) GROUP BY one, other
"""

LINKS = """
CREATE OR REPLACE TEMP TABLE links AS
WITH found AS (
    SELECT DISTINCT one, other FROM build.copy_candidates JOIN build.copy_checks USING (one, other) WHERE is_copy
)
SELECT one, other FROM found UNION ALL SELECT other, one FROM found
"""

GROUPS = "CREATE OR REPLACE TEMP TABLE groups AS SELECT DISTINCT one AS article_id, one AS label FROM links"

# each article takes the least label around it, then that label's own
SPREAD = """
CREATE OR REPLACE TEMP TABLE spread AS
WITH nearest AS (
    SELECT links.one AS article_id, min(groups.label) AS label
    FROM links JOIN groups ON groups.article_id = links.other GROUP BY links.one
),
lower AS (
    SELECT groups.article_id, least(groups.label, nearest.label) AS label FROM groups JOIN nearest USING (article_id)
)
SELECT lower.article_id, least(lower.label, further.label) AS label
FROM lower JOIN lower AS further ON further.article_id = lower.label
"""

CHANGED = "SELECT count(*) FROM spread JOIN groups USING (article_id) WHERE spread.label <> groups.label"

# the original is the earliest that no later revision has replaced
MARK = """
UPDATE articles SET duplicate_of_article_id = marked.original
FROM (
    WITH standing AS (
        SELECT article_id, uri, published_at, revision < max(revision) OVER (PARTITION BY uri) AS superseded
        FROM articles
    ),
    originals AS (
        SELECT label, first(article_id ORDER BY superseded, published_at NULLS LAST, article_id) AS original
        FROM groups JOIN standing USING (article_id) GROUP BY label
    )
    SELECT articles.article_id,
        CASE WHEN original.article_id <> articles.article_id AND original.uri <> articles.uri
            THEN original.article_id END AS original
    FROM articles
    LEFT JOIN groups USING (article_id)
    LEFT JOIN originals USING (label)
    LEFT JOIN standing AS original ON original.article_id = originals.original
    WHERE groups.article_id IS NOT NULL OR articles.duplicate_of_article_id IS NOT NULL
) AS marked
WHERE marked.article_id = articles.article_id AND marked.original IS DISTINCT FROM articles.duplicate_of_article_id
"""

REMEMBER = """
INSERT INTO build.copy_seen SELECT DISTINCT article_id FROM article_bands ANTI JOIN build.copy_seen USING (article_id)
"""


def link(db: duckdb.DuckDBPyConnection) -> None:
    """Set `articles.duplicate_of_article_id` on every copy; to be called within a transaction."""
    db.execute(PREPARE)
    db.execute(TOUCHED)
    db.execute(FORGET)
    db.execute(CANDIDATES)
    _check(db)
    db.execute(LINKS)
    db.execute(GROUPS)
    while True:
        db.execute(SPREAD)
        if one_row(db.execute(CHANGED))[0] == 0:
            break
        db.execute("CREATE OR REPLACE TEMP TABLE groups AS SELECT * FROM spread")
    db.execute(MARK)
    db.execute(REMEMBER)
    for name in ("touched", "links", "groups", "spread"):
        db.execute(f"DROP TABLE temp.{name}")


def _check(db: duckdb.DuckDBPyConnection) -> None:
    """Compare the signatures of candidates that were not compared before, some thousands at a time."""
    pairs = db.sql(UNCHECKED).pl()
    if pairs.is_empty():
        return
    # only now: the module brings NumPy, which a run without candidates need not wait for
    from tallybook.articles.near_duplicates import is_copy

    for start in range(0, pairs.height, PAIRS_AT_ONCE):
        with given(db, some_pairs=pairs.slice(start, PAIRS_AT_ONCE)):
            rows = db.execute(
                """
                SELECT one, other, a.signature, b.signature FROM some_pairs
                JOIN articles AS a ON a.article_id = one JOIN articles AS b ON b.article_id = other
                """
            ).fetchall()
        checked = pl.DataFrame(
            [(one, other, is_copy(bytes(a), bytes(b)) if a and b else False) for one, other, a, b in rows],
            schema={"one": pl.String, "other": pl.String, "is_copy": pl.Boolean},
            orient="row",
        )
        with given(db, checked_pairs=checked):
            db.execute("INSERT INTO build.copy_checks SELECT one, other, is_copy FROM checked_pairs")
