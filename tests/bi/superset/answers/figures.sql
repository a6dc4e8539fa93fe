SELECT count(*) FROM reported_figures
