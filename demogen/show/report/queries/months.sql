-- Per month what was planned, what the rows hold up to its end, and whether it is over; what came after asOf stands in
-- rows of its own.
WITH stamped AS (
    SELECT 'leads' AS kind, created_at AS moment, 0::DECIMAL(18, 2) AS amount FROM leads
    UNION ALL SELECT 'contacts', created_at, 0 FROM contacts
    UNION ALL SELECT 'companies', created_at, 0 FROM companies
    UNION ALL SELECT 'won', closed_at, amount FROM deals WHERE status = 'won' AND closed_at IS NOT NULL
),
placed AS (
    SELECT kind, amount, strftime(timezone(timezone, moment), '%Y-%m') AS month, moment >= as_of_ends AS later
    FROM stamped, shown
),
counted AS (
    SELECT
        month, later,
        count(*) FILTER (kind = 'leads') AS leads, count(*) FILTER (kind = 'contacts') AS contacts,
        count(*) FILTER (kind = 'companies') AS companies, count(*) FILTER (kind = 'won') AS won,
        coalesce(sum(amount) FILTER (kind = 'won'), 0) AS won_value
    FROM placed GROUP BY ALL
),
spans AS (
    SELECT
        coalesce(p.month, c.month) AS month, p.month IS NULL AS later,
        p.leads AS p_leads, p.contacts AS p_contacts, p.companies AS p_companies, p.deals AS p_won,
        p.closedWonValue AS p_won_value, p.pipelineValue AS p_pipeline,
        c.leads, c.contacts, c.companies, c.won, c.won_value
    FROM planned p FULL JOIN counted c ON c.month = p.month AND NOT c.later
),
begun AS (
    SELECT
        s.*, until_ends, timezone(timezone, (s.month || '-01')::TIMESTAMP) < until_ends AS has_begun,
        least(
            timezone(timezone, (s.month || '-01')::TIMESTAMP + INTERVAL 1 MONTH),
            CASE WHEN later THEN until_ends ELSE least(as_of_ends, until_ends) END
        ) AS ends,
        least(timezone(timezone, (s.month || '-01')::TIMESTAMP + INTERVAL 1 MONTH), as_of_ends) <= until_ends AS over
    FROM spans s, shown
)
SELECT
    month || CASE WHEN later AND month IN (SELECT p.month FROM planned p) THEN '+' ELSE '' END AS month,
    over, p_leads, CASE WHEN has_begun THEN coalesce(leads, 0) END AS leads,
    p_contacts, CASE WHEN has_begun THEN coalesce(contacts, 0) END AS contacts,
    p_companies, CASE WHEN has_begun THEN coalesce(companies, 0) END AS companies,
    p_won, CASE WHEN has_begun THEN coalesce(won, 0) END AS won,
    p_won_value, CASE WHEN has_begun THEN coalesce(won_value, 0) END AS won_value,
    p_pipeline,
    CASE WHEN has_begun THEN (
        SELECT coalesce(sum(d.amount), 0) FROM deals d
        WHERE d.created_at < b.ends AND (d.closed_at IS NULL OR d.closed_at >= b.ends)
    ) END AS pipeline
FROM begun b ORDER BY b.month, later;
