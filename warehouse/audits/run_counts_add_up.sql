-- Do a run's counts differ from one another, or from the rows that it left?
SELECT runs.run_id, runs.kind, runs.articles_read, runs.articles_new, runs.articles_changed, runs.articles_skipped,
    runs.articles_rejected, runs.figures_loaded
FROM runs
WHERE runs.articles_read <> runs.articles_new + runs.articles_changed + runs.articles_skipped + runs.articles_rejected
    OR runs.articles_copies > runs.articles_new + runs.articles_changed
    OR runs.articles_new + runs.articles_changed <> (SELECT count(*) FROM articles WHERE articles.run_id = runs.run_id)
    -- a later reading of the same articles takes their figures over
    OR runs.figures_loaded < (SELECT count(*) FROM figures WHERE figures.run_id = runs.run_id)
    OR (NOT EXISTS (FROM runs AS later WHERE later.kind = 'reprocess')
        AND runs.figures_loaded <> (SELECT count(*) FROM figures WHERE figures.run_id = runs.run_id))
