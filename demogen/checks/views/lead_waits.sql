-- How long each answered lead waited, in worked time: from its arrival to the first response on the staff's axis.
CREATE OR REPLACE VIEW lead_waits AS
WITH answered AS (
    SELECT created_us AS asked_us, first_response_us AS answered_us FROM keyed.leads WHERE first_response_us IS NOT NULL
)
SELECT
    asked_us, answered_us,
    b.position_us + least(answered_us - b.opens_us, b.closes_us - b.opens_us)
    - coalesce(a.position_us + least(asked_us - a.opens_us, a.closes_us - a.opens_us), 0) AS worked_us
FROM answered
ASOF LEFT JOIN expect_work a ON asked_us >= a.opens_us
ASOF JOIN expect_work b ON answered_us >= b.opens_us;
