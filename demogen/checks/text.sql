-- severity: error
-- says: Texts are filled in and clean, and there is none about what has not happened.
WITH said AS (
    SELECT 'activities.subject' AS subject, subject AS text FROM (SELECT DISTINCT subject FROM activities)
    UNION ALL SELECT 'activities.body', body FROM (SELECT DISTINCT body FROM activities)
    UNION ALL SELECT 'notes.body', body FROM (SELECT DISTINCT body FROM notes)
    UNION ALL SELECT 'deals.name', name FROM deals
),
judged AS (
    SELECT subject, count(*) FILTER (text = '' OR regexp_matches(text, '[{}]|  |^ | $')) AS actual FROM said GROUP BY subject
    UNION ALL SELECT 'activities.body when done', count(*) FILTER ((status = 'done') <> (body IS NOT NULL)) FROM activities
    UNION ALL SELECT 'activities.outcome when done', count(*) FILTER ((status = 'done') <> (outcome IS NOT NULL)) FROM activities
)
SELECT subject, 0 AS expected, actual, actual = 0 AS ok FROM judged;
