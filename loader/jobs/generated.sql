UPDATE demo_generation_jobs
SET
    config = %(config)s, bundle_digest = %(bundle_digest)s, as_of = %(as_of)s, drawing_version = %(drawing_version)s,
    updated_at = clock_timestamp()
WHERE id = %(id)s AND status = 'running' AND worker_id IS NOT DISTINCT FROM %(worker)s
