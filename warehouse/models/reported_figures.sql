-- Who reported how many, of whom, where and when, and which words say so?
-- Grain: one row a reported figure; every claim is kept, also those that no total counts.
SELECT
    figures.figure_id, figures.article_id, articles.uri, articles.publisher, articles.title, articles.published_at,
    figures.measure, figures.population, figures.unit, figures.value_low, figures.value_best, figures.value_high,
    figures.qualifier, figures.number_text, figures.start_char, figures.end_char, figures.sentence, figures.basis,
    figures.period_start, figures.period_end, figures.period_text, figures.period_precision,
    figures.region_id, figures.region_name, figures.region_path, figures.country_code, figures.place_text,
    figures.place_precision, figures.latitude, figures.longitude,
    figures.source_id, figures.source_name, figures.source_kind, figures.speaker, figures.via_source_name,
    figures.attribution, figures.certainty, figures.part_of_figure_id, figures.restates_figure_id,
    articles.duplicate_of_article_id, members.incident_id, figures.confidence, figures.engine_version, figures.run_id
FROM figures
JOIN articles USING (article_id)
LEFT JOIN build.incident_members AS members
    ON members.article_id = figures.article_id AND members.event_key = figures.event_key
