-- Close a job as cancelled, where its status is one of those asked for; give which. Where its COMMIT is on its way, this
-- waits for the row, and finds it completed; a key that names the row is not waited for.
WITH was AS (
    SELECT id, status FROM public.demo_generation_jobs
    WHERE id = %(id)s AND status = ANY(%(statuses)s) FOR NO KEY UPDATE
)
UPDATE public.demo_generation_jobs j
SET
    status = 'failed', error_code = 'CANCELLED', recoverable = true, seconds_left = NULL,
    error_message = CASE was.status WHEN 'pending' THEN 'was cancelled before it began' ELSE 'was cancelled while it ran' END,
    completed_at = clock_timestamp(), updated_at = clock_timestamp()
FROM was WHERE j.id = was.id
RETURNING was.status
