-- How do we grow from month to month?
-- The latest twenty-four months of the tenant's clock, the last of which may not be over; totals are from the first on.
WITH RECURSIVE today AS (
    SELECT
        cast(date_trunc('month', timezone(t.timezone, greatest(
            (SELECT max(created_at) FROM leads), (SELECT max(created_at) FROM activities)
        ))) AS date) AS last_month,
        cast(date_trunc('month', timezone(t.timezone, (SELECT min(created_at) FROM leads))) AS date) AS first_month
    FROM tenants t
),
months AS (
    SELECT first_month AS month FROM today
    UNION ALL
    SELECT cast(m.month + interval '1 month' AS date) FROM months m, today t WHERE m.month < t.last_month
),
came AS (
    SELECT cast(date_trunc('month', timezone(t.timezone, l.created_at)) AS date) AS month, count(*) AS leads
    FROM leads l, tenants t
    GROUP BY 1
),
sold AS (
    SELECT
        cast(date_trunc('month', timezone(t.timezone, d.closed_at)) AS date) AS month,
        count(*) AS won, sum(d.amount) AS value
    FROM deals d, tenants t
    WHERE d.status = 'won'
    GROUP BY 1
),
facts AS (
    SELECT m.month, coalesce(c.leads, 0) AS leads, coalesce(s.won, 0) AS won, coalesce(s.value, 0) AS value
    FROM months m LEFT JOIN came c ON c.month = m.month LEFT JOIN sold s ON s.month = m.month
),
growth AS (
    SELECT
        month, leads, won, value,
        lag(leads) OVER (ORDER BY month) AS leads_before,
        sum(value) OVER (ORDER BY month ROWS BETWEEN 2 PRECEDING AND CURRENT ROW) AS three_months,
        count(*) OVER (ORDER BY month ROWS BETWEEN 2 PRECEDING AND CURRENT ROW) AS months,
        sum(value) OVER (PARTITION BY extract(year FROM month) ORDER BY month) AS year_to_date,
        sum(value) OVER (ORDER BY month) AS in_all
    FROM facts
)
SELECT
    g.month,
    g.leads,
    round(
        cast(100.0 * (g.leads - g.leads_before) / nullif(g.leads_before, 0) AS decimal(18, 6)), 1
    ) AS leads_growth_pct,
    g.won,
    cast(g.value AS decimal(18, 2)) AS won_value,
    CASE WHEN g.months = 3 THEN round(cast(g.three_months / 3 AS decimal(18, 6)), 0) END AS mean_of_three_months,
    cast(g.year_to_date AS decimal(18, 2)) AS year_to_date,
    cast(g.in_all AS decimal(18, 2)) AS in_all
FROM growth g, today t
WHERE g.month > t.last_month - interval '24 months'
ORDER BY g.month;
