-- Where do sources give different numbers of the same thing, and how far are they apart?
-- Grain: one row a source within a disagreement: one measure, unit, basis, region and period (one article's event, where
--   the period is unknown) for which at least two sources give different values.
-- Columns:
--   disagreement_id: One id for all rows of a disagreement
--   source_id: The source; null for a publisher speaking in its own voice
--   source_name: The source's canonical name, or the publisher's where own_voice is true
--   own_voice: Whether a publisher speaks in its own voice
--   value: What the source says: its figures of the thing summed for new, else the latest
--   value_low: The least that its words allow; null where they set no floor
--   value_high: The most that its words allow; null where they set no ceiling
--   said_at: When the source was last reported with it, in UTC
--   sources: How many sources give a figure of the thing
--   lowest_value: The smallest of their values
--   highest_value: The largest of their values
--   lowest_source: Who gives the smallest
--   highest_source: Who gives the largest
--   spread: Largest less smallest
--   ratio: Largest over smallest; null where the smallest is 0
--   figures: How many figures stand behind the source's value
--   articles: How many articles they stand in
--   figure_ids: The figures behind the source's value
WITH said AS (
    SELECT
        claims.*,
        CASE WHEN claims.starts IS NULL THEN claims.article_id || coalesce(':' || claims.event_key, '') END AS in_article,
        dense_rank() OVER (
            PARTITION BY claims.source_key, claims.measure, claims.unit, claims.basis, claims.region_node, claims.starts, claims.ends,
                CASE WHEN claims.starts IS NULL THEN claims.article_id || coalesce(':' || claims.event_key, '') END
            ORDER BY claims.published_at DESC, claims.article_id DESC) AS article_place
    FROM build.own_region AS own
    JOIN build.claims AS claims USING (figure_id)
),
by_source AS (
    SELECT
        measure, unit, basis, region_node, starts, ends, in_article, source_key,
        CASE WHEN basis = 'new' THEN sum(size) ELSE max(size) FILTER (WHERE article_place = 1) END AS value,
        CASE WHEN basis = 'new' THEN (CASE WHEN count(value_low) = count(*) THEN sum(value_low) END)
            ELSE arg_max(value_low, size) FILTER (WHERE article_place = 1) END AS value_low,
        CASE WHEN basis = 'new' THEN (CASE WHEN count(value_high) = count(*) THEN sum(value_high) END)
            ELSE arg_max(value_high, size) FILTER (WHERE article_place = 1) END AS value_high,
        nullif(max(published_at), TIMESTAMP '0001-01-01') AS said_at,
        count(*) AS figures, count(DISTINCT article_id) AS articles, list(figure_id ORDER BY figure_id) AS figure_ids
    FROM said GROUP BY measure, unit, basis, region_node, starts, ends, in_article, source_key
),
compared AS (
    SELECT
        by_source.*, who.source_id, who.source_name, who.source_kind, who.own_voice,
        count(*) OVER thing AS sources, min(value) OVER thing AS lowest_value, max(value) OVER thing AS highest_value,
        arg_min(who.source_name, (value, who.source_name)) OVER thing AS lowest_source,
        arg_max(who.source_name, (value, who.source_name)) OVER thing AS highest_source
    FROM by_source JOIN build.claimants AS who USING (source_key)
    WINDOW thing AS (PARTITION BY measure, unit, basis, region_node, starts, ends, in_article)
)
SELECT
    md5(concat_ws('|', measure, unit, basis, region_node, starts, ends, in_article)) AS disagreement_id,
    measure, unit, basis, regions.region_id, regions.region_name, regions.region_path, regions.country_code,
    nullif(starts, DATE '0001-01-01') AS period_start, nullif(ends, DATE '9999-12-31') AS period_end,
    source_id, source_name, source_kind, own_voice, value, value_low, value_high, said_at,
    sources, lowest_value, highest_value, lowest_source, highest_source,
    highest_value - lowest_value AS spread,
    CASE WHEN lowest_value > 0 THEN highest_value / lowest_value END AS ratio,
    figures, articles, figure_ids
FROM compared JOIN regions ON regions.region_id = compared.region_node
WHERE lowest_value < highest_value
