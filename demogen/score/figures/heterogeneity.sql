-- How much more win rates and counts differ than chance would have it, between owners, sizes of companies and channels.
WITH groups AS (SELECT owner, count(*) AS n, count(*) FILTER (won) AS w FROM closed GROUP BY owner HAVING count(*) >= 10),
rate AS (SELECT sum(w) / sum(n) AS p FROM groups)
SELECT 'win_chi2_rep' AS name, sum((w - n * p) ^ 2 / (n * p * (1 - p))) / nullif(count(*) - 1, 0) AS value, sum(n) AS rows
FROM groups, rate WHERE p > 0 AND p < 1;
WITH groups AS (
    SELECT
        CASE WHEN c.employee_count < 20 THEN 'small' WHEN c.employee_count < 100 THEN 'medium' ELSE 'large' END AS segment,
        count(*) AS n, count(*) FILTER (won) AS w
    FROM closed d JOIN keyed.companies c ON c.nr = d.company GROUP BY segment HAVING count(*) >= 10
),
rate AS (SELECT sum(w) / sum(n) AS p FROM groups)
SELECT 'win_chi2_segment', sum((w - n * p) ^ 2 / (n * p * (1 - p))) / nullif(count(*) - 1, 0), sum(n)
FROM groups, rate WHERE p > 0 AND p < 1;
WITH groups AS (SELECT channel, count(*) AS n, count(converted_us) AS w FROM keyed.leads GROUP BY channel HAVING count(*) >= 20),
rate AS (SELECT sum(w) / sum(n) AS p FROM groups)
SELECT 'win_chi2_channel', sum((w - n * p) ^ 2 / (n * p * (1 - p))) / nullif(count(*) - 1, 0), sum(n)
FROM groups, rate WHERE p > 0 AND p < 1;
WITH reps AS (
    SELECT n, row_number() OVER (ORDER BY n, nr) AS i, count(*) OVER () AS reps, sum(n) OVER () AS deals
    FROM (SELECT u.nr, count(d.nr) AS n FROM keyed.users u JOIN closed d ON d.owner = u.nr WHERE u.role = 'rep' GROUP BY u.nr)
)
SELECT 'rep_deals_gini', sum((2 * i - reps - 1) * n) / (any_value(reps) * sum(n)), any_value(reps) FROM reps
UNION ALL SELECT 'rep_max_over_median', max(n) / median(n), any_value(reps) FROM reps;
