-- severity: error
-- says: At a desk with long hours everybody does what they do in the shift that they belong to; shifts take turns by the week.
WITH asked AS (SELECT * FROM expect_asked WHERE long_hours),
act AS (
    SELECT "user" AS user_id, occurred_us AS moment FROM keyed.activities, asked WHERE type <> 'email' OR direction = 'outbound'
    UNION ALL SELECT author, created_us FROM keyed.notes, asked
    UNION ALL SELECT changed_by, changed_us FROM keyed.deal_stage_history, asked
),
tried AS (SELECT user_id, moment, shift FROM act, (SELECT DISTINCT shift FROM expect_shifts) WHERE moment IS NOT NULL),
missed AS (
    SELECT a.user_id, a.shift, count(*) FILTER (s.opens_us IS NULL OR a.moment >= s.closes_us) AS outside
    FROM tried a ASOF LEFT JOIN expect_shifts s ON a.shift = s.shift AND a.moment >= s.opens_us
    GROUP BY ALL
),
worked AS (SELECT user_id, min(outside) AS outside FROM missed GROUP BY user_id)
SELECT 'users outside of their shift' AS subject, 0 AS expected, count(*) FILTER (outside > 0) AS actual, count(*) FILTER (outside > 0) = 0 AS ok
FROM worked;
