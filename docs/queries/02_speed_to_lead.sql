-- Do leads convert more often when we answer them faster?
-- Leads of the latest thirty days are left out. Nights and weekends count as waiting, so the same is told of the leads
-- that came from Monday to Friday between nine and five by the tenant's clock.
WITH latest AS (
    SELECT greatest((SELECT max(created_at) FROM leads), (SELECT max(created_at) FROM activities)) AS moment
),
ripe AS (
    SELECT
        l.converted_at,
        CASE
            WHEN l.first_response_at IS NULL THEN 5
            WHEN l.first_response_at < l.created_at + interval '1 hour' THEN 1
            WHEN l.first_response_at < l.created_at + interval '4 hours' THEN 2
            WHEN l.first_response_at < l.created_at + interval '24 hours' THEN 3
            ELSE 4
        END AS band,
        extract(isodow FROM timezone(t.timezone, l.created_at)) <= 5
            AND extract(hour FROM timezone(t.timezone, l.created_at)) BETWEEN 9 AND 16 AS by_day
    FROM leads l, latest n, tenants t
    WHERE l.created_at < n.moment - interval '720 hours'
)
SELECT
    CASE band
        WHEN 1 THEN 'within the hour' WHEN 2 THEN 'within 4 hours' WHEN 3 THEN 'within 24 hours' WHEN 4 THEN 'later'
        ELSE 'never'
    END AS answered,
    count(*) AS leads,
    count(converted_at) AS converted,
    round(cast(100.0 * count(converted_at) / count(*) AS decimal(18, 6)), 1) AS conversion_pct,
    count(*) FILTER (WHERE by_day) AS came_by_day,
    count(converted_at) FILTER (WHERE by_day) AS of_these_converted,
    round(
        cast(
            100.0 * count(converted_at) FILTER (WHERE by_day) / nullif(count(*) FILTER (WHERE by_day), 0)
            AS decimal(18, 6)
        ), 1
    ) AS conversion_by_day_pct
FROM ripe
GROUP BY band
ORDER BY band;
