-- How did the tolls of an incident grow, source by source?
-- Grain: one row a new value of a source for an incident, measure and unit, by time of publication.
-- Columns:
--   source_id: The source; null for a publisher speaking in its own voice
--   source_name: The source's canonical name, or the publisher's where own_voice is true; null where neither is known
--   own_voice: Whether a publisher speaks in its own voice
--   value: The toll that the article gives
--   previous_value: The toll that it revises; null for the first
--   change: How much more (or less) than before
--   previous_article_id: The article that gave the one before
--   figure_ids: The figures behind the toll
--   country_code: ISO 3166-1 alpha-2 code of the country of the incident; null where it is open
--   rank_in_country: 1 for all rows of the incident whose highest toll of that measure and unit is the highest in its
--     country, 2 for the next, …, so that a chart can show few of many
WITH steps AS (
    SELECT *, lag(value) OVER told AS previous_value, lag(article_id) OVER told AS previous_article_id
    FROM build.incident_claims
    WINDOW told AS (PARTITION BY incident_id, measure, unit, source_key ORDER BY published_at NULLS FIRST, article_id)
),
ranked AS (
    SELECT
        incident_id, measure, unit, any_value(incidents.label) AS label,
        any_value(incidents.country_code) AS country_code,
        row_number() OVER (
            PARTITION BY any_value(incidents.country_code), measure, unit ORDER BY max(claimed.value) DESC, incident_id
        ) AS rank_in_country
    FROM build.incident_claims AS claimed
    LEFT JOIN incidents USING (incident_id)
    GROUP BY incident_id, measure, unit
)
SELECT
    steps.incident_id, ranked.label, steps.measure, steps.unit,
    who.source_id, who.source_name, who.source_kind, who.own_voice,
    steps.published_at, steps.value, steps.value_low, steps.value_high, steps.previous_value,
    steps.value - steps.previous_value AS change, steps.article_id, steps.previous_article_id, steps.figure_ids,
    ranked.country_code, ranked.rank_in_country
FROM steps
JOIN ranked USING (incident_id, measure, unit)
LEFT JOIN build.claimants AS who USING (source_key)
WHERE steps.previous_value IS NULL OR steps.previous_value <> steps.value
