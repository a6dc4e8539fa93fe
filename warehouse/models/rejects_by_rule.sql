-- What was turned away, and by which rule?
-- Grain: one row a stage and rule; the rows behind it are those of rejects with that stage and rule.
-- Columns:
--   rejected_rows: How many rows or inputs broke the rule
--   articles: How many articles they belong to
--   example: One of the messages
SELECT stage, rule, count(*) AS rejected_rows, count(DISTINCT article_id) AS articles, min(message) AS example
FROM rejects GROUP BY stage, rule
