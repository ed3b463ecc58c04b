-- Give a job that its worker left back to the queue; nothing of it is left in the tables of the CRM.
UPDATE public.demo_generation_jobs
SET
    status = 'pending', worker_id = NULL, pickups = pickups - %(uncounted)s, started_at = NULL, progress = 0,
    current_step = NULL, load_pid = NULL, load_xid = NULL, seconds_left = NULL, updated_at = clock_timestamp()
WHERE id = %(id)s AND worker_id IS NOT DISTINCT FROM %(worker)s AND status IN ('pending', 'running')
    AND (pickups < %(most)s OR %(uncounted)s > 0)
