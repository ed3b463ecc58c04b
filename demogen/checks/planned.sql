-- severity: warning
-- says: Where many deals are open, and their activities were not thinned away, there is something still to do.
WITH running AS (
    SELECT count(*) AS deals FROM keyed.deals, expect_asked
    WHERE status = 'open' AND created_us < until_us - 3 * 86400000000
)
SELECT
    'activities planned' AS subject, 'at least 1' AS expected, count(*) FILTER (status = 'planned') AS actual,
    count(*) FILTER (status = 'planned') > 0 AS ok
FROM keyed.activities, running, expect_figures f
WHERE f.name = 'activities_per_deal' AND deals >= 20 AND deals * f.expected >= 200
HAVING count(*) > 0;
