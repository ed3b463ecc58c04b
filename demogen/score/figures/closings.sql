-- When deals are won: the last working day of a month, the last month of a quarter, and how even the win rate is.
WITH months AS (
    SELECT date_trunc('month', day) AS month, max(day) AS last, count(*) AS days
    FROM office_days, asked
    WHERE day < date_trunc('month', (make_timestamptz(as_of_us) AT TIME ZONE timezone)::DATE + 1)
        AND day >= (make_timestamptz(starts_us) AT TIME ZONE timezone)::DATE
    GROUP BY 1
),
wins AS (SELECT day, date_trunc('month', day) AS month FROM closed WHERE won),
lift AS (
    SELECT count(*) FILTER (w.day = m.last) / nullif(sum(1.0 / m.days), 0) AS lift, count(*) AS n FROM wins w JOIN months m USING (month)
),
quarters AS (
    SELECT date_trunc('quarter', month) AS quarter FROM months GROUP BY 1 HAVING count(*) = 3
),
rates AS (
    SELECT date_trunc('quarter', day) AS quarter, avg(won::INTEGER) AS rate, count(*) AS n FROM closed
    WHERE date_trunc('quarter', day) IN (SELECT quarter FROM quarters) GROUP BY 1 HAVING count(*) >= 40
)
SELECT 'last_day_lift' AS name, lift AS value, n AS rows FROM lift
UNION ALL
SELECT 'month3_share', avg((extract(month FROM day) % 3 = 0)::INTEGER), count(*) FROM wins WHERE date_trunc('quarter', day) IN (SELECT quarter FROM quarters)
UNION ALL
SELECT 'win_rate_jump', max(rate) / nullif(min(rate), 0), count(*) FROM rates
