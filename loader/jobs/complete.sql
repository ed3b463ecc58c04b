UPDATE public.demo_generation_jobs
SET
    status = 'completed', progress = 100, current_step = 'Complete', logs = %(logs)s, metrics = %(metrics)s,
    created_tenant_id = %(tenant_id)s, completed_at = clock_timestamp(), seconds_left = NULL, updated_at = clock_timestamp()
WHERE id = %(id)s AND status = 'running' AND worker_id IS NOT DISTINCT FROM %(worker)s
