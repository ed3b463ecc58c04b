-- Jobs that say they wait or run, as far as somebody must be at work on them: those that wait for a worker are left out,
-- and so are those of workers who were heard of just now, as they have no lock between two attempts. All, or one.
SELECT id, worker_id, queued FROM demo_generation_jobs
WHERE (%(id)s::uuid IS NULL OR id = %(id)s) AND status IN ('pending', 'running')
    AND (NOT queued OR worker_id IS NOT NULL AND heartbeat_at < clock_timestamp() - interval '15 seconds')
