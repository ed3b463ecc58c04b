-- severity: error
-- says: Texts are filled in and clean, and there is none about what has not happened.
WITH judged AS (
    SELECT
        count(*) FILTER (is_unclean(body)) AS "activities.body",
        count(*) FILTER ((status = 'done') <> (body IS NOT NULL)) AS "activities.body when done"
    FROM activities
),
subjects AS (SELECT count(*) FILTER (is_unclean(subject)) AS "activities.subject" FROM (SELECT DISTINCT subject FROM activities)),
notes AS (SELECT count(*) FILTER (is_unclean(body)) AS "notes.body" FROM (SELECT DISTINCT body FROM notes)),
deals AS (SELECT count(*) FILTER (is_unclean(name)) AS "deals.name" FROM deals),
counts AS (SELECT * FROM judged, subjects, notes, deals)
SELECT subject, 0 AS expected, actual, actual = 0 AS ok FROM counts UNPIVOT (actual FOR subject IN (COLUMNS(*)));
