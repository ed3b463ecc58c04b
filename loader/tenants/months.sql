-- What was really loaded, month by month in the tenant's own time; the pipeline is what was open at a month's end.
WITH tenant AS (SELECT id, timezone FROM tenants WHERE id = %(tenant)s),
happened AS (
    SELECT 'leads' AS kind, created_at AS at, 0::numeric AS amount FROM leads WHERE tenant_id = %(tenant)s
    UNION ALL SELECT 'contacts', created_at, 0 FROM contacts WHERE tenant_id = %(tenant)s
    UNION ALL SELECT 'companies', created_at, 0 FROM companies WHERE tenant_id = %(tenant)s
    UNION ALL SELECT 'won', closed_at, amount FROM deals WHERE tenant_id = %(tenant)s AND status = 'won'
    UNION ALL SELECT 'opened', created_at, amount FROM deals WHERE tenant_id = %(tenant)s
    UNION ALL SELECT 'closed', closed_at, -amount FROM deals WHERE tenant_id = %(tenant)s AND status <> 'open'
)
SELECT
    to_char(at AT TIME ZONE t.timezone, 'YYYY-MM') AS month,
    count(*) FILTER (WHERE kind = 'leads') AS leads,
    count(*) FILTER (WHERE kind = 'contacts') AS contacts,
    count(*) FILTER (WHERE kind = 'companies') AS companies,
    count(*) FILTER (WHERE kind = 'won') AS deals,
    coalesce(sum(amount) FILTER (WHERE kind = 'won'), 0) AS "closedWonValue",
    coalesce(sum(sum(amount) FILTER (WHERE kind IN ('opened', 'closed'))) OVER (
        ORDER BY to_char(at AT TIME ZONE t.timezone, 'YYYY-MM')
    ), 0) AS "pipelineValue"
FROM happened, tenant t
GROUP BY 1 ORDER BY 1
