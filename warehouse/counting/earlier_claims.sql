-- Which figures does their own sentence tell as an earlier claim: the 30 of `rose from 30 to 45`?
-- Grain: one row a figure that its sentence replaces.
-- Columns:
--   replaced_by: The figure of the sentence that is given now
WITH pairs AS (
    SELECT
        earlier.figure_id, later.figure_id AS replaced_by, earlier.sentence,
        abs(later.start_char - earlier.start_char) AS apart,
        regexp_escape(earlier.number_text) AS was, regexp_escape(later.number_text) AS is_now,
        '(?:(?:an?|the|at|about|around|some|nearly|almost|least|more|than|over|earlier|previous|initial|first) ){0,4}' AS hedge
    FROM figures AS earlier
    JOIN figures AS later
        ON later.article_id = earlier.article_id AND later.measure = earlier.measure AND later.unit = earlier.unit
        AND later.sentence = earlier.sentence
    WHERE contains(earlier.sentence, 'from')
)
SELECT figure_id, arg_min(replaced_by, apart) AS replaced_by
FROM pairs
WHERE regexp_matches(sentence, '\bfrom ' || hedge || was || '\b')
    AND NOT regexp_matches(sentence, '\bfrom ' || hedge || is_now || '\b')
    AND (regexp_matches(sentence, '\bto ' || hedge || is_now || '\b')
        OR regexp_matches(sentence, '\b(?:up|down|rose|rising|increased?|revised|raised|lowered|climbed|jumped|fell) from ' || hedge || was || '\b'))
GROUP BY figure_id
