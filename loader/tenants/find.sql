SELECT
    t.id, t.name, t.slug, m.bundle_digest, m.as_of, m.seed, m.generation_job_id, m.row_counts, m.row_digests,
    coalesce(j.origin_job_id, j.id) AS origin, m.excluded_from_analytics AS excluded
FROM public.tenants t
LEFT JOIN public.demo_tenant_metadata m ON m.tenant_id = t.id
LEFT JOIN public.demo_generation_jobs j ON j.id = m.generation_job_id
WHERE t.slug = %(slug)s
