-- What does each figure claim, in the terms by which claims are compared?
-- Grain: one row a figure.
-- Columns:
--   source_key: Whose claim it is: the source, or `publisher:NAME` for a publisher's own voice; null where neither is known
--   region_node: The leaf region, one id for all regions of the same path; null where the text leaves the place open
--   starts: First day of the period, year 1 where only its end is known; null where the period is unknown
--   ends: Last day of the period, year 9999 where only its start is known; null where the period is unknown
--   published_at: When the article was published, year 1 where unknown, so that a dated article is the later one
--   size: The number by which claims are ranked: best, else high, else low
--   article_reason: Why nothing of the article counts: superseded_revision, duplicate_article
--   is_denied: Whether the claim is one that its text withdraws or rejects
--   part_of: The whole that the figure is a share of, where that is a figure of the same article and measure
--   restates: The fuller mention, where that is a figure of the same article and measure
WITH standing AS (
    SELECT
        article_id, publisher, published_at,
        CASE
            WHEN revision < max(revision) OVER (PARTITION BY uri) THEN 'superseded_revision'
            WHEN duplicate_of_article_id IS NOT NULL THEN 'duplicate_article'
        END AS article_reason
    FROM articles
)
SELECT
    figures.figure_id, figures.article_id, figures.measure, figures.unit, figures.basis,
    coalesce(figures.source_id, 'publisher:' || lower(trim(standing.publisher))) AS source_key,
    node.region_node,
    CASE WHEN coalesce(figures.period_start, figures.period_end) IS NOT NULL
        THEN coalesce(figures.period_start, DATE '0001-01-01') END AS starts,
    CASE WHEN coalesce(figures.period_start, figures.period_end) IS NOT NULL
        THEN coalesce(figures.period_end, DATE '9999-12-31') END AS ends,
    figures.value_low, figures.value_best, figures.value_high,
    coalesce(figures.value_best, figures.value_high, figures.value_low) AS size,
    figures.start_char, figures.event_key, members.incident_id,
    coalesce(standing.published_at, TIMESTAMP '0001-01-01') AS published_at,
    standing.article_reason,
    figures.certainty = 'denied' AS is_denied,
    whole.figure_id AS part_of,
    fuller.figure_id AS restates
FROM figures
JOIN standing USING (article_id)
LEFT JOIN build.incident_members AS members
    ON members.article_id = figures.article_id AND members.event_key = figures.event_key
LEFT JOIN build.region_ancestors AS node ON node.region_id = figures.region_id AND node.distance = 0
LEFT JOIN figures AS whole
    ON whole.figure_id = figures.part_of_figure_id AND whole.article_id = figures.article_id AND whole.measure = figures.measure
LEFT JOIN figures AS fuller
    ON fuller.figure_id = figures.restates_figure_id AND fuller.article_id = figures.article_id
    AND fuller.measure = figures.measure
