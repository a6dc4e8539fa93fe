-- Is a figure left out without a reason, or counted in spite of one?
SELECT figure_id, counted, excluded_because FROM counted_figures
WHERE counted IS DISTINCT FROM (excluded_because IS NULL)
    OR excluded_because NOT IN ('part_of', 'restates', 'duplicate_article', 'superseded_revision', 'denied',
        'repeats_same_claim', 'revised', 'within_wider_figure')
