-- What a job keeps of its tenant.
SELECT
    config, tenant_name, tenant_slug,
    coalesce((SELECT sum(value::bigint) FROM jsonb_each_text(metrics -> 'rows')), 0)::bigint AS rows
FROM public.demo_generation_jobs
WHERE id = %(job)s
