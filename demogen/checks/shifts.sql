-- severity: error
-- says: At a desk that never closes everybody does what they do in one shift of the day.
WITH asked AS (SELECT * FROM expect_asked WHERE always_open),
act AS (
    SELECT user_id, epoch_us(occurred_at) AS moment FROM activities, asked WHERE type <> 'email' OR direction = 'outbound'
    UNION ALL SELECT author_id, epoch_us(created_at) FROM notes, asked
    UNION ALL SELECT changed_by_id, epoch_us(changed_at) FROM deal_stage_history, asked
),
worked AS (
    SELECT a.user_id, count(DISTINCT s.shift) AS shifts
    FROM act a ASOF JOIN expect_shifts s ON a.moment >= s.begins_us
    WHERE a.moment IS NOT NULL
    GROUP BY a.user_id
)
SELECT 'users in more than one shift' AS subject, 0 AS expected, count(*) FILTER (shifts > 1) AS actual, count(*) FILTER (shifts > 1) = 0 AS ok
FROM worked;
