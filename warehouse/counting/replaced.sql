-- Which figures does a figure of another article repeat or revise?
-- Grain: one row a figure that does not stand, for one source, measure, unit, basis, period and region.
-- Columns:
--   reason: revised where the latest article gives other values alone; repeats_same_claim where an earlier article said it
--   replaced_by: The figure that stands instead
WITH several AS (
    SELECT source_key, measure, unit, basis, starts, ends, region_node, is_share
    FROM build.claims_compared
    GROUP BY source_key, measure, unit, basis, starts, ends, region_node, is_share HAVING min(article_id) <> max(article_id)
),
members AS (
    SELECT claims.*, dense_rank() OVER (
        ORDER BY claims.source_key, claims.measure, claims.unit, claims.basis, claims.starts, claims.ends, claims.region_node,
            claims.is_share) AS claim_group
    FROM build.claims_compared AS claims
    SEMI JOIN several USING (source_key, measure, unit, basis, starts, ends, region_node, is_share)
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
)
SELECT firsts.figure_id, CASE WHEN said_last THEN 'repeats_same_claim' ELSE 'revised' END AS reason,
    CASE WHEN said_last THEN first_id ELSE stands.figure_id END AS replaced_by
FROM firsts JOIN stands ON stands.claim_group = firsts.claim_group
WHERE NOT said_last OR first_id <> firsts.figure_id
UNION ALL
SELECT earlier.figure_id, 'revised', earlier.replaced_by
FROM build.earlier_claims AS earlier
