-- How active has everybody been, week by week?
-- What staff did themselves: done and not inbound, in the tenant's weeks from Monday on. The current week is not over.
WITH today AS (
    SELECT
        t.timezone AS zone,
        cast(date_trunc('week', timezone(t.timezone, greatest(
            (SELECT max(created_at) FROM leads), (SELECT max(created_at) FROM activities)
        ))) AS date) AS monday
    FROM tenants t
),
done AS (
    SELECT
        a.user_id, a.type,
        (t.monday - cast(date_trunc('week', timezone(t.zone, a.occurred_at)) AS date)) / 7 AS weeks_ago
    FROM activities a, today t
    WHERE a.status = 'done' AND (a.direction IS NULL OR a.direction = 'outbound')
)
SELECT
    u.full_name AS rep,
    count(*) FILTER (WHERE weeks_ago = 4) AS four_weeks_ago,
    count(*) FILTER (WHERE weeks_ago = 3) AS three_weeks_ago,
    count(*) FILTER (WHERE weeks_ago = 2) AS two_weeks_ago,
    count(*) FILTER (WHERE weeks_ago = 1) AS last_week,
    count(*) FILTER (WHERE weeks_ago = 0) AS this_week,
    count(*) FILTER (WHERE type = 'call') AS calls,
    count(*) FILTER (WHERE type = 'email') AS emails,
    count(*) FILTER (WHERE type = 'meeting') AS meetings,
    count(*) FILTER (WHERE type = 'task') AS tasks,
    count(*) AS in_all
FROM done d JOIN users u ON u.id = d.user_id
WHERE d.weeks_ago BETWEEN 0 AND 4
GROUP BY u.id, u.full_name
ORDER BY in_all DESC, u.id
LIMIT 25;
