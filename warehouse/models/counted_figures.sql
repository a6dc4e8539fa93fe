-- Which reported figures count, and why do the others not?
-- Grain: one row a reported figure, with all columns of reported_figures.
-- Columns:
--   counted: Whether the figure counts in a total over everything; only figures of basis new may be summed
--   excluded_because: Why it does not: superseded_revision, duplicate_article, denied, restates, part_of,
--     repeats_same_claim, revised or within_wider_figure; the first that holds
--   stands: Whether it may count in the total of a region: it is then excluded only by a figure around it in that region
--   replaced_by_figure_id: The figure that stands instead of one that is restated, repeated or revised
--   within_figure_id: The figure that it is part of or lies within, directly
SELECT
    reported_figures.*,
    coalesce(counting.counted, false) AS counted,
    counting.excluded_because,
    coalesce(counting.stands, false) AS stands,
    counting.replaced_by_figure_id,
    counting.within_figure_id
FROM reported_figures
LEFT JOIN build.figure_counting AS counting USING (figure_id)
