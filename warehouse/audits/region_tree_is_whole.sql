-- Does a region hang in the air?
SELECT region_id, region_path, parent_region_id FROM regions
WHERE (depth > 0) <> (parent_region_id IS NOT NULL)
    OR parent_region_id NOT IN (SELECT region_id FROM regions)
