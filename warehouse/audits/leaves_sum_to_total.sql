-- Does a region's total pass over a figure of one of its parts, or hold one that is neither its own nor in a part's total?
-- A part's figure may be missing only where it lies within a figure of the region.
WITH members AS (
    SELECT source_name, own_voice, region_path, measure, unit, grain, coalesce(period_start, DATE '0001-01-01') AS starts,
        unnest(figure_ids) AS figure_id
    FROM totals_by_source_region
),
lifted AS (
    SELECT members.* REPLACE (array_to_string(string_split(region_path, ' / ')[:-2], ' / ') AS region_path)
    FROM members WHERE contains(region_path, ' / ')
),
held AS (
    SELECT within.figure_id, figures.region_path FROM build.within AS within JOIN figures ON figures.figure_id = within.container_id
)
SELECT lifted.*, 'passed over' AS fault
FROM lifted
ANTI JOIN members USING (source_name, own_voice, region_path, measure, unit, grain, starts, figure_id)
ANTI JOIN held ON held.figure_id = lifted.figure_id
    AND starts_with(held.region_path || ' / ', lifted.region_path || ' / ')
UNION ALL
SELECT members.*, 'of no part'
FROM members
ANTI JOIN lifted USING (source_name, own_voice, region_path, measure, unit, grain, starts, figure_id)
ANTI JOIN figures ON figures.figure_id = members.figure_id AND figures.region_path = members.region_path
