-- Jobs of the queue that run and whose heart has not beaten for a minute: their worker was stopped in the middle.
SELECT worker_id, lock_key FROM demo_generation_jobs
WHERE status = 'running' AND queued AND heartbeat_at < clock_timestamp() - interval '60 seconds'
