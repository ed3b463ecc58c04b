UPDATE demo_generation_jobs
SET
    status = 'running', attempt = %(attempt)s, load_pid = %(pid)s, load_xid = %(xid)s::text::xid8, progress = 0,
    started_at = coalesce(started_at, clock_timestamp()), heartbeat_at = clock_timestamp(), updated_at = clock_timestamp()
WHERE id = %(id)s AND status IN ('pending', 'running') AND worker_id IS NOT DISTINCT FROM %(worker)s
