-- How much more win rates and counts differ than chance would have it.
WITH groups AS (
    SELECT 'rep' AS kind, owner::VARCHAR AS key, count(*) AS n, count(*) FILTER (won) AS w FROM closed GROUP BY 2 HAVING count(*) >= 10
    UNION ALL
    SELECT
        'segment', CASE WHEN c.employee_count < 20 THEN 'small' WHEN c.employee_count < 100 THEN 'medium' ELSE 'large' END, count(*), count(*) FILTER (won)
    FROM closed d JOIN keyed.companies c ON c.nr = d.company GROUP BY 2 HAVING count(*) >= 10
    UNION ALL
    SELECT 'channel', channel::VARCHAR, count(*), count(converted_us) FROM keyed.leads GROUP BY 2 HAVING count(*) >= 20
),
rates AS (SELECT *, sum(w) OVER (PARTITION BY kind) / sum(n) OVER (PARTITION BY kind) AS p FROM groups),
spread AS (
    SELECT kind, sum((w - n * p) ^ 2 / (n * p * (1 - p))) / nullif(count(*) - 1, 0) AS chi2, sum(n) AS rows FROM rates WHERE p > 0 AND p < 1 GROUP BY kind
),
reps AS (
    SELECT n, row_number() OVER (ORDER BY n, nr) AS i, count(*) OVER () AS reps, sum(n) OVER () AS deals
    FROM (SELECT u.nr, count(d.nr) AS n FROM keyed.users u JOIN closed d ON d.owner = u.nr WHERE u.role = 'rep' GROUP BY u.nr)
)
SELECT 'win_chi2_' || kind AS name, chi2 AS value, rows FROM spread
UNION ALL SELECT 'rep_deals_gini', sum((2 * i - reps - 1) * n) / (any_value(reps) * sum(n)), any_value(reps) FROM reps
UNION ALL SELECT 'rep_max_over_median', max(n) / median(n), any_value(reps) FROM reps
