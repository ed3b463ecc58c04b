SELECT
    j.id, j.status, j.operation, j.config, j.seed, j.bundle_digest, j.created_tenant_id, t.name AS tenant, j.tenant_name,
    j.progress, j.current_step, j.logs, j.metrics, j.attempt, j.error_code, j.error_message, j.error_stack, j.recoverable,
    j.started_at, j.completed_at, j.created_at, j.heartbeat_at
FROM public.demo_generation_jobs j LEFT JOIN public.tenants t ON t.id = j.created_tenant_id
WHERE j.id = %(id)s
