SELECT country_code, count(*), count(*) FILTER (WHERE counted)
FROM counted_figures WHERE country_code IS NOT NULL GROUP BY country_code
