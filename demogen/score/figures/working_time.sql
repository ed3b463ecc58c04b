-- When staff work and when customers write, in the tenant's time.
WITH hours AS (SELECT extract(hour FROM local_at) AS hour, sum(n) AS n FROM staff GROUP BY 1),
lunch AS (
    SELECT
        h.n * 2.0 / nullif(a.n + b.n, 0) AS rate
    FROM hours h JOIN hours a ON a.hour = h.hour - 1 JOIN hours b ON b.hour = h.hour + 1
    WHERE h.hour BETWEEN 11 AND 14 ORDER BY rate LIMIT 1
),
seconds AS (SELECT us // 1000000 % 60 AS second, count(*) AS n FROM moments GROUP BY 1)
SELECT 'closed_day_share' AS name, coalesce(sum(n) FILTER (local_at::DATE NOT IN (SELECT day FROM work_days)), 0) / sum(n) AS value, sum(n) AS rows FROM staff
UNION ALL SELECT 'weekend_share', coalesce(sum(n) FILTER (is_weekend(local_at)), 0) / sum(n), sum(n) FROM staff
UNION ALL
SELECT 'inside_hours', sum(n) FILTER (at_us // slot_us IN (SELECT slot FROM expect_open)) / sum(n), sum(n) FROM staff, asked
UNION ALL SELECT 'lunch_rate', (SELECT rate FROM lunch), sum(n) FROM staff
UNION ALL SELECT 'on_the_hour', sum(in_first_minute) FILTER (extract(minute FROM local_at) = 0) / sum(n), sum(n) FROM staff
UNION ALL SELECT 'seconds_chi2', sum((n - m) ^ 2 / m) / 59, any_value(m) * 60 FROM seconds, (SELECT avg(n) AS m FROM seconds);
WITH arrived AS (
    SELECT timezone(timezone, make_timestamptz(us)) AS local_at, n
    FROM (SELECT created_us // unit_us * unit_us AS us, count(*) AS n FROM keyed.leads, asked GROUP BY 1), asked
)
SELECT 'lead_weekend_share', coalesce(sum(n) FILTER (is_weekend(local_at)), 0) / sum(n), sum(n) FROM arrived
UNION ALL SELECT 'lead_outside_8_17', sum(n) FILTER (extract(hour FROM local_at) NOT BETWEEN 8 AND 16) / sum(n), sum(n) FROM arrived;
