-- How did a source's figure for a region change from report to report?
-- Grain: one row a value that a source gave, for one region, measure, unit and basis (and period, for new figures), where
--   it differs from the value before.
-- Columns:
--   source_id: The source; null for a publisher speaking in its own voice
--   source_name: The source's canonical name, or the publisher's where own_voice is true
--   own_voice: Whether a publisher speaks in its own voice
--   revision_number: 1 for the first value, 2 for the one that revised it, …
--   value: The value given: best, else high, else low
--   previous_value: The value that it revises; null for the first
--   change: How much more (or less) than before
--   figure_id: The figure that gives it
--   previous_figure_id: The figure that it revises
--   period_start: First day of the period, for new figures
--   period_end: Last day of the period, for new figures
WITH said AS (
    SELECT
        claims.*,
        CASE WHEN claims.basis = 'new' THEN claims.starts END AS of_start,
        CASE WHEN claims.basis = 'new' THEN claims.ends END AS of_end,
        -- an article that gives several is held to its largest
        row_number() OVER (
            PARTITION BY claims.source_key, claims.region_node, claims.measure, claims.unit, claims.basis, claims.article_id,
                CASE WHEN claims.basis = 'new' THEN claims.starts END, CASE WHEN claims.basis = 'new' THEN claims.ends END
            ORDER BY claims.size DESC, claims.figure_id) AS place
    FROM build.claims AS claims
    LEFT JOIN build.mentions AS mentions USING (figure_id)
    ANTI JOIN build.earlier_claims AS earlier USING (figure_id)
    WHERE claims.article_reason IS NULL AND NOT claims.is_denied AND coalesce(mentions.standing_id = claims.figure_id, true)
        AND claims.source_key IS NOT NULL AND claims.region_node IS NOT NULL
        AND (claims.basis <> 'new' OR claims.starts IS NOT NULL)
),
in_order AS (
    SELECT *, lag(size) OVER thing AS previous_value, lag(figure_id) OVER thing AS previous_figure_id
    FROM said WHERE place = 1
    WINDOW thing AS (PARTITION BY source_key, region_node, measure, unit, basis, of_start, of_end ORDER BY published_at, article_id)
),
changed AS (
    SELECT *, row_number() OVER (
        PARTITION BY source_key, region_node, measure, unit, basis, of_start, of_end ORDER BY published_at, article_id) AS revision_number
    FROM in_order WHERE size IS DISTINCT FROM previous_value
)
SELECT
    who.source_id, who.source_name, who.source_kind, who.own_voice,
    regions.region_id, regions.region_name, regions.region_path, regions.country_code,
    changed.measure, changed.unit, changed.basis,
    nullif(changed.of_start, DATE '0001-01-01') AS period_start, nullif(changed.of_end, DATE '9999-12-31') AS period_end,
    changed.revision_number, nullif(changed.published_at, TIMESTAMP '0001-01-01') AS published_at,
    changed.size AS value, changed.previous_value, changed.size - changed.previous_value AS change,
    changed.figure_id, changed.previous_figure_id, changed.article_id
FROM changed
JOIN build.claimants AS who USING (source_key)
JOIN regions ON regions.region_id = changed.region_node
