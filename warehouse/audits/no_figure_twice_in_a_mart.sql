-- Does a mart in which each figure stands behind one row alone name it twice?
WITH named AS (
    SELECT 'latest_by_source_region' AS mart, unnest(figure_ids) AS figure_id FROM latest_by_source_region
    UNION ALL SELECT 'revisions', figure_id FROM revisions
    UNION ALL SELECT 'disagreements', unnest(figure_ids) FROM disagreements
    UNION ALL SELECT 'incident_tolls', unnest(figure_ids) FROM incident_tolls
    UNION ALL SELECT 'incident_timeline', unnest(figure_ids) FROM incident_timeline
    UNION ALL SELECT 'totals_by_publisher', unnest(figure_ids) FROM totals_by_publisher
    UNION ALL SELECT 'sentences', unnest(figure_ids) FROM sentences
)
SELECT mart, figure_id, count(*) AS times FROM named GROUP BY mart, figure_id HAVING count(*) > 1
