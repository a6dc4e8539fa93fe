-- In which regions does each region lie, itself included?
-- Grain: one row a region and a region that holds it.
-- Columns:
--   region_id: The region
--   region_node: One id for all regions of the same path
--   ancestor_node: A region that holds it, by that one id; itself at distance 0
--   distance: Steps up the path from the region to the ancestor
WITH nodes AS (
    SELECT region_path, min(region_id) AS node FROM regions GROUP BY region_path
),
paths AS (
    SELECT region_id, region_path, string_split(region_path, ' / ') AS names FROM regions
),
prefixes AS (
    SELECT region_id, region_path, len(names) - n AS distance, array_to_string(names[:n], ' / ') AS prefix
    FROM (SELECT *, unnest(range(1, len(names) + 1)) AS n FROM paths)
)
SELECT prefixes.region_id, own.node AS region_node, above.node AS ancestor_node, prefixes.distance::INTEGER AS distance
FROM prefixes
JOIN nodes AS own ON own.region_path = prefixes.region_path
JOIN nodes AS above ON above.region_path = prefixes.prefix
