SELECT id, request_sha256 FROM demo_generation_jobs
WHERE created_by_id = %(user)s AND idempotency_key = %(key)s
