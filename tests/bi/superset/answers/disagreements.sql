SELECT
    measure, basis, region_path, period_start, period_end, source_name, value, value_low, value_high, spread, ratio,
    lowest_source, highest_source, said_at, articles
FROM disagreements
