-- How unevenly leads arrive: spread of weekdays against their own month and weekday, and the week's rhythm.
WITH span AS (
    SELECT
        (make_timestamptz(starts_us) AT TIME ZONE timezone)::DATE AS first,
        (make_timestamptz(least(as_of_us, until_us) - 1) AT TIME ZONE timezone)::DATE AS last
    FROM asked
),
days AS (SELECT unnest(generate_series(first, last, INTERVAL 1 DAY))::DATE AS day FROM span),
counted AS (
    SELECT d.day, coalesce(any_value(l.n), 0) AS n, date_trunc('month', d.day) AS month, isodow(d.day) AS dow
    FROM days d LEFT JOIN (SELECT (make_timestamptz(us) AT TIME ZONE timezone)::DATE AS day, sum(n)::BIGINT AS n
        FROM (SELECT created_us // unit_us * unit_us AS us, count(*) AS n FROM keyed.leads, asked GROUP BY 1), asked GROUP BY 1) l USING (day)
    GROUP BY d.day
),
workday AS (SELECT * FROM counted WHERE day IN (SELECT day FROM work_days) AND dow <= 5),
level AS (SELECT *, avg(n) OVER (PARTITION BY month) AS m FROM workday),
weekly AS (SELECT *, sum(n) OVER (PARTITION BY dow) / sum(m) OVER (PARTITION BY dow) * m AS expected FROM level),
detrended AS (SELECT day, n / nullif(avg(n) OVER (PARTITION BY month), 0) AS x FROM counted)
SELECT 'lead_fano' AS name, avg((n - expected) ^ 2 / expected) * count(*) / nullif(count(*) - count(DISTINCT month) - 4, 0) AS value, sum(n) AS rows
FROM weekly WHERE expected > 0
UNION ALL
SELECT 'lead_lag7', corr(a.x, b.x), (SELECT sum(n) FROM counted) FROM detrended a JOIN detrended b ON b.day = a.day + 7
