-- severity: error
-- says: Exactly the asked share of leads went silent: answered five working days before asOf, and nothing came back.
WITH asked AS (
    SELECT a.*, w.position_us + least(as_of_us - opens_us, closes_us - opens_us) AS as_of_position
    FROM (SELECT * FROM expect_asked WHERE until_us >= as_of_us) a ASOF JOIN expect_work w ON a.as_of_us >= w.opens_us
),
replies AS (
    SELECT DISTINCT lead FROM keyed.activities, asked
    WHERE lead IS NOT NULL AND direction = 'inbound' AND occurred_us < as_of_us
),
answered AS (
    SELECT nr, status, first_response_us AS answered_us FROM keyed.leads, asked
    WHERE first_response_us < as_of_us AND created_us < as_of_us
),
silent AS (
    SELECT l.nr, l.status
    FROM answered l ASOF JOIN expect_work w ON l.answered_us >= w.opens_us, asked
    WHERE w.position_us + least(answered_us - opens_us, closes_us - opens_us) + 5 * work_day_us <= as_of_position
    AND nr NOT IN (SELECT lead FROM replies)
),
found AS (
    SELECT 'silent leads' AS subject, silent AS expected, (SELECT count(*) FROM silent) AS actual FROM asked
    UNION ALL
    SELECT 'silent leads that are unresponsive', silent, (SELECT count(*) FROM silent WHERE status = 'unresponsive')
    FROM asked WHERE until_us = as_of_us
    UNION ALL
    SELECT 'unresponsive leads', silent, (SELECT count(*) FROM keyed.leads WHERE status = 'unresponsive')
    FROM asked WHERE until_us = as_of_us
)
SELECT subject, expected, actual, expected = actual AS ok FROM found;
