-- Which days are there, so that a chart shows those without a figure too?
-- Grain: one row a day from the first to the last of the figures' periods and articles, within 1900 to 2100.
-- Columns:
--   day: The day
--   week_start: The Monday of its week
--   month_start: The first of its month
--   quarter: 1 to 4
--   year: The year
--   iso_week: Number of the ISO week
--   weekday: Name of the weekday
WITH known AS (
    SELECT unnest([period_start, period_end]) AS day FROM figures
    UNION ALL
    SELECT published_at::DATE FROM articles
),
bounds AS (
    SELECT min(day) AS first_day, max(day) AS last_day FROM known WHERE day BETWEEN DATE '1900-01-01' AND DATE '2100-12-31'
)
SELECT
    day, date_trunc('week', day)::DATE AS week_start, date_trunc('month', day)::DATE AS month_start, quarter(day) AS quarter,
    year(day) AS year, weekofyear(day) AS iso_week, dayname(day) AS weekday
FROM (SELECT unnest(generate_series(first_day, last_day, INTERVAL 1 DAY))::DATE AS day FROM bounds WHERE first_day IS NOT NULL)
