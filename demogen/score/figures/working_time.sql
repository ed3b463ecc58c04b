-- When staff work and when customers write, in the tenant's time.
WITH hours AS (SELECT extract(hour FROM local_at) AS hour, count(*) AS n FROM staff GROUP BY 1),
lunch AS (
    SELECT
        h.n * 2.0 / nullif(a.n + b.n, 0) AS rate
    FROM hours h JOIN hours a ON a.hour = h.hour - 1 JOIN hours b ON b.hour = h.hour + 1
    WHERE h.hour BETWEEN 11 AND 14 ORDER BY rate LIMIT 1
),
seconds AS (SELECT extract(second FROM local_at)::INTEGER % 60 AS second, count(*) AS n FROM staff GROUP BY 1),
arrived AS (SELECT created_at AT TIME ZONE timezone AS local_at FROM leads, asked)
SELECT 'closed_day_share' AS name, avg((NOT EXISTS (FROM work_days w WHERE w.day = s.local_at::DATE))::INTEGER) AS value, count(*) AS rows FROM staff s
UNION ALL SELECT 'weekend_share', avg(is_weekend(local_at)::INTEGER), count(*) FROM staff
UNION ALL
SELECT 'inside_hours', avg((at_us // slot_us IN (SELECT slot FROM expect_open))::INTEGER), count(*) FROM staff, asked
UNION ALL SELECT 'lunch_rate', (SELECT rate FROM lunch), count(*) FROM staff
UNION ALL SELECT 'on_the_hour', avg((extract(minute FROM local_at) = 0)::INTEGER), count(*) FROM staff
UNION ALL SELECT 'seconds_chi2', sum((n - m) ^ 2 / m) / 59, any_value(m) * 60 FROM seconds, (SELECT avg(n) AS m FROM seconds)
UNION ALL SELECT 'lead_weekend_share', avg(is_weekend(local_at)::INTEGER), count(*) FROM arrived
UNION ALL SELECT 'lead_outside_8_17', avg((extract(hour FROM local_at) NOT BETWEEN 8 AND 16)::INTEGER), count(*) FROM arrived
