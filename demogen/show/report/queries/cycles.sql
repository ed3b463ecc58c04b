-- Closed deals by the days that they took, in classes of one width.
WITH span AS (
    SELECT max(cycle_seconds) // 86400 + 1 AS days FROM closed
),
width AS (SELECT min(w) AS width FROM (VALUES (1), (2), (5), (7), (10), (14), (20), (30), (60), (90)) AS v(w), span WHERE w * 15 >= days),
class AS (SELECT k * width AS low, (k + 1) * width AS high FROM span, width, range(0, days // width + 1) AS r(k) WHERE k * width < days)
SELECT
    low, high, count(c.id) FILTER (c.status = 'won') AS won, count(c.id) FILTER (c.status = 'lost') AS lost
FROM class LEFT JOIN closed c ON c.cycle_seconds >= low * 86400 AND c.cycle_seconds < high * 86400
GROUP BY low, high ORDER BY low;
