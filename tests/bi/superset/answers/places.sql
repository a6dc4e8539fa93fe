SELECT region_path, country_code, max(longitude), max(latitude), count(*)
FROM reported_figures WHERE latitude IS NOT NULL GROUP BY region_path, country_code
