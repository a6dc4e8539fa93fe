SELECT date_trunc('hour', published_at), label, source_name, max(value)
FROM incident_timeline WHERE measure = 'killed' AND published_at IS NOT NULL AND rank_in_country <= 5 GROUP BY ALL
