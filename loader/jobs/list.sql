-- A page of jobs: filters are null where nobody asked; search is a literal part of name, seed or id, in any case.
SELECT
    id, status, operation, config, seed, progress, current_step, created_tenant_id, tenant_name,
    metrics - 'monthlyBreakdown' AS metrics, attempt, error_code, error_message, created_at, completed_at
FROM demo_generation_jobs
{filters}ORDER BY {order}
LIMIT %(size)s OFFSET %(offset)s
