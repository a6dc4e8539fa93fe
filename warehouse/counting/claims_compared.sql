-- Which figures still stand for themselves, and of what does each tell, so that claims can be compared across articles?
-- Grain: one row a figure with a source, and an incident or a region and period, that no other mention, denial or copy of
--   its article replaces.
-- Columns:
--   is_share: Whether it is a share of a figure of the very same region, which only other shares repeat or revise
--   of_shares: Whether it is a share of anything in an incident's toll, so that it revises no whole
--   of_incident: The incident whose toll it tells; null for one that no incident holds together
--   of_basis: The basis by which it is compared; null for an incident's toll, however it is told
--   of_region: The region in which it is compared; null for an incident at one place, however that is called
--   of_start: The first day of the period in which it is compared; null for an incident's toll
--   of_end: The last day of that
WITH standing AS (
    SELECT claims.*, coalesce(whole.region_node = claims.region_node, false) AS is_share
    FROM build.claims AS claims
    LEFT JOIN build.claims AS whole ON whole.figure_id = claims.part_of
    LEFT JOIN build.mentions AS mentions ON mentions.figure_id = claims.figure_id
    ANTI JOIN build.earlier_claims AS earlier ON earlier.figure_id = claims.figure_id
    WHERE claims.article_reason IS NULL AND NOT claims.is_denied
        AND coalesce(mentions.standing_id = claims.figure_id, true)
        AND claims.source_key IS NOT NULL
),
spreading AS (
    SELECT incident_id, started_on, kinds.spreads
    FROM incidents LEFT JOIN build.incident_kinds AS kinds ON kinds.event_type = incidents.incident_type
),
-- a smaller number of a place within the place of one that was given by then is a part of the toll, no revision of it
inner_places AS (
    SELECT DISTINCT figure.figure_id
    FROM standing AS figure
    JOIN build.region_ancestors AS tree ON tree.region_id = figure.region_node AND tree.distance > 0
    JOIN standing AS container
        ON container.incident_id = figure.incident_id AND container.source_key = figure.source_key
        AND container.measure = figure.measure AND container.unit = figure.unit
        AND container.region_node = tree.ancestor_node AND container.size > figure.size
        AND (container.published_at, container.article_id) <= (figure.published_at, figure.article_id)
),
told AS (
    SELECT standing.*, spreading.spreads, inner_places.figure_id IS NOT NULL AS is_inner,
        -- what is new on another day comes on top
        basis = 'new' AND (starts > spreading.started_on + 1 OR ends < spreading.started_on - 1) AS of_other_day
    FROM standing
    LEFT JOIN spreading USING (incident_id)
    LEFT JOIN inner_places USING (figure_id)
)
SELECT
    told.* EXCLUDE (spreads, is_inner, of_other_day, incident_id),
    CASE WHEN basis <> 'rate' THEN incident_id END AS of_incident,
    is_share OR of_incident IS NOT NULL AND part_of IS NOT NULL AS of_shares,
    CASE WHEN of_incident IS NULL OR of_other_day THEN basis END AS of_basis,
    CASE WHEN of_incident IS NULL OR spreads OR is_inner OR part_of IS NOT NULL THEN region_node END AS of_region,
    CASE WHEN of_incident IS NULL OR of_other_day THEN starts END AS of_start,
    CASE WHEN of_incident IS NULL OR of_other_day THEN ends END AS of_end
FROM told
WHERE of_incident IS NOT NULL OR region_node IS NOT NULL AND starts IS NOT NULL
