SELECT count(*) FROM sources WHERE source_id IN (SELECT source_id FROM figures)
