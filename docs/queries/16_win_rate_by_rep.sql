-- Who wins how many of their deals, and how much?
-- Closed deals by the owner, who is the successor where somebody left. With few deals a rate says little.
WITH closed AS (
    SELECT
        owner_id, status, amount,
        cast(extract(epoch FROM (closed_at - created_at)) AS double precision) / 86400 AS days
    FROM deals
    WHERE status IN ('won', 'lost')
)
SELECT
    u.full_name AS rep,
    count(*) AS closed,
    count(*) FILTER (WHERE c.status = 'won') AS won,
    round(cast(100.0 * count(*) FILTER (WHERE c.status = 'won') / count(*) AS decimal(18, 6)), 1) AS win_rate_pct,
    cast(coalesce(sum(c.amount) FILTER (WHERE c.status = 'won'), 0) AS decimal(18, 2)) AS won_value,
    round(
        cast(
            sum(c.amount) FILTER (WHERE c.status = 'won') / nullif(count(*) FILTER (WHERE c.status = 'won'), 0)
            AS decimal(18, 6)
        ), 0
    ) AS mean_won,
    round(
        cast(percentile_cont(0.5) WITHIN GROUP (ORDER BY c.days) FILTER (WHERE c.status = 'won') AS decimal(18, 6)), 1
    ) AS median_days_to_win
FROM closed c JOIN users u ON u.id = c.owner_id
GROUP BY u.id, u.full_name
ORDER BY won_value DESC, u.id
LIMIT 25;
