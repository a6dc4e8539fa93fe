-- Which figure stands in the place of one that does not stand itself?
-- Grain: one row a figure that another stands for.
-- Columns:
--   stands_for_it: The figure that stands: the fuller mention, then the claim that revises or repeats that
WITH mentioned AS (
    SELECT claims.figure_id, coalesce(mentions.standing_id, claims.figure_id) AS at
    FROM build.claims AS claims LEFT JOIN build.mentions AS mentions USING (figure_id)
    WHERE mentions.figure_id IS NOT NULL OR claims.figure_id IN (SELECT figure_id FROM build.replaced)
),
once AS (
    SELECT mentioned.figure_id, coalesce(replaced.replaced_by, mentioned.at) AS at
    FROM mentioned LEFT JOIN build.replaced AS replaced ON replaced.figure_id = mentioned.at
),
-- the figure that replaces an earlier claim of its own sentence may be a mention, or be replaced, in its turn
again AS (
    SELECT once.figure_id, coalesce(mentions.standing_id, once.at) AS at
    FROM once LEFT JOIN build.mentions AS mentions ON mentions.figure_id = once.at
)
SELECT again.figure_id, coalesce(replaced.replaced_by, again.at) AS stands_for_it
FROM again LEFT JOIN build.replaced AS replaced ON replaced.figure_id = again.at
WHERE stands_for_it <> again.figure_id
