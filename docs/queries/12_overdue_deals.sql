-- Which open deals should have closed by now?
-- Today is the tenant's day of the latest moment on record. Silent is since the last call, e-mail or
-- meeting about the deal.
WITH latest AS (
    SELECT greatest((SELECT max(created_at) FROM leads), (SELECT max(created_at) FROM activities)) AS moment
),
today AS (
    SELECT t.timezone AS zone, cast(timezone(t.timezone, n.moment) AS date) AS day FROM tenants t, latest n
),
spoken AS (
    SELECT deal_id, max(occurred_at) AS at
    FROM activities
    WHERE deal_id IS NOT NULL AND status = 'done' AND type <> 'task'
    GROUP BY deal_id
)
SELECT
    d.name AS deal,
    u.full_name AS owner,
    s.name AS stage,
    d.amount,
    d.expected_close_on,
    t.day - d.expected_close_on AS days_overdue,
    t.day - cast(timezone(t.zone, k.at) AS date) AS days_silent
FROM deals d
CROSS JOIN today t
JOIN users u ON u.id = d.owner_id
JOIN pipeline_stages s ON s.id = d.stage_id
LEFT JOIN spoken k ON k.deal_id = d.id
WHERE d.status = 'open' AND d.expected_close_on < t.day
ORDER BY d.expected_close_on, d.amount DESC, d.id
LIMIT 25;
