-- severity: error
-- says: Of the leads answered by asOf 80 to 90 % were answered within the SLA, counted in worked time, give or take one.
WITH asked AS (SELECT * FROM expect_asked WHERE until_us >= as_of_us),
waited AS (SELECT worked_us FROM lead_waits, asked WHERE asked_us < as_of_us AND answered_us < as_of_us),
found AS (SELECT count(*) AS answered, count(*) FILTER (worked_us <= sla_us) AS within FROM waited, asked)
SELECT
    'leads answered within the SLA' AS subject,
    format('{} to {}', answered * 8 // 10, answered * 9 // 10) AS expected,
    within AS actual,
    within * 10 BETWEEN answered * 8 - 10 AND answered * 9 + 10 AS ok
FROM found, asked;
