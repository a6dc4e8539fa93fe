SELECT period_start, totals.region_name, source_name, max(value)
FROM totals_by_source_region AS totals JOIN regions USING (region_id)
WHERE grain = 'day' AND measure = 'killed' AND unit = 'person' AND parent_region_id IS NULL GROUP BY ALL
