-- Is any row of a table there twice? The tables have no key of their own, so this holds the loader to it.
SELECT 'articles' AS of_table, article_id AS key, count(*) AS times FROM articles GROUP BY article_id HAVING count(*) > 1
UNION ALL
SELECT 'figures', figure_id, count(*) FROM figures GROUP BY figure_id HAVING count(*) > 1
UNION ALL
SELECT 'sources', source_id, count(*) FROM sources GROUP BY source_id HAVING count(*) > 1
UNION ALL
SELECT 'regions', region_id, count(*) FROM regions GROUP BY region_id HAVING count(*) > 1
UNION ALL
SELECT 'incidents', incident_id, count(*) FROM incidents GROUP BY incident_id HAVING count(*) > 1
UNION ALL
SELECT 'runs', run_id, count(*) FROM runs GROUP BY run_id HAVING count(*) > 1
UNION ALL
SELECT 'rejects', reject_id, count(*) FROM rejects GROUP BY reject_id HAVING count(*) > 1
UNION ALL
SELECT 'revisions of a uri', uri || ' #' || revision, count(*) FROM articles GROUP BY uri, revision HAVING count(*) > 1
