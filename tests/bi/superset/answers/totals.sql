SELECT region_path, source_name, own_voice, measure, unit, value, value_low, value_high, figures, articles
FROM totals_by_source_region WHERE grain = 'all'
