-- Answered leads by the worked time until the answer; the service level is one of the class's edges.
WITH edge AS (
    SELECT minutes, lag(minutes, 1, 0) OVER (ORDER BY minutes) AS above
    FROM (SELECT unnest([15, 30, 60, 120, 240, 480, 960, 1920]) AS minutes UNION SELECT sla_us // 60000000 FROM expect_asked)
),
class AS (SELECT above, minutes FROM edge UNION ALL SELECT max(minutes), NULL FROM edge)
SELECT
    above AS from_minutes, minutes AS to_minutes, count(worked_us) AS leads, coalesce(minutes <= any_value(sla_us) // 60000000, false) AS within,
    any_value(sla_us) // 3600000000 AS sla_hours
FROM expect_asked, class LEFT JOIN lead_waits
    ON (worked_us > above * 60000000 OR (above = 0 AND worked_us <= 0)) AND (minutes IS NULL OR worked_us <= minutes * 60000000)
GROUP BY above, minutes
QUALIFY sum(count(worked_us)) OVER (ORDER BY above DESC) > 0 ORDER BY above;
