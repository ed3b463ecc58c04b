UPDATE public.demo_generation_jobs
SET
    progress = %(progress)s, current_step = %(step)s, logs = %(logs)s, seconds_left = %(seconds_left)s,
    heartbeat_at = clock_timestamp(), updated_at = clock_timestamp()
WHERE id = %(id)s AND status = 'running' AND worker_id IS NOT DISTINCT FROM %(worker)s
