SELECT
    region_path, source_name, measure, basis, value, value_low, value_high, period_start, period_end, published_at, figures
FROM latest_by_source_region
