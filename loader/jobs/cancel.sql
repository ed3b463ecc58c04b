UPDATE demo_generation_jobs
SET
    status = 'failed', error_code = 'CANCELLED', error_message = 'was cancelled before it began', recoverable = true,
    completed_at = clock_timestamp(), updated_at = clock_timestamp()
WHERE id = %(id)s AND status = 'pending'
