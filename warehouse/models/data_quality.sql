-- How complete is what each publisher's articles gave: sources, places, periods, rejected rows?
-- Grain: one row a publisher; the figures behind it are those of reported_figures with that publisher.
-- Columns:
--   articles: How many articles, revisions and copies included
--   articles_with_figures: How many of them hold a figure
--   figures: How many figures
--   figures_per_article: Figures over articles
--   share_with_source: Share of figures that name a source, 0 to 1
--   share_with_place: Share of figures whose region is known
--   share_with_period: Share of figures whose period is known
--   share_counted: Share of figures that count in a total over everything
--   mean_confidence: Mean confidence of the figures
--   rejected_rows: Rows of these articles in rejects
WITH of_articles AS (
    SELECT publisher, count(*) AS articles FROM articles GROUP BY publisher
),
of_figures AS (
    SELECT
        publisher, count(DISTINCT article_id) AS articles_with_figures, count(*) AS figures,
        avg((source_id IS NOT NULL)::INTEGER) AS share_with_source, avg((region_id IS NOT NULL)::INTEGER) AS share_with_place,
        avg((coalesce(period_start, period_end) IS NOT NULL)::INTEGER) AS share_with_period,
        avg(counted::INTEGER) AS share_counted, avg(confidence) AS mean_confidence
    FROM counted_figures GROUP BY publisher
),
of_rejects AS (
    SELECT articles.publisher, count(*) AS rejected_rows FROM rejects JOIN articles USING (article_id) GROUP BY articles.publisher
)
SELECT
    of_articles.publisher, of_articles.articles, coalesce(articles_with_figures, 0) AS articles_with_figures,
    coalesce(figures, 0) AS figures, coalesce(figures, 0) / of_articles.articles AS figures_per_article,
    share_with_source, share_with_place, share_with_period, share_counted, mean_confidence,
    coalesce(rejected_rows, 0) AS rejected_rows
FROM of_articles
LEFT JOIN of_figures ON of_figures.publisher IS NOT DISTINCT FROM of_articles.publisher
LEFT JOIN of_rejects ON of_rejects.publisher IS NOT DISTINCT FROM of_articles.publisher
