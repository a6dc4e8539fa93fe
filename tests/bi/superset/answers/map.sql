SELECT country_code, count(*), count(DISTINCT article_id)
FROM reported_figures WHERE country_code IS NOT NULL GROUP BY country_code
