-- Of which figures is each standing figure a part?
-- Grain: one row a figure, a figure that holds it directly, and why.
-- Columns:
--   container_id: The figure that holds it; one that stands itself
--   why: part_of (the text says so), wider_region (its source gives one for a region around it), longer_period (or for a
--     period around it, which matters for sums over time alone)
WITH RECURSIVE wholes AS (
    SELECT figure_id, part_of AS whole FROM build.claims WHERE part_of IS NOT NULL AND article_reason IS NULL
    UNION
    -- a share of a denied whole is a share of what that was a share of
    SELECT wholes.figure_id, denied.part_of
    FROM wholes JOIN build.claims AS denied ON denied.figure_id = wholes.whole
    WHERE denied.is_denied
),
standing AS MATERIALIZED (
    SELECT claims.* FROM build.claims_compared AS claims ANTI JOIN build.replaced AS replaced USING (figure_id)
),
told AS (
    -- what one mention says of a share holds for the mention that stands
    SELECT coalesce(mine.stands_for_it, wholes.figure_id) AS figure_id, coalesce(its.stands_for_it, wholes.whole) AS container_id
    FROM wholes
    JOIN build.claims AS whole ON whole.figure_id = wholes.whole AND NOT whole.is_denied
    LEFT JOIN build.represented AS mine ON mine.figure_id = wholes.figure_id
    LEFT JOIN build.represented AS its ON its.figure_id = wholes.whole
),
wider AS (
    SELECT figure.figure_id, container.figure_id AS container_id, tree.distance
    FROM standing AS figure
    JOIN build.region_ancestors AS tree ON tree.region_id = figure.region_node AND tree.distance > 0
    JOIN standing AS container
        ON container.region_node = tree.ancestor_node AND container.source_key = figure.source_key
        AND container.measure = figure.measure AND container.unit = figure.unit AND container.basis = figure.basis
        AND container.starts = figure.starts AND container.ends = figure.ends
    WHERE NOT container.is_share
        -- in one article, what happened at two events is not part of one another; a running total has no event
        AND (container.article_id <> figure.article_id OR container.event_key IS NULL OR figure.event_key IS NULL
            OR container.event_key = figure.event_key)
    UNION ALL
    -- a place of an incident lies within its toll, unless that is of other days
    SELECT figure.figure_id, container.figure_id, tree.distance
    FROM standing AS figure
    JOIN build.region_ancestors AS tree ON tree.region_id = figure.region_node AND tree.distance > 0
    JOIN standing AS container
        ON container.of_incident = figure.of_incident AND container.region_node = tree.ancestor_node
        AND container.source_key = figure.source_key AND container.measure = figure.measure AND container.unit = figure.unit
    WHERE NOT container.is_share AND container.article_id <> figure.article_id
        AND coalesce(container.starts <= figure.ends AND container.ends >= figure.starts, true)
),
around AS (
    SELECT figure_id, arg_min(container_id, (distance, container_id)) AS container_id FROM wider GROUP BY figure_id
),
long AS MATERIALIZED (
    SELECT * FROM standing WHERE basis = 'new' AND ends > starts AND starts > DATE '0001-01-01' AND ends < DATE '9999-12-31'
        AND NOT is_share
),
during AS (
    SELECT figure.figure_id, arg_min(container.figure_id, (container.ends - container.starts, container.figure_id)) AS container_id
    FROM standing AS figure
    JOIN build.region_ancestors AS tree ON tree.region_id = figure.region_node
    JOIN long AS container
        ON container.region_node = tree.ancestor_node AND container.source_key = figure.source_key
        AND container.measure = figure.measure AND container.unit = figure.unit
        AND container.starts <= figure.starts AND container.ends >= figure.ends
        AND (container.starts < figure.starts OR container.ends > figure.ends)
    WHERE figure.basis = 'new'
        AND (container.article_id <> figure.article_id OR container.event_key IS NULL OR figure.event_key IS NULL
            OR container.event_key = figure.event_key)
    GROUP BY figure.figure_id, tree.ancestor_node
)
SELECT DISTINCT figure_id, container_id, 'part_of' AS why FROM told WHERE figure_id <> container_id
UNION ALL
SELECT figure_id, container_id, 'wider_region' FROM around
UNION ALL
SELECT DISTINCT figure_id, container_id, 'longer_period' FROM during
