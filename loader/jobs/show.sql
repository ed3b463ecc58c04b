SELECT
    j.id, j.status, j.operation, j.config, j.seed, j.bundle_digest, j.as_of, j.drawing_version, j.created_tenant_id,
    CASE WHEN t.id IS NOT NULL THEN jsonb_build_object('id', t.id, 'name', t.name) END AS tenant,
    j.tenant_name, j.tenant_slug, j.progress, j.current_step, j.logs, j.metrics - 'monthlyBreakdown' AS metrics,
    j.metrics -> 'monthlyBreakdown' AS monthly_breakdown, j.attempt, j.error_code, j.error_message, j.error_stack,
    j.recoverable, j.created_by_id, j.started_at, j.completed_at, j.created_at, j.heartbeat_at
FROM demo_generation_jobs j LEFT JOIN tenants t ON t.id = j.created_tenant_id
WHERE j.id = %(id)s
