-- The list of jobs: filters are null where nobody asked; search is a literal part of name, seed or id, in any case.
SELECT
    id, status, operation, config, seed, progress, current_step, created_tenant_id, tenant_name, metrics, attempt,
    error_code, error_message, created_at, completed_at, count(*) OVER () AS total
FROM public.demo_generation_jobs
WHERE (%(status)s::text IS NULL OR status = %(status)s)
    AND (%(country)s::text IS NULL OR config ->> 'country' = upper(%(country)s))
    AND (%(industry)s::text IS NULL OR config ->> 'industry' = lower(%(industry)s))
    AND (
        %(search)s::text IS NULL
        OR strpos(lower(tenant_name), lower(%(search)s)) > 0
        OR strpos(lower(seed), lower(%(search)s)) > 0
        OR strpos(id::text, lower(%(search)s)) > 0
    )
ORDER BY {order} NULLS LAST, id
LIMIT %(size)s OFFSET %(offset)s
