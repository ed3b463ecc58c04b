-- The totals that were asked for, and those of the rows as they were known at the end of asOf.
WITH deal AS (
    SELECT amount, status, coalesce(closed_at < as_of_ends, false) AS closed
    FROM deals, shown WHERE created_at < as_of_ends
),
found AS (
    SELECT 'leads' AS name, count(*)::DECIMAL(18, 2) AS value FROM leads, shown WHERE created_at < as_of_ends
    UNION ALL SELECT 'contacts', count(*) FROM contacts, shown WHERE created_at < as_of_ends
    UNION ALL SELECT 'companies', count(*) FROM companies, shown WHERE created_at < as_of_ends
    UNION ALL SELECT 'closedWonCount', count(*) FROM deal WHERE closed AND status = 'won'
    UNION ALL SELECT 'closedWonValue', coalesce(sum(amount), 0) FROM deal WHERE closed AND status = 'won'
    UNION ALL SELECT 'pipelineValue', coalesce(sum(amount), 0) FROM deal WHERE NOT closed
)
SELECT name AS target, a.value AS asked, f.value AS actual, f.value - a.value AS difference
FROM asked a JOIN found f USING (name) ORDER BY a.place;
