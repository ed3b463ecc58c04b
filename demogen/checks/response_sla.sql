-- severity: error
-- says: Of the leads answered by asOf 80 to 90 % were answered within the SLA, counted in worked time, give or take one.
WITH asked AS (SELECT * FROM expect_asked WHERE until_us >= as_of_us),
answered AS (
    SELECT epoch_us(created_at) AS asked_us, epoch_us(first_response_at) AS answered_us FROM leads, asked
    WHERE epoch_us(created_at) < as_of_us AND epoch_us(first_response_at) < as_of_us
),
waited AS (
    SELECT
        b.position_us + least(answered_us - b.opens_us, b.closes_us - b.opens_us)
        - coalesce(a.position_us + least(asked_us - a.opens_us, a.closes_us - a.opens_us), 0) AS worked_us
    FROM answered
    ASOF LEFT JOIN expect_work a ON asked_us >= a.opens_us
    ASOF JOIN expect_work b ON answered_us >= b.opens_us
),
found AS (SELECT count(*) AS answered, count(*) FILTER (worked_us <= sla_us) AS within FROM waited, asked)
SELECT
    'leads answered within the SLA' AS subject,
    format('{} to {}', answered * 8 // 10, answered * 9 // 10) AS expected,
    within AS actual,
    within * 10 BETWEEN answered * 8 - 10 AND answered * 9 + 10 AS ok
FROM found, asked;
