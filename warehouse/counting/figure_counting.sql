-- Does each figure count, and why not?
-- Grain: one row a figure.
-- Columns:
--   counted: Whether it counts in a total over everything
--   excluded_because: Why it does not: superseded_revision, duplicate_article, denied, restates, part_of,
--     repeats_same_claim, revised or within_wider_figure; the first that holds
--   stands: Whether it counts in the total of some region: nothing but a figure around it can exclude it
--   replaced_by_figure_id: The figure that stands instead of one that is restated, repeated or revised
--   within_figure_id: The figure that it is part of or lies within, directly
WITH direct AS (
    SELECT
        containers.figure_id,
        bool_or(containers.why = 'part_of') AS is_part,
        arg_min(containers.container_id, (containers.why <> 'part_of', containers.container_id)) AS within_figure_id
    FROM build.containers AS containers
    SEMI JOIN build.within AS within USING (figure_id, container_id)
    WHERE containers.why <> 'longer_period'
    GROUP BY containers.figure_id
),
told AS (
    -- a figure that does not stand is still shown as part of its own article's whole
    SELECT figure_id, part_of IN (SELECT figure_id FROM build.claims WHERE NOT is_denied) AS is_part
    FROM build.claims WHERE part_of IS NOT NULL
),
reasons AS (
    SELECT
        claims.figure_id, claims.article_reason, claims.is_denied,
        coalesce(mentions.standing_id <> claims.figure_id, false) AS is_mention,
        replaced.reason,
        direct.is_part OR replaced.reason IS NOT NULL AND told.is_part AS is_part,
        direct.within_figure_id,
        represented.stands_for_it
    FROM build.claims AS claims
    LEFT JOIN build.mentions AS mentions USING (figure_id)
    LEFT JOIN build.replaced AS replaced USING (figure_id)
    LEFT JOIN build.represented AS represented USING (figure_id)
    LEFT JOIN direct USING (figure_id)
    LEFT JOIN told USING (figure_id)
)
SELECT
    figure_id,
    excluded_because IS NULL AS counted,
    excluded_because,
    article_reason IS NULL AND NOT is_denied AND NOT is_mention AND reason IS NULL AS stands,
    CASE WHEN article_reason IS NULL AND NOT is_denied THEN stands_for_it END AS replaced_by_figure_id,
    within_figure_id
FROM (
    SELECT *, CASE
        WHEN article_reason IS NOT NULL THEN article_reason
        WHEN is_denied THEN 'denied'
        WHEN is_mention THEN 'restates'
        WHEN is_part THEN 'part_of'
        WHEN reason IS NOT NULL THEN reason
        WHEN within_figure_id IS NOT NULL THEN 'within_wider_figure'
    END AS excluded_because
    FROM reasons
)
