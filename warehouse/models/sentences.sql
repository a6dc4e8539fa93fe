-- Which sentences hold figures, to search in?
-- Grain: one row a sentence of an article that holds a figure.
-- Columns:
--   search_text: Sentence, title, places and sources in lower case; search with `contains(search_text, 'word')`
--   measures: The measures of its figures
--   region_paths: The regions of its figures
--   source_names: The sources of its figures
--   figures: How many figures it holds
--   figure_ids: The figures, in their order in the sentence
WITH gathered AS (
    -- lists made distinct afterwards: that takes a third of the time of distinct ones
    SELECT
        article_id, sentence, count(*) AS figures, list_sort(list_distinct(list(measure))) AS measures,
        list_sort(list_distinct(list(region_path) FILTER (WHERE region_path IS NOT NULL))) AS region_paths,
        list_sort(list_distinct(list(place_text) FILTER (WHERE place_text IS NOT NULL))) AS places,
        list_sort(list_distinct(list(source_name) FILTER (WHERE source_name IS NOT NULL))) AS source_names,
        list(figure_id ORDER BY start_char, figure_id) AS figure_ids
    FROM figures GROUP BY article_id, sentence
)
SELECT
    article_id, articles.uri, articles.publisher, articles.title, articles.published_at, sentence,
    lower(concat_ws(' ', sentence, articles.title, array_to_string(region_paths, ' '), array_to_string(places, ' '),
        array_to_string(source_names, ' '))) AS search_text,
    measures, region_paths, source_names, figures, figure_ids
FROM gathered JOIN articles USING (article_id)
