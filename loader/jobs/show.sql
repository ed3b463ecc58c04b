SELECT
    j.id, j.status, j.operation, j.config, j.seed, j.bundle_digest, j.as_of, coalesce(j.until_on, j.as_of) AS until, j.drawing_version, j.created_tenant_id,
    CASE WHEN t.id IS NOT NULL THEN jsonb_build_object('id', t.id, 'name', t.name) END AS tenant,
    j.tenant_name, j.tenant_slug, j.progress, j.seconds_left AS estimated_seconds_left, j.current_step, j.logs,
    j.metrics - 'monthlyBreakdown' AS metrics, j.metrics -> 'monthlyBreakdown' AS monthly_breakdown,
    j.estimated_records, j.attempt, j.error_code, j.error_message, j.error_stack, j.recoverable, j.created_by_id,
    {state} AS tenant_state, j.tenant_gone_at, j.successor_job_id,
    -- Whose tenant lives now, of all jobs that regenerated this one's.
    (
        SELECT l.id FROM demo_generation_jobs l
        WHERE (l.id = coalesce(j.origin_job_id, j.id) OR l.origin_job_id = coalesce(j.origin_job_id, j.id))
            AND l.tenant_slug = j.tenant_slug AND l.created_tenant_id IS NOT NULL
        ORDER BY l.completed_at DESC LIMIT 1
    ) AS living_job_id,
    m.excluded_from_analytics, j.started_at, j.completed_at, j.created_at, j.heartbeat_at
FROM demo_generation_jobs j
LEFT JOIN tenants t ON t.id = j.created_tenant_id
LEFT JOIN demo_tenant_metadata m ON m.tenant_id = j.created_tenant_id
WHERE j.id = %(id)s
