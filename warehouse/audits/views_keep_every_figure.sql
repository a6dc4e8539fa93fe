-- Does a view of one row a figure lose or double any?
SELECT 'reported_figures' AS of_view, figure_id
FROM (SELECT figure_id FROM figures UNION ALL SELECT figure_id FROM reported_figures) GROUP BY figure_id HAVING count(*) <> 2
UNION ALL
SELECT 'counted_figures', figure_id
FROM (SELECT figure_id FROM figures UNION ALL SELECT figure_id FROM counted_figures) GROUP BY figure_id HAVING count(*) <> 2
