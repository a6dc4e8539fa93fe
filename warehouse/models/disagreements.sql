-- Where do sources give different numbers of the same thing, and how far are they apart?
-- Grain: one row a source within a disagreement: one measure, unit and incident, or one measure, unit, basis, region and
--   period where there is no incident (within one article, where the period is unknown), for which at least two sources
--   give different values.
-- Columns:
--   disagreement_id: One id for all rows of a disagreement
--   source_id: The source; null for a publisher speaking in its own voice
--   source_name: The source's canonical name, or the publisher's where own_voice is true
--   own_voice: Whether a publisher speaks in its own voice
--   incident_id: The incident that they disagree on; null for none
--   basis: Of an incident, cumulative where any source gives a running total of it, else new
--   region_id: The region that the figures are of; of an incident, its own
--   period_start: First day of the period, or of the incident
--   period_end: Last day of the period, or of the incident
--   value: What the source says: its latest toll of an incident; else its figures summed for new, or the latest
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
        CASE WHEN claims.starts IS NULL THEN claims.article_id END AS in_article,
        dense_rank() OVER (
            PARTITION BY claims.source_key, claims.measure, claims.unit, claims.basis, claims.region_node, claims.starts, claims.ends,
                CASE WHEN claims.starts IS NULL THEN claims.article_id END
            ORDER BY claims.published_at DESC, claims.article_id DESC) AS article_place
    FROM build.own_region AS own
    JOIN build.claims AS claims USING (figure_id)
    WHERE claims.incident_id IS NULL
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
running AS (
    SELECT DISTINCT tolls.incident_id, tolls.measure, tolls.unit
    FROM build.incident_claims AS tolls
    JOIN build.claims AS claims USING (incident_id, measure, unit, article_id)
    WHERE claims.basis IN ('cumulative', 'stock') AND list_contains(tolls.figure_ids, claims.figure_id)
),
latest AS (
    SELECT *, row_number() OVER told AS place, count(*) OVER (PARTITION BY incident_id, measure, unit, source_key) AS articles
    FROM build.incident_claims
    WINDOW told AS (PARTITION BY incident_id, measure, unit, source_key ORDER BY published_at DESC NULLS LAST, article_id DESC)
),
things AS (
    SELECT
        md5(concat_ws('|', measure, unit, basis, region_node, starts, ends, in_article)) AS disagreement_id,
        NULL AS incident_id, measure, unit, basis, region_node AS region_id,
        nullif(starts, DATE '0001-01-01') AS period_start, nullif(ends, DATE '9999-12-31') AS period_end,
        source_key, value, value_low, value_high, said_at, figures, articles, figure_ids
    FROM by_source
    UNION ALL
    SELECT
        md5(concat_ws('|', latest.measure, latest.unit, latest.incident_id)), latest.incident_id, latest.measure, latest.unit,
        CASE WHEN running.incident_id IS NULL THEN 'new' ELSE 'cumulative' END,
        incidents.region_id, incidents.started_on, incidents.ended_on,
        latest.source_key, latest.value, latest.value_low, latest.value_high, latest.published_at,
        len(latest.figure_ids), latest.articles, latest.figure_ids
    FROM latest
    JOIN incidents USING (incident_id)
    LEFT JOIN running USING (incident_id, measure, unit)
    WHERE latest.place = 1
),
compared AS (
    SELECT
        things.*, who.source_id, who.source_name, who.source_kind, who.own_voice,
        count(*) OVER thing AS sources, min(value) OVER thing AS lowest_value, max(value) OVER thing AS highest_value,
        arg_min(who.source_name, (value, who.source_name)) OVER thing AS lowest_source,
        arg_max(who.source_name, (value, who.source_name)) OVER thing AS highest_source
    FROM things JOIN build.claimants AS who USING (source_key)
    WINDOW thing AS (PARTITION BY disagreement_id)
)
SELECT
    disagreement_id, measure, unit, basis, region_id, regions.region_name, regions.region_path, regions.country_code,
    period_start, period_end, source_id, source_name, source_kind, own_voice, value, value_low, value_high, said_at,
    sources, lowest_value, highest_value, lowest_source, highest_source,
    highest_value - lowest_value AS spread,
    CASE WHEN lowest_value > 0 THEN highest_value / lowest_value END AS ratio,
    figures, articles, figure_ids, incident_id
FROM compared LEFT JOIN regions USING (region_id)
WHERE lowest_value < highest_value
