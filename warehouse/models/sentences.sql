-- Which sentences hold figures, to search in?
-- Grain: one row a sentence of an article that holds a figure.
-- Columns:
--   search_text: Sentence, title, places and sources in lower case; search with `contains(search_text, 'word')`
--   measures: The measures of its figures
--   region_paths: The regions of its figures
--   source_names: The sources of its figures
--   figures: How many figures it holds
--   figure_ids: The figures, in their order in the sentence
SELECT
    article_id, uri, publisher, title, published_at, sentence,
    lower(concat_ws(' ', sentence, title, string_agg(DISTINCT region_path, ' '), string_agg(DISTINCT place_text, ' '),
        string_agg(DISTINCT source_name, ' '))) AS search_text,
    list_sort(list(DISTINCT measure)) AS measures,
    list_sort(list(DISTINCT region_path) FILTER (WHERE region_path IS NOT NULL)) AS region_paths,
    list_sort(list(DISTINCT source_name) FILTER (WHERE source_name IS NOT NULL)) AS source_names,
    count(*) AS figures, list(figure_id ORDER BY start_char, figure_id) AS figure_ids
FROM reported_figures
GROUP BY article_id, uri, publisher, title, published_at, sentence
