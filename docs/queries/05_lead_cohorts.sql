-- What became of the leads of each month: how many are contacts, have a deal, have bought?
-- The latest twenty-four months of the tenant's clock. Young cohorts have not had the time of old ones:
-- `won_within_120_days` compares them fairly, and is empty while a month is younger than that.
WITH latest AS (
    SELECT greatest((SELECT max(created_at) FROM leads), (SELECT max(created_at) FROM activities)) AS moment
),
bought AS (
    SELECT
        contact_id,
        min(closed_at) FILTER (WHERE status = 'won') AS first_won_at,
        sum(amount) FILTER (WHERE status = 'won') AS won_value
    FROM deals
    GROUP BY contact_id
),
came AS (
    SELECT
        cast(date_trunc('month', timezone(t.timezone, l.created_at)) AS date) AS month,
        cast(date_trunc('month', timezone(t.timezone, n.moment)) AS date) AS last_month,
        l.created_at < n.moment - interval '2880 hours' AS ripe,
        l.created_at, l.converted_at, b.contact_id, b.first_won_at, b.won_value
    FROM leads l CROSS JOIN tenants t CROSS JOIN latest n LEFT JOIN bought b ON b.contact_id = l.contact_id
)
SELECT
    month,
    count(*) AS leads,
    count(converted_at) AS contacts,
    round(cast(100.0 * count(converted_at) / count(*) AS decimal(18, 6)), 1) AS contacts_pct,
    count(contact_id) AS with_a_deal,
    count(first_won_at) AS won,
    round(cast(100.0 * count(first_won_at) / count(*) AS decimal(18, 6)), 1) AS won_pct,
    CASE
        WHEN bool_and(ripe) THEN count(*) FILTER (WHERE first_won_at < created_at + interval '2880 hours')
    END AS won_within_120_days,
    cast(coalesce(sum(won_value), 0) AS decimal(18, 2)) AS won_value
FROM came
WHERE month > last_month - interval '24 months'
GROUP BY month
ORDER BY month;
