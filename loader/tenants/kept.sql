-- What a job keeps of its tenant. The tenant of its slug is its own where it came of the same first job, or where there
-- is none.
SELECT
    j.status, j.config, j.until_on, j.tenant_name, j.tenant_slug, coalesce(j.origin_job_id, j.id) AS origin,
    coalesce((SELECT sum(value::bigint) FROM jsonb_each_text(j.metrics -> 'rows')), 0)::bigint AS rows,
    NOT EXISTS (
        SELECT FROM tenants t
        LEFT JOIN demo_tenant_metadata m ON m.tenant_id = t.id
        LEFT JOIN demo_generation_jobs l ON l.id = m.generation_job_id
        WHERE t.slug = j.tenant_slug AND coalesce(l.origin_job_id, l.id) IS DISTINCT FROM coalesce(j.origin_job_id, j.id)
    ) AND NOT EXISTS (
        SELECT FROM demo_generation_jobs w
        WHERE w.tenant_slug = j.tenant_slug AND w.status IN ('pending', 'running')
            AND coalesce(w.origin_job_id, w.id) <> coalesce(j.origin_job_id, j.id)
    ) AS is_own
FROM demo_generation_jobs j
WHERE j.id = %(job)s
