-- How far off are the days on which deals were expected to close?
-- Closed deals by the tenant's quarter in which they closed; slipped is later than expected, by the tenant's days.
WITH closed AS (
    SELECT
        cast(date_trunc('quarter', timezone(t.timezone, d.closed_at)) AS date) AS quarter, d.status,
        cast(timezone(t.timezone, d.closed_at) AS date) - d.expected_close_on AS days
    FROM deals d, tenants t
    WHERE d.status IN ('won', 'lost')
)
SELECT
    quarter,
    count(*) AS closed,
    count(*) FILTER (WHERE days > 0) AS slipped,
    round(cast(100.0 * count(*) FILTER (WHERE days > 0) / count(*) AS decimal(18, 6)), 1) AS slipped_pct,
    round(
        cast(
            100.0 * count(*) FILTER (WHERE days > 0 AND status = 'won')
            / nullif(count(*) FILTER (WHERE status = 'won'), 0) AS decimal(18, 6)
        ), 1
    ) AS slipped_of_won_pct,
    round(
        cast(percentile_cont(0.5) WITHIN GROUP (ORDER BY cast(days AS double precision)) AS decimal(18, 6)), 1
    ) AS median_days_late,
    round(
        cast(percentile_cont(0.9) WITHIN GROUP (ORDER BY cast(days AS double precision)) AS decimal(18, 6)), 1
    ) AS ninetieth_days_late
FROM closed
GROUP BY quarter
ORDER BY quarter;
