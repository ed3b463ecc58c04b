-- Does each quarter reach its goal?
-- A CRM keeps no goals: here one is the mean of the two quarters before, plus a tenth. Quarters are those of the
-- tenant's clock; `elapsed_pct` tells how much of the latest one is over.
WITH RECURSIVE today AS (
    SELECT
        cast(timezone(t.timezone, greatest(
            (SELECT max(created_at) FROM leads), (SELECT max(created_at) FROM activities)
        )) AS date) AS day,
        cast(date_trunc('quarter', timezone(t.timezone, (SELECT min(created_at) FROM leads))) AS date) AS first_quarter
    FROM tenants t
),
quarters AS (
    SELECT first_quarter AS quarter FROM today
    UNION ALL
    SELECT cast(q.quarter + interval '3 months' AS date)
    FROM quarters q, today t
    WHERE q.quarter + interval '3 months' <= t.day
),
sold AS (
    SELECT
        cast(date_trunc('quarter', timezone(t.timezone, d.closed_at)) AS date) AS quarter,
        count(*) AS won, sum(d.amount) AS value
    FROM deals d, tenants t
    WHERE d.status = 'won'
    GROUP BY 1
),
facts AS (
    SELECT
        q.quarter, coalesce(s.won, 0) AS won, coalesce(s.value, 0) AS value,
        row_number() OVER (ORDER BY q.quarter) AS nth,
        sum(coalesce(s.value, 0)) OVER (ORDER BY q.quarter ROWS BETWEEN 2 PRECEDING AND 1 PRECEDING) AS two_before
    FROM quarters q LEFT JOIN sold s ON s.quarter = q.quarter
),
goals AS (
    SELECT quarter, won, value, CASE WHEN nth > 2 THEN cast(two_before * 0.55 AS decimal(18, 2)) END AS goal FROM facts
)
SELECT
    g.quarter,
    g.won,
    cast(g.value AS decimal(18, 2)) AS won_value,
    g.goal,
    cast(g.value - g.goal AS decimal(18, 2)) AS over_goal,
    round(cast(100.0 * g.value / nullif(g.goal, 0) AS decimal(18, 6)), 1) AS attainment_pct,
    round(
        cast(
            least(
                100.0,
                100.0 * (t.day + 1 - g.quarter) / (cast(g.quarter + interval '3 months' AS date) - g.quarter)
            ) AS decimal(18, 6)
        ), 0
    ) AS elapsed_pct
FROM goals g, today t
ORDER BY g.quarter;
