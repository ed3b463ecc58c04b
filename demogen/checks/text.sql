-- severity: error
-- says: Texts are filled in and clean, and there is none about what has not happened.
WITH judged AS (
    SELECT
        count(*) FILTER (body_unclean) AS "activities.body",
        count(*) FILTER ((status = 'done') <> body_known) AS "activities.body when done"
    FROM keyed.activities
),
subjects AS (SELECT count(*) FILTER (is_unclean(subject)) AS "activities.subject" FROM (SELECT DISTINCT subject FROM activities)),
notes AS (SELECT count(*) FILTER (body_unclean) AS "notes.body" FROM keyed.notes),
deals AS (SELECT count(*) FILTER (is_unclean(name)) AS "deals.name" FROM deals),
counts AS (SELECT * FROM judged, subjects, notes, deals)
SELECT subject, 0 AS expected, actual, actual = 0 AS ok FROM counts UNPIVOT (actual FOR subject IN (COLUMNS(*)));
