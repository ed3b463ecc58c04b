-- From a job along those whose tenants took the place of its own, to the last one: whose tenant lives, or how it ended,
-- and whether one of them was no regeneration. Jobs of before this was written down are found by their first job.
WITH RECURSIVE heirs AS (
    SELECT id, status, tenant_slug, coalesce(origin_job_id, id) AS origin, created_tenant_id, tenant_fate,
        successor_job_id, false AS is_stranger, 0 AS step
    FROM public.demo_generation_jobs WHERE id = %(job)s
    UNION ALL
    SELECT j.id, j.status, j.tenant_slug, coalesce(j.origin_job_id, j.id), j.created_tenant_id, j.tenant_fate,
        j.successor_job_id, h.is_stranger OR h.tenant_fate = 'replaced', h.step + 1
    FROM heirs h JOIN public.demo_generation_jobs j ON j.id = h.successor_job_id
    WHERE h.created_tenant_id IS NULL
),
last AS (SELECT * FROM heirs ORDER BY step DESC LIMIT 1),
forgotten AS (
    SELECT j.id, j.created_tenant_id
    FROM last l JOIN public.demo_generation_jobs j ON j.id = l.origin OR j.origin_job_id = l.origin
    WHERE l.status = 'completed' AND l.created_tenant_id IS NULL AND l.tenant_fate IS NULL
        AND j.tenant_slug = l.tenant_slug AND j.created_tenant_id IS NOT NULL
    ORDER BY j.completed_at DESC LIMIT 1
)
SELECT
    coalesce(f.id, l.id) AS job, coalesce(f.created_tenant_id, l.created_tenant_id) AS tenant, l.tenant_fate AS fate,
    l.is_stranger, l.origin
FROM last l LEFT JOIN forgotten f ON true
