-- Gaps between what happens in a deal, in hours, and how unevenly deals are worked on.
WITH g AS (
    SELECT (occurred_us // 1000000 - lag(occurred_us // 1000000) OVER (PARTITION BY deal ORDER BY occurred_us)) / 3600.0 AS h
    FROM done WHERE deal IS NOT NULL
),
worked AS (SELECT deal, count(*) AS n FROM done WHERE deal IS NOT NULL GROUP BY deal),
per_deal AS (SELECT d.nr, coalesce(w.n, 0) AS n FROM closed d LEFT JOIN worked w ON w.deal = d.nr),
ranked AS (SELECT n, row_number() OVER (ORDER BY n, nr) AS i, count(*) OVER () AS deals FROM per_deal),
spread AS (
    SELECT
        avg((h < 1)::INTEGER) AS under_1h, count(*) AS rows,
        avg((least(h % 24, 24 - h % 24) < 4)::INTEGER) FILTER (h BETWEEN 12 AND 156) AS near_24h, count(*) FILTER (h BETWEEN 12 AND 156) AS days,
        (stddev_samp(h) - avg(h)) / (stddev_samp(h) + avg(h)) AS burstiness
    FROM g WHERE h > 0
)
SELECT 'gap_under_1h' AS name, under_1h AS value, rows FROM spread
UNION ALL SELECT 'gap_near_24h', near_24h, days FROM spread
UNION ALL SELECT 'burstiness', burstiness, rows FROM spread
UNION ALL
SELECT 'activities_gini', sum((2 * i - deals - 1) * n) / (any_value(deals) * sum(n)), any_value(deals) FROM ranked
