-- Do a country's day totals differ from the sum over the regions that its figures name?
WITH leaves AS (
    SELECT totals.source_name, totals.own_voice, totals.region_id, totals.measure, totals.unit, totals.period_start, totals.value,
        figures.region_path, sum(coalesce(figures.value_best, figures.value_high, figures.value_low)) AS leaf
    FROM (SELECT *, unnest(figure_ids) AS figure_id FROM totals_by_source_region WHERE grain = 'day') AS totals
    JOIN reported_figures AS figures ON figures.figure_id = totals.figure_id
    GROUP BY ALL
)
SELECT source_name, region_id, measure, unit, period_start, value, sum(leaf) AS leaves
FROM leaves
GROUP BY source_name, own_voice, region_id, measure, unit, period_start, value
HAVING abs(sum(leaf) - value) > 1e-6 * greatest(1, value)
