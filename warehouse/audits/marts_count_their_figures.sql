-- Does a mart's number of figures differ from the figures to which it leads back, by its ids or by the join that it tells?
WITH months AS (
    SELECT country_code, date_trunc('month', published_at)::DATE AS month, count(*) AS figures
    FROM reported_figures GROUP BY ALL
),
places AS (
    SELECT region_path, country_code, latitude, longitude, measure, source_id, count(*) AS figures
    FROM reported_figures GROUP BY ALL
),
publishers AS (
    SELECT publisher, count(*) AS figures FROM reported_figures GROUP BY publisher
),
counted AS (
    SELECT 'totals_by_source_region' AS mart, figures, len(figure_ids) AS found FROM totals_by_source_region
    UNION ALL SELECT 'latest_by_source_region', figures, len(figure_ids) FROM latest_by_source_region
    UNION ALL SELECT 'disagreements', figures, len(figure_ids) FROM disagreements
    UNION ALL SELECT 'totals_by_publisher', figures, len(figure_ids) FROM totals_by_publisher
    UNION ALL SELECT 'sentences', figures, len(figure_ids) FROM sentences
    UNION ALL
    SELECT 'coverage', coverage.figures, months.figures
    FROM coverage FULL JOIN months ON months.country_code IS NOT DISTINCT FROM coverage.country_code
        AND months.month IS NOT DISTINCT FROM coverage.month
    UNION ALL
    SELECT 'figures_by_place', held.figures, places.figures
    FROM figures_by_place AS held FULL JOIN places ON places.region_path IS NOT DISTINCT FROM held.region_path
        AND places.country_code IS NOT DISTINCT FROM held.country_code
        AND places.latitude IS NOT DISTINCT FROM held.latitude AND places.longitude IS NOT DISTINCT FROM held.longitude
        AND places.measure = held.measure AND places.source_id IS NOT DISTINCT FROM held.source_id
    UNION ALL
    SELECT 'data_quality', data_quality.figures, coalesce(publishers.figures, 0)
    FROM data_quality FULL JOIN publishers ON publishers.publisher IS NOT DISTINCT FROM data_quality.publisher
)
SELECT mart, figures, found FROM counted WHERE figures IS DISTINCT FROM found
