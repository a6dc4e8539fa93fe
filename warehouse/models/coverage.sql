-- What does the ledger cover: which countries, when, from how many articles?
-- Grain: one row a country and month of publication; the figures behind it are those of reported_figures with that
--   country_code and that month of published_at.
-- Columns:
--   country_code: ISO 3166-1 alpha-2 code of the country in which it happened; null where the text leaves it open
--   month: First day of the month of publication; null where the date is unknown
--   figures: How many figures
--   counted_figures: How many of them count in a total over everything
--   articles: How many articles they stand in
--   publishers: How many publishers
--   sources: How many named sources
--   measures: Which measures, in alphabetical order
SELECT
    country_code, date_trunc('month', published_at)::DATE AS month,
    count(*) AS figures, count(*) FILTER (WHERE counted) AS counted_figures, count(DISTINCT article_id) AS articles,
    count(DISTINCT publisher) AS publishers, count(DISTINCT source_id) AS sources,
    list_sort(list(DISTINCT measure)) AS measures
FROM counted_figures
GROUP BY country_code, date_trunc('month', published_at)::DATE
