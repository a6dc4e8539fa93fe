-- What toll does each source give for an incident, last and first?
-- Grain: one row an incident, measure, unit and source.
-- Columns:
--   source_id: The source; null for a publisher speaking in its own voice
--   source_name: The source's canonical name, or the publisher's where own_voice is true; null where neither is known
--   own_voice: Whether a publisher speaks in its own voice
--   value: The latest toll: the largest running total or stock where there is one, else the sum of the separate figures
--   value_low: The least that the words of the latest allow together
--   value_high: The most that the words of the latest allow together; null where they set no ceiling
--   first_value: The first toll
--   first_said_at: When the source was first reported with a toll, in UTC
--   last_said_at: When it was last, in UTC
--   revisions: How often the value changed
--   articles: How many articles give a toll of this source
--   figure_ids: The figures of the latest toll
WITH steps AS (
    SELECT *, value IS DISTINCT FROM lag(value, 1, value) OVER (
        PARTITION BY incident_id, measure, unit, source_key ORDER BY published_at NULLS FIRST, article_id) AS is_revision
    FROM build.incident_claims
)
SELECT
    steps.incident_id, incidents.incident_type, incidents.label, incidents.country_code, incidents.started_on,
    steps.measure, steps.unit, who.source_id, who.source_name, who.source_kind, who.own_voice,
    arg_max(steps.value, (coalesce(steps.published_at, TIMESTAMP '0001-01-01'), steps.article_id)) AS value,
    arg_max(steps.value_low, (coalesce(steps.published_at, TIMESTAMP '0001-01-01'), steps.article_id)) AS value_low,
    arg_max_null(steps.value_high, (coalesce(steps.published_at, TIMESTAMP '0001-01-01'), steps.article_id)) AS value_high,
    arg_min(steps.value, (coalesce(steps.published_at, TIMESTAMP '0001-01-01'), steps.article_id)) AS first_value,
    min(steps.published_at) AS first_said_at, max(steps.published_at) AS last_said_at,
    count(*) FILTER (WHERE steps.is_revision) AS revisions, count(DISTINCT steps.article_id) AS articles,
    arg_max(steps.figure_ids, (coalesce(steps.published_at, TIMESTAMP '0001-01-01'), steps.article_id)) AS figure_ids
FROM steps
LEFT JOIN incidents USING (incident_id)
LEFT JOIN build.claimants AS who USING (source_key)
GROUP BY steps.incident_id, incidents.incident_type, incidents.label, incidents.country_code, incidents.started_on,
    steps.measure, steps.unit, steps.source_key, who.source_id, who.source_name, who.source_kind, who.own_voice
