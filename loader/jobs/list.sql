-- A page of jobs: filters are null where nobody asked; search is a literal part of name, seed or id, in any case.
SELECT
    j.id, j.status, j.operation, j.config, j.seed, j.progress, j.seconds_left AS estimated_seconds_left, j.current_step,
    j.created_tenant_id, j.tenant_name, j.metrics - 'monthlyBreakdown' AS metrics, j.attempt, j.error_code,
    j.error_message, {state} AS tenant_state, j.successor_job_id,
    (
        SELECT m.excluded_from_analytics FROM public.demo_tenant_metadata m WHERE m.tenant_id = j.created_tenant_id
    ) AS excluded_from_analytics,
    j.created_at, j.completed_at
FROM public.demo_generation_jobs j
{filters}ORDER BY {order}
LIMIT %(size)s OFFSET %(offset)s
