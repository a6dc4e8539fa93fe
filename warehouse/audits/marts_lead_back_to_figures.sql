-- Does a mart name a figure that is not there, or none?
WITH named AS (
    SELECT 'totals_by_source_region' AS mart, figure_ids FROM totals_by_source_region
    UNION ALL SELECT 'latest_by_source_region', figure_ids FROM latest_by_source_region
    UNION ALL SELECT 'disagreements', figure_ids FROM disagreements
    UNION ALL SELECT 'totals_by_publisher', figure_ids FROM totals_by_publisher
    UNION ALL SELECT 'incident_tolls', figure_ids FROM incident_tolls
    UNION ALL SELECT 'incident_timeline', figure_ids FROM incident_timeline
    UNION ALL SELECT 'sentences', figure_ids FROM sentences
    UNION ALL SELECT 'revisions', [figure_id] FROM revisions
)
SELECT mart, NULL AS figure_id FROM named WHERE len(coalesce(figure_ids, [])) = 0
UNION ALL
SELECT mart, figure_id FROM (SELECT mart, unnest(figure_ids) AS figure_id FROM named) ANTI JOIN figures USING (figure_id)
