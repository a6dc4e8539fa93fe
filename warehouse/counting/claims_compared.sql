-- Which figures still stand for themselves, so that claims can be compared across articles?
-- Grain: one row a figure with source, region and period that no other mention, denial or copy of its article replaces.
-- Columns:
--   is_share: Whether it is a share of a figure of the very same region, which only other shares repeat or revise
SELECT claims.*, coalesce(whole.region_node = claims.region_node, false) AS is_share
FROM build.claims AS claims
LEFT JOIN build.claims AS whole ON whole.figure_id = claims.part_of
LEFT JOIN build.mentions AS mentions ON mentions.figure_id = claims.figure_id
ANTI JOIN build.earlier_claims AS earlier ON earlier.figure_id = claims.figure_id
WHERE claims.article_reason IS NULL AND NOT claims.is_denied
    AND coalesce(mentions.standing_id = claims.figure_id, true)
    AND claims.source_key IS NOT NULL AND claims.region_node IS NOT NULL AND claims.starts IS NOT NULL
