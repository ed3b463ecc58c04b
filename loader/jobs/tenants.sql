SELECT
    t.id, t.slug, t.name, m.country, m.industry, m.start_date, m.as_of, m.seed, m.bundle_digest, m.generation_job_id,
    (SELECT sum(value::bigint) FROM jsonb_each_text(m.row_counts)) AS rows,
    m.excluded_from_analytics, m.created_at
FROM public.demo_tenant_metadata m JOIN public.tenants t ON t.id = m.tenant_id
ORDER BY m.created_at DESC, t.id
