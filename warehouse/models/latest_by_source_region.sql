-- What does each source say last of a running total, a stock or a rate in a region?
-- Grain: one row a source, region, measure, unit and basis (cumulative, stock, rate).
-- Columns:
--   source_id: The source; null for a publisher speaking in its own voice
--   source_name: The source's canonical name, or the publisher's where own_voice is true
--   own_voice: Whether a publisher speaks in its own voice
--   value: The latest figure: best, else high, else low
--   first_published_at: When the source was first reported with a figure of this kind, in UTC
--   published_at: When the latest figure was published, in UTC
--   figure_id: The latest figure
--   figures: How many figures of this kind the source has given
--   articles: How many articles they stand in
--   figure_ids: All of them, the latest first
WITH said AS (
    SELECT claims.*, figures.qualifier, figures.certainty, figures.period_start, figures.period_end, articles.published_at AS published
    FROM build.own_region AS own
    JOIN build.claims AS claims USING (figure_id)
    JOIN figures USING (figure_id)
    JOIN articles ON articles.article_id = claims.article_id
    WHERE claims.basis <> 'new'
),
ranked AS (
    -- a later publication says it later; within one article the later period, then the larger number, is the latest
    SELECT *, row_number() OVER (
        PARTITION BY source_key, region_node, measure, unit, basis
        ORDER BY published_at DESC, article_id DESC, ends DESC NULLS LAST, size DESC, figure_id) AS place
    FROM said
)
SELECT
    who.source_id, who.source_name, who.source_kind, who.own_voice,
    regions.region_id, regions.region_name, regions.region_path, regions.country_code,
    ranked.measure, ranked.unit, ranked.basis,
    arg_min(ranked.size, place) AS value, any_value(ranked.value_low) FILTER (WHERE place = 1) AS value_low,
    any_value(ranked.value_best) FILTER (WHERE place = 1) AS value_best,
    any_value(ranked.value_high) FILTER (WHERE place = 1) AS value_high,
    any_value(ranked.qualifier) FILTER (WHERE place = 1) AS qualifier,
    any_value(ranked.certainty) FILTER (WHERE place = 1) AS certainty,
    any_value(ranked.period_start) FILTER (WHERE place = 1) AS period_start,
    any_value(ranked.period_end) FILTER (WHERE place = 1) AS period_end,
    min(ranked.published) AS first_published_at,
    any_value(ranked.published) FILTER (WHERE place = 1) AS published_at,
    any_value(ranked.figure_id) FILTER (WHERE place = 1) AS figure_id,
    count(*) AS figures, count(DISTINCT ranked.article_id) AS articles,
    list(ranked.figure_id ORDER BY place) AS figure_ids
FROM ranked
JOIN build.claimants AS who USING (source_key)
JOIN regions ON regions.region_id = ranked.region_node
GROUP BY ALL
