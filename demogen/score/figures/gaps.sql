-- Gaps between what happens in a deal, in hours, and how unevenly deals are worked on.
WITH g AS (
    SELECT date_diff('second', lag(occurred_at) OVER (PARTITION BY deal_id ORDER BY occurred_at, id), occurred_at) / 3600.0 AS h
    FROM done WHERE deal_id IS NOT NULL
),
per_deal AS (SELECT d.id, count(a.id) AS n FROM closed d LEFT JOIN done a ON a.deal_id = d.id GROUP BY d.id),
ranked AS (SELECT n, row_number() OVER (ORDER BY n, id) AS i, count(*) OVER () AS deals FROM per_deal)
SELECT 'gap_under_1h' AS name, avg((h < 1)::INTEGER) AS value, count(*) AS rows FROM g WHERE h > 0
UNION ALL
SELECT 'gap_near_24h', avg((least(h % 24, 24 - h % 24) < 4)::INTEGER), count(*) FROM g WHERE h BETWEEN 12 AND 156
UNION ALL
SELECT 'burstiness', (stddev_samp(h) - avg(h)) / (stddev_samp(h) + avg(h)), count(*) FROM g WHERE h > 0
UNION ALL
SELECT 'activities_gini', sum((2 * i - deals - 1) * n) / (any_value(deals) * sum(n)), any_value(deals) FROM ranked
