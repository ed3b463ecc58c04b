-- severity: error
-- says: Nobody of the team is in two conversations at once, on the phone or in a meeting.
WITH conversation AS (
    SELECT
        occurred_us AS start_us,
        max(occurred_us + duration_seconds::BIGINT * 1000000) OVER (
            PARTITION BY "user" ORDER BY occurred_us, duration_seconds ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        ) AS busy_us
    FROM keyed.activities WHERE status = 'done' AND duration_seconds IS NOT NULL
)
SELECT 'activities.occurred_at' AS subject, 0 AS expected, count(*) FILTER (start_us < busy_us) AS actual, count(*) FILTER (start_us < busy_us) = 0 AS ok
FROM conversation;
