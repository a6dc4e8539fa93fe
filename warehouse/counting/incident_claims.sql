-- What toll does each article give for an incident, by source?
-- Grain: one row an incident, measure, unit, source and article.
-- Columns:
--   source_key: The source's id, or `publisher:NAME` for a publisher's own voice; empty where neither is known
--   value: The toll: the largest running total or stock where the article gives one, else the sum of its separate figures
--   figure_ids: The figures behind the toll
--   published_at: When the article was published, in UTC; null where unknown
WITH told AS (
    SELECT
        members.incident_id, claims.*, coalesce(claims.source_key, '') AS told_by,
        claims.basis IN ('cumulative', 'stock') AS is_running
    FROM build.claims AS claims
    JOIN build.incident_members AS members USING (article_id, event_key)
    LEFT JOIN build.mentions AS mentions USING (figure_id)
    ANTI JOIN build.earlier_claims AS earlier USING (figure_id)
    WHERE claims.article_reason IS NULL AND NOT claims.is_denied AND claims.basis <> 'rate'
        AND coalesce(mentions.standing_id = claims.figure_id, true)
),
tops AS (
    SELECT told.* FROM told
    LEFT JOIN build.containers AS containers
        ON containers.figure_id = told.figure_id AND containers.why <> 'longer_period'
        AND containers.container_id IN (SELECT figure_id FROM told)
    WHERE containers.figure_id IS NULL
),
ranked AS (
    SELECT *, bool_or(is_running) OVER same AS any_running,
        row_number() OVER (same ORDER BY is_running DESC, size DESC, figure_id) AS place
    FROM tops WINDOW same AS (PARTITION BY incident_id, measure, unit, told_by, article_id)
)
SELECT
    incident_id, measure, unit, told_by AS source_key, article_id,
    nullif(any_value(published_at), TIMESTAMP '0001-01-01') AS published_at,
    sum(coalesce(value_low, 0)) AS value_low, sum(size) AS value,
    CASE WHEN count(value_high) = count(*) THEN sum(value_high) END AS value_high,
    list(figure_id ORDER BY figure_id) AS figure_ids
FROM ranked
WHERE NOT any_running OR place = 1
GROUP BY incident_id, measure, unit, told_by, article_id
