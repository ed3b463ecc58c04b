UPDATE public.demo_generation_jobs
SET
    status = 'failed', error_code = %(code)s, error_message = %(message)s, error_stack = %(stack)s,
    recoverable = %(recoverable)s, completed_at = clock_timestamp(), seconds_left = NULL, updated_at = clock_timestamp()
WHERE id = %(id)s AND status IN ('pending', 'running') AND (%(worker)s::uuid IS NULL OR worker_id = %(worker)s)
