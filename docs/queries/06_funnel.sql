-- Where do we lose people on the way from enquiry to customer?
-- Leads that are older than 120 days, so that nearly all of them have come as far as they will.
WITH latest AS (
    SELECT greatest((SELECT max(created_at) FROM leads), (SELECT max(created_at) FROM activities)) AS moment
),
replied AS (
    SELECT DISTINCT lead_id FROM activities WHERE lead_id IS NOT NULL AND direction = 'inbound'
),
sold AS (
    SELECT contact_id, count(*) FILTER (WHERE status = 'won') AS won FROM deals GROUP BY contact_id
),
way AS (
    SELECT
        count(*) AS enquired,
        count(l.first_response_at) AS answered,
        count(r.lead_id) AS replied,
        count(l.converted_at) AS converted,
        count(s.contact_id) AS offered,
        count(*) FILTER (WHERE s.won > 0) AS bought
    FROM leads l
    CROSS JOIN latest n
    LEFT JOIN replied r ON r.lead_id = l.id
    LEFT JOIN sold s ON s.contact_id = l.contact_id
    WHERE l.created_at < n.moment - interval '2880 hours'
),
steps AS (
    SELECT 1 AS step, 'enquired' AS reached, enquired AS leads FROM way
    UNION ALL SELECT 2, 'were answered', answered FROM way
    UNION ALL SELECT 3, 'replied', replied FROM way
    UNION ALL SELECT 4, 'became a contact', converted FROM way
    UNION ALL SELECT 5, 'got a deal', offered FROM way
    UNION ALL SELECT 6, 'bought', bought FROM way
)
SELECT
    step,
    reached,
    leads,
    lag(leads) OVER (ORDER BY step) - leads AS lost_here,
    round(
        cast(100.0 * leads / nullif(lag(leads) OVER (ORDER BY step), 0) AS decimal(18, 6)), 1
    ) AS of_step_before_pct,
    round(cast(100.0 * leads / nullif(first_value(leads) OVER (ORDER BY step), 0) AS decimal(18, 6)), 1) AS of_all_pct
FROM steps
ORDER BY step;
