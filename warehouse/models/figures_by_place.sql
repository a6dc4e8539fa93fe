-- How many figures are there of each place, by measure and source?
-- Grain: one row a place, measure and source, small enough to draw maps from however many figures there are; the figures
--   behind it are those of reported_figures with that region_path, country_code, latitude, longitude, measure and source_id.
-- Columns:
--   country_code: ISO 3166-1 alpha-2 code of the country in which it happened; null where the text leaves it open
--   figures: How many figures
--   counted_figures: How many of them count in a total over everything
--   articles: How many articles they stand in; one article may stand behind several rows
SELECT
    region_path, country_code, latitude, longitude, measure, source_id, source_name,
    count(*) AS figures, count(*) FILTER (WHERE counted) AS counted_figures, count(DISTINCT article_id) AS articles
FROM counted_figures
GROUP BY region_path, country_code, latitude, longitude, measure, source_id, source_name
