-- Take the oldest queued job whose tenant nobody else of the queue is at work on.
UPDATE demo_generation_jobs j
SET worker_id = %(worker)s, pickups = pickups + 1, heartbeat_at = clock_timestamp(), updated_at = clock_timestamp()
FROM (
    SELECT id FROM demo_generation_jobs w
    WHERE status = 'pending' AND queued AND worker_id IS NULL
        AND NOT EXISTS (
            SELECT FROM demo_generation_jobs o
            WHERE o.tenant_slug = w.tenant_slug
                AND (o.status = 'running' OR o.status = 'pending' AND o.worker_id IS NOT NULL)
        )
    ORDER BY created_at, id LIMIT 1 FOR UPDATE SKIP LOCKED
) next
WHERE j.id = next.id
RETURNING j.id, j.operation, j.config, j.seed, j.tenant_name, j.tenant_slug, j.lock_key, j.created_by_id, j.origin_job_id, j.pickups,
    j.until_on, j.estimated_records, j.excluded_from_analytics
