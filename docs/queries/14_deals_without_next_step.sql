-- Which open deals have nothing planned?
-- No meeting and no task about the deal is still to be done; the largest first.
WITH latest AS (
    SELECT greatest((SELECT max(created_at) FROM leads), (SELECT max(created_at) FROM activities)) AS moment
),
done AS (
    SELECT deal_id, max(occurred_at) AS at, count(*) FILTER (WHERE status = 'planned') AS planned
    FROM activities
    WHERE deal_id IS NOT NULL
    GROUP BY deal_id
)
SELECT
    d.name AS deal,
    u.full_name AS owner,
    s.name AS stage,
    d.amount,
    d.expected_close_on,
    round(cast(extract(epoch FROM (n.moment - a.at)) / 86400 AS decimal(18, 6)), 1) AS days_since_activity
FROM deals d
CROSS JOIN latest n
JOIN users u ON u.id = d.owner_id
JOIN pipeline_stages s ON s.id = d.stage_id
LEFT JOIN done a ON a.deal_id = d.id
WHERE d.status = 'open' AND coalesce(a.planned, 0) = 0
ORDER BY d.amount DESC, d.id
LIMIT 25;
