-- What does each publisher report, and after whom?
-- Grain: one row a publisher, source, measure and unit. Different sources are never added together.
-- Columns:
--   source_name: The source that the publisher's articles name; null for figures in their own voice
--   counted_new_value: Sum of the new figures that count in a total over everything
--   figures: How many figures the publisher's articles hold
--   counted_figures: How many of them count
--   articles: How many articles they stand in
--   first_published_at: When the first of them was published, in UTC
--   last_published_at: When the latest of them was published, in UTC
--   figure_ids: The figures
SELECT
    publisher, source_id, source_name, measure, unit,
    sum(coalesce(value_best, value_high, value_low)) FILTER (WHERE counted AND basis = 'new') AS counted_new_value,
    count(*) AS figures, count(*) FILTER (WHERE counted) AS counted_figures, count(DISTINCT article_id) AS articles,
    min(published_at) AS first_published_at, max(published_at) AS last_published_at,
    list(figure_id ORDER BY figure_id) AS figure_ids
FROM counted_figures
GROUP BY publisher, source_id, source_name, measure, unit
