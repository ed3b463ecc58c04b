-- severity: error
-- says: Texts are filled in and clean, and there is none about what has not happened.
WITH body AS (SELECT body, status = 'done' AS done, count(*) AS rows FROM activities GROUP BY ALL),
said AS (
    SELECT 'activities.subject' AS subject, subject AS text FROM (SELECT DISTINCT subject FROM activities)
    UNION ALL SELECT DISTINCT 'activities.body', body FROM body
    UNION ALL SELECT 'notes.body', body FROM (SELECT DISTINCT body FROM notes)
    UNION ALL SELECT 'deals.name', name FROM deals
),
judged AS (
    SELECT subject, count(*) FILTER (text = '' OR regexp_matches(text, '[{}]|  |^ | $')) AS actual FROM said GROUP BY subject
    UNION ALL
    SELECT 'activities.body when done', coalesce(sum(rows) FILTER (done <> (body IS NOT NULL)), 0)::BIGINT FROM body
)
SELECT subject, 0 AS expected, actual, actual = 0 AS ok FROM judged;
