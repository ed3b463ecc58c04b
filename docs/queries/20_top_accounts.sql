-- Which companies have bought most, and what else do they have open?
WITH accounts AS (
    SELECT
        d.company_id,
        count(*) FILTER (WHERE d.status = 'won') AS won,
        coalesce(sum(d.amount) FILTER (WHERE d.status = 'won'), 0) AS won_value,
        max(cast(timezone(t.timezone, d.closed_at) AS date)) FILTER (WHERE d.status = 'won') AS last_won_on,
        count(*) FILTER (WHERE d.status = 'lost') AS lost,
        coalesce(sum(d.amount) FILTER (WHERE d.status = 'open'), 0) AS open_value
    FROM deals d, tenants t
    GROUP BY d.company_id
)
SELECT
    row_number() OVER (ORDER BY a.won_value DESC, c.id) AS place,
    c.name AS company,
    c.industry,
    c.employee_count AS employees,
    a.won,
    cast(a.won_value AS decimal(18, 2)) AS won_value,
    a.last_won_on,
    a.lost,
    cast(a.open_value AS decimal(18, 2)) AS open_value
FROM accounts a JOIN companies c ON c.id = a.company_id
WHERE a.won > 0
ORDER BY place
LIMIT 15;
