-- severity: error
-- says: There is one pipeline, its stages are the industry's, and the labels are too.
WITH stage AS (
    SELECT position, format('{} ({}, {} %, {} days)', name, type, probability, avg_days_in_stage) AS text FROM pipeline_stages
),
wanted AS (SELECT position, format('{} ({}, {} %, {} days)', name, type, probability, days) AS text FROM expect_stages)
SELECT 'pipelines' AS subject, '1' AS expected, count(*)::VARCHAR AS actual, count(*) = 1 AS ok FROM pipelines
UNION ALL
SELECT 'stage ' || position, w.text, s.text, w.text IS NOT DISTINCT FROM s.text FROM wanted w FULL JOIN stage s USING (position)
UNION ALL
SELECT 'tag ' || name, w.color, t.color, w.color IS NOT DISTINCT FROM t.color FROM expect_tags w FULL JOIN tags t USING (name);
