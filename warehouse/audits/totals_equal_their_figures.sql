-- Does a total differ from the sum of the figures that it names, or the sum of leaves from the whole?
WITH members AS (
    SELECT totals.source_name, totals.region_id, totals.measure, totals.unit, totals.grain, totals.period_start, totals.value,
        totals.figures, unnest(totals.figure_ids) AS figure_id
    FROM totals_by_source_region AS totals
)
SELECT members.* EXCLUDE (figure_id), sum(coalesce(value_best, value_high, value_low)) AS summed
FROM members LEFT JOIN reported_figures USING (figure_id, measure, unit)
GROUP BY ALL
HAVING abs(summed - members.value) > 1e-6 * greatest(1, members.value) OR count(*) <> members.figures OR summed IS NULL
