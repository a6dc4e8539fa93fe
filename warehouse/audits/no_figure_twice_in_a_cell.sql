-- Does a total hold a figure twice, or one beside another that it lies within?
WITH members AS (
    SELECT source_name, region_id, measure, unit, grain, period_start, unnest(figure_ids) AS figure_id
    FROM totals_by_source_region
)
SELECT members.*, 'twice' AS fault FROM members GROUP BY ALL HAVING count(*) > 1
UNION ALL
SELECT inner_figure.*, 'beside the figure around it'
FROM members AS inner_figure
JOIN build.within AS within USING (figure_id)
JOIN members AS outer_figure
    ON outer_figure.figure_id = within.container_id AND outer_figure.source_name = inner_figure.source_name
    AND outer_figure.region_id = inner_figure.region_id AND outer_figure.measure = inner_figure.measure
    AND outer_figure.unit = inner_figure.unit AND outer_figure.grain = inner_figure.grain
    AND outer_figure.period_start IS NOT DISTINCT FROM inner_figure.period_start
