-- Which customers has nobody been in touch with for a quarter of a year?
-- Contacts who have bought, without any activity in ninety days; those who bought most first.
WITH latest AS (
    SELECT greatest((SELECT max(created_at) FROM leads), (SELECT max(created_at) FROM activities)) AS moment
),
bought AS (
    SELECT contact_id, count(*) AS won, sum(amount) AS won_value FROM deals WHERE status = 'won' GROUP BY contact_id
)
SELECT
    c.full_name AS contact,
    k.name AS company,
    u.full_name AS owner,
    b.won,
    cast(b.won_value AS decimal(18, 2)) AS won_value,
    cast(timezone(t.timezone, c.last_activity_at) AS date) AS last_activity_on,
    round(cast(extract(epoch FROM (n.moment - c.last_activity_at)) / 86400 AS decimal(18, 6)), 0) AS days_silent
FROM contacts c
CROSS JOIN latest n
CROSS JOIN tenants t
JOIN bought b ON b.contact_id = c.id
JOIN companies k ON k.id = c.company_id
JOIN users u ON u.id = c.owner_id
WHERE c.last_activity_at IS NULL OR c.last_activity_at < n.moment - interval '2160 hours'
ORDER BY b.won_value DESC, c.id
LIMIT 25;
