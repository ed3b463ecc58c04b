-- severity: error
-- says: Nobody is in two conversations at once, on the phone or in a meeting.
WITH conversation AS (
    SELECT
        user_id, epoch_us(occurred_at) AS start_us,
        max(epoch_us(occurred_at) + duration_seconds::BIGINT * 1000000) OVER (
            PARTITION BY user_id ORDER BY occurred_at, id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        ) AS busy_us
    FROM activities WHERE status = 'done' AND duration_seconds IS NOT NULL
)
SELECT 'activities.occurred_at' AS subject, 0 AS expected, count(*) FILTER (start_us < busy_us) AS actual, count(*) FILTER (start_us < busy_us) = 0 AS ok
FROM conversation;
