-- Within which figures does each figure lie, directly or through others?
-- Grain: one row a figure and a figure that holds it.
-- Columns:
--   container_id: The figure that holds it
--   through_time_alone: Whether it is held only through periods around its own, which a total over everything passes over
WITH RECURSIVE walk AS (
    SELECT figure_id, container_id, why = 'longer_period' AS through_time FROM build.containers
    UNION
    SELECT walk.figure_id, containers.container_id, walk.through_time OR containers.why = 'longer_period'
    FROM walk JOIN build.containers AS containers ON containers.figure_id = walk.container_id
),
pairs AS (
    SELECT figure_id, container_id, bool_and(through_time) AS through_time_alone FROM walk GROUP BY figure_id, container_id
)
SELECT pairs.*
FROM pairs
ANTI JOIN (
    -- figures that hold each other cannot both give way: the larger stands
    SELECT pairs.figure_id, pairs.container_id
    FROM pairs
    JOIN pairs AS back ON back.figure_id = pairs.container_id AND back.container_id = pairs.figure_id
    JOIN build.claims AS mine ON mine.figure_id = pairs.figure_id
    JOIN build.claims AS its ON its.figure_id = pairs.container_id
    WHERE (mine.size, mine.figure_id) >= (its.size, its.figure_id)
) AS larger USING (figure_id, container_id)
