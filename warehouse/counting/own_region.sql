-- Which figures count in the total of their own region?
-- Grain: one row a figure that stands for a source in a region, and lies within no figure of that region's subtree.
-- Columns:
--   source_key: The source's id, or `publisher:NAME` for a publisher's own voice
--   region_node: The region, one id for all regions of the same path
SELECT claims.figure_id, claims.source_key, claims.region_node
FROM build.claims AS claims
JOIN build.figure_counting AS counting USING (figure_id)
ANTI JOIN (
    SELECT within.figure_id
    FROM build.within AS within
    JOIN build.claims AS mine ON mine.figure_id = within.figure_id
    JOIN build.claims AS its ON its.figure_id = within.container_id
    JOIN build.region_ancestors AS tree ON tree.region_id = its.region_node AND tree.ancestor_node = mine.region_node
    WHERE NOT within.through_time_alone
) AS inside USING (figure_id)
WHERE counting.stands AND claims.source_key IS NOT NULL AND claims.region_node IS NOT NULL
