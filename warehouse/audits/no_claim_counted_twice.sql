-- Do articles together count more figures for one claim (source, measure, unit, basis, period, region and value) than the
-- fullest of them gives?
WITH per_article AS (
    SELECT source_key, measure, unit, basis, starts, ends, region_node, is_share, value_low, value_best, value_high, article_id,
        count(*) AS given, count(*) FILTER (WHERE counted) AS counted
    FROM build.claims_compared JOIN build.figure_counting USING (figure_id)
    WHERE region_node IS NOT NULL AND starts IS NOT NULL
    GROUP BY ALL
)
SELECT source_key, measure, region_node, starts, ends, value_low, value_best, value_high, is_share, unit, basis,
    sum(counted) AS counted, max(given) AS given
FROM per_article GROUP BY ALL HAVING sum(counted) > max(given)
