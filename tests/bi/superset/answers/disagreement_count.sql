SELECT count(*) FROM (SELECT disagreement_id FROM disagreements GROUP BY disagreement_id)
