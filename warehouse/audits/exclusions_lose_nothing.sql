-- Is a claim lost: a mention or repeat is left out, and the figure that should stand for it does not stand?
SELECT figures.figure_id, figures.excluded_because, figures.replaced_by_figure_id
FROM counted_figures AS figures
LEFT JOIN counted_figures AS instead ON instead.figure_id = figures.replaced_by_figure_id
WHERE figures.excluded_because IN ('restates', 'repeats_same_claim', 'revised') AND NOT coalesce(instead.stands, false)
