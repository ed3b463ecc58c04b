-- Won deals by amount, in classes that begin at 1, 2 and 5 times the powers of ten.
WITH edge AS (
    SELECT (m * power(10, k))::DECIMAL(18, 2) AS low,
        CASE m WHEN 5 THEN power(10, k + 1) ELSE CASE m WHEN 1 THEN 2 ELSE 5 END * power(10, k) END::DECIMAL(18, 2) AS high
    FROM range(0, 14) AS p(k), (VALUES (1), (2), (5)) AS n(m)
    UNION ALL SELECT 0, 1
),
won AS (SELECT amount, is_whale FROM deals WHERE status = 'won'),
span AS (SELECT min(amount) AS least, max(amount) AS most FROM won)
SELECT
    low, high, count(w.amount) FILTER (NOT is_whale) AS others, count(w.amount) FILTER (is_whale) AS whales,
    coalesce(sum(w.amount), 0) AS value
FROM span JOIN edge ON high > least AND low <= most LEFT JOIN won w ON w.amount >= low AND w.amount < high
GROUP BY low, high ORDER BY low;
