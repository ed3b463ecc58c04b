-- What was really loaded, month by month in the tenant's own time.
WITH tenant AS (SELECT id, timezone FROM public.tenants WHERE id = %(tenant)s),
happened AS (
    SELECT 'leads' AS kind, created_at AS at, 0::numeric AS amount FROM public.leads WHERE tenant_id = %(tenant)s
    UNION ALL SELECT 'contacts', created_at, 0 FROM public.contacts WHERE tenant_id = %(tenant)s
    UNION ALL SELECT 'companies', created_at, 0 FROM public.companies WHERE tenant_id = %(tenant)s
    UNION ALL SELECT 'won', closed_at, amount FROM public.deals WHERE tenant_id = %(tenant)s AND status = 'won'
)
SELECT
    to_char(at AT TIME ZONE t.timezone, 'YYYY-MM') AS month,
    count(*) FILTER (WHERE kind = 'leads') AS leads,
    count(*) FILTER (WHERE kind = 'contacts') AS contacts,
    count(*) FILTER (WHERE kind = 'companies') AS companies,
    count(*) FILTER (WHERE kind = 'won') AS deals,
    coalesce(sum(amount) FILTER (WHERE kind = 'won'), 0) AS won_value
FROM happened, tenant t
GROUP BY 1 ORDER BY 1
