-- Does a figure count in the total over everything beside one that it is part of or lies within?
SELECT inner_figure.figure_id, outer_figure.figure_id AS within
FROM build.within AS within
JOIN counted_figures AS inner_figure ON inner_figure.figure_id = within.figure_id
JOIN counted_figures AS outer_figure ON outer_figure.figure_id = within.container_id
WHERE inner_figure.counted AND outer_figure.counted AND NOT within.through_time_alone
