-- Is an article a copy of one that is not there, of itself, or of another copy?
SELECT copies.article_id, copies.duplicate_of_article_id
FROM articles AS copies LEFT JOIN articles AS originals ON originals.article_id = copies.duplicate_of_article_id
WHERE copies.duplicate_of_article_id IS NOT NULL
    AND (originals.article_id IS NULL OR originals.duplicate_of_article_id IS NOT NULL
        OR originals.article_id = copies.article_id)
