-- Does any figure lack its evidence: the very characters of its article?
SELECT figures.figure_id, figures.number_text
FROM figures LEFT JOIN articles USING (article_id)
WHERE substr(articles.body, (figures.start_char + 1)::INTEGER, (figures.end_char - figures.start_char)::INTEGER)
    IS DISTINCT FROM figures.number_text
