-- Which mention stands for a figure that restates another of its article?
-- Grain: one row a figure that restates another.
-- Columns:
--   standing_id: The mention that stands: the end of the chain of restatements, denied ones passed over; the figure
--     itself where no other is left. A circle of restatements keeps one of its figures.
WITH RECURSIVE links AS MATERIALIZED (
    SELECT figure_id, restates FROM build.claims WHERE restates IS NOT NULL
),
walk AS (
    SELECT figure_id, figure_id AS at, 0 AS depth FROM links
    UNION ALL
    SELECT walk.figure_id, links.restates, walk.depth + 1
    FROM walk JOIN links ON links.figure_id = walk.at
    WHERE walk.depth < 12
),
ends AS (
    SELECT
        walk.figure_id,
        bool_or(claims.restates IS NULL) AS has_end,
        arg_max(walk.at, walk.depth) FILTER (WHERE NOT claims.is_denied) AS last_stated,
        -- far enough down a chain without an end, every figure met is one of its circle
        min(walk.at) FILTER (WHERE NOT claims.is_denied AND walk.depth >= 6) AS one_of_circle
    FROM walk JOIN build.claims AS claims ON claims.figure_id = walk.at
    GROUP BY walk.figure_id
)
SELECT figure_id, coalesce(CASE WHEN has_end THEN last_stated ELSE one_of_circle END, last_stated, figure_id) AS standing_id
FROM ends
