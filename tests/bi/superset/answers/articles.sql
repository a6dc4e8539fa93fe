SELECT count(*) FROM articles WHERE article_id IN (SELECT article_id FROM figures)
