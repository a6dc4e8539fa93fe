-- Which figures does a figure of another article repeat or revise?
-- Grain: one row a figure that does not stand, for one source, measure, unit and incident; or basis, period and region.
-- Columns:
--   reason: revised where the latest article gives other values alone; repeats_same_claim where an earlier article said it
--   replaced_by: The figure that stands instead
WITH several AS (
    SELECT
        source_key, measure, unit, of_incident, of_basis, of_start, of_end, of_region, of_shares, row_number() OVER () AS claim_group
    FROM build.claims_compared
    GROUP BY source_key, measure, unit, of_incident, of_basis, of_start, of_end, of_region, of_shares HAVING min(article_id) <> max(article_id)
),
members AS (
    SELECT claims.*, several.claim_group
    FROM build.claims_compared AS claims
    JOIN several ON several.source_key = claims.source_key AND several.measure = claims.measure
        AND several.unit = claims.unit AND several.of_shares = claims.of_shares
        AND several.of_incident IS NOT DISTINCT FROM claims.of_incident
        AND several.of_basis IS NOT DISTINCT FROM claims.of_basis
        AND several.of_start IS NOT DISTINCT FROM claims.of_start
        AND several.of_end IS NOT DISTINCT FROM claims.of_end
        AND several.of_region IS NOT DISTINCT FROM claims.of_region
),
latest AS (
    SELECT claim_group, arg_max(article_id, (published_at, article_id)) AS article_id FROM members GROUP BY claim_group
),
ordered AS (
    SELECT
        members.*,
        bool_or(members.article_id = latest.article_id)
            OVER (PARTITION BY members.claim_group, value_low, value_best, value_high) AS said_last,
        -- two figures of one value in one article are two claims: the second repeats only another second
        row_number() OVER (PARTITION BY members.claim_group, value_low, value_best, value_high, members.article_id
            ORDER BY start_char, figure_id) AS nth
    FROM members JOIN latest ON latest.claim_group = members.claim_group
),
firsts AS (
    SELECT *, first_value(figure_id) OVER (PARTITION BY claim_group, value_low, value_best, value_high, nth
        ORDER BY published_at, article_id) AS first_id
    FROM ordered
),
stands AS (
    SELECT claim_group, arg_max(figure_id, (size, figure_id)) AS figure_id
    FROM firsts WHERE said_last AND first_id = figure_id GROUP BY claim_group
),
found AS (
    SELECT firsts.figure_id, CASE WHEN said_last THEN 'repeats_same_claim' ELSE 'revised' END AS reason,
        CASE WHEN said_last THEN first_id ELSE stands.figure_id END AS replaced_by
    FROM firsts JOIN stands ON stands.claim_group = firsts.claim_group
    WHERE NOT said_last OR first_id <> firsts.figure_id
    UNION ALL
    SELECT earlier.figure_id, 'revised', earlier.replaced_by
    FROM build.earlier_claims AS earlier
),
-- what was put down to two incidents, or to none here and one there, is still one claim where all of it is the same
left_over AS (
    SELECT claims.*, row_number() OVER (
        PARTITION BY source_key, measure, unit, basis, starts, ends, region_node, is_share, value_low, value_best, value_high,
            article_id ORDER BY start_char, figure_id) AS nth
    FROM build.claims_compared AS claims ANTI JOIN found USING (figure_id)
    WHERE region_node IS NOT NULL AND starts IS NOT NULL
),
once AS (
    SELECT figure_id, first_value(figure_id) OVER (
        PARTITION BY source_key, measure, unit, basis, starts, ends, region_node, is_share, value_low, value_best, value_high, nth
        ORDER BY published_at, article_id) AS first_id
    FROM left_over
)
SELECT figure_id, reason, replaced_by FROM found
UNION ALL
SELECT figure_id, 'repeats_same_claim', first_id FROM once WHERE first_id <> figure_id
