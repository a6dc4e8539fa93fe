-- How many does each source report for each region and period, subregions and parts counted once?
-- Grain: one row a source, region, measure, unit and period (grain day, week, month, or all for any time at all).
--   Sums new figures alone, and never those of different sources. A figure counts in a cell unless one that it is part
--   of, or lies within, counts there too.
-- Columns:
--   source_id: The source; null for a publisher speaking in its own voice
--   source_name: The source's canonical name, or the publisher's where own_voice is true
--   own_voice: Whether a publisher speaks in its own voice
--   grain: day, week (from Monday), month, or all
--   period_start: First day of the cell; null for all
--   period_end: Last day of the cell; null for all
--   first_day: Earliest day that the summed figures' periods begin, so that a total over all time says what it covers;
--     null where no figure states one
--   last_day: Latest day that they end; null where no figure states one
--   own_value: Sum over the figures that name this very region; null where there is none
--   value: Sum with subregions, of the best value, else the low, else the high
--   value_low: The least that the words allow together
--   value_high: The most that the words allow together; null where one of them sets no ceiling
--   figures: How many figures are summed
--   articles: How many articles they stand in
--   figure_ids: The figures that are summed; join reported_figures on them for the sentences
WITH summed AS (
    SELECT claims.*
    FROM build.claims AS claims JOIN build.figure_counting AS counting USING (figure_id)
    WHERE counting.stands AND claims.basis = 'new' AND claims.source_key IS NOT NULL AND claims.region_node IS NOT NULL
),
in_time AS (
    SELECT figure_id, 'all' AS grain, NULL::DATE AS period_start FROM summed
    UNION ALL
    SELECT figure_id, grain, date_trunc(grain, starts)::DATE
    FROM summed, (VALUES ('day'), ('week'), ('month')) AS grains (grain)
    WHERE starts > DATE '0001-01-01' AND ends < DATE '9999-12-31' AND date_trunc(grain, starts) = date_trunc(grain, ends)
),
cells AS (
    SELECT summed.figure_id, tree.ancestor_node AS cell_region, in_time.grain, in_time.period_start
    FROM summed
    JOIN in_time USING (figure_id)
    JOIN build.region_ancestors AS tree ON tree.region_id = summed.region_node
),
held AS (
    SELECT DISTINCT within.figure_id, tree.ancestor_node AS cell_region, inside.grain
    FROM build.within AS within
    JOIN summed AS mine ON mine.figure_id = within.figure_id
    JOIN build.claims AS its ON its.figure_id = within.container_id
    JOIN build.region_ancestors AS tree ON tree.region_id = its.region_node
    JOIN in_time AS inside ON inside.figure_id = within.figure_id
    LEFT JOIN in_time AS around ON around.figure_id = within.container_id AND around.grain = inside.grain
        AND around.period_start = inside.period_start
    WHERE inside.grain = 'all'
        OR (around.figure_id IS NOT NULL AND its.source_key = mine.source_key AND its.unit = mine.unit)
),
totals AS (
    SELECT
        summed.source_key, cells.cell_region, summed.measure, summed.unit, cells.grain, cells.period_start,
        sum(summed.size) FILTER (WHERE summed.region_node = cells.cell_region) AS own_value,
        sum(summed.size) AS value,
        sum(coalesce(summed.value_low, 0)) AS value_low,
        CASE WHEN count(summed.value_high) = count(*) THEN sum(summed.value_high) END AS value_high,
        min(summed.starts) FILTER (WHERE summed.starts > DATE '0001-01-01') AS first_day,
        max(summed.ends) FILTER (WHERE summed.ends < DATE '9999-12-31') AS last_day,
        count(*) AS figures,
        count(DISTINCT summed.article_id) AS articles,
        list(summed.figure_id ORDER BY summed.figure_id) AS figure_ids
    FROM cells
    JOIN summed USING (figure_id)
    ANTI JOIN held USING (figure_id, cell_region, grain)
    GROUP BY ALL
)
SELECT
    who.source_id, who.source_name, who.source_kind, who.own_voice,
    regions.region_id, regions.region_name, regions.region_path, regions.country_code,
    totals.measure, totals.unit, totals.grain, totals.period_start,
    CASE totals.grain
        WHEN 'day' THEN totals.period_start
        WHEN 'week' THEN totals.period_start + 6
        WHEN 'month' THEN last_day(totals.period_start)
    END AS period_end,
    totals.own_value, totals.value, totals.value_low, totals.value_high, totals.figures, totals.articles, totals.figure_ids,
    totals.first_day, totals.last_day
FROM totals
JOIN build.claimants AS who USING (source_key)
JOIN regions ON regions.region_id = totals.cell_region
