-- A job that is there already is this very one: its own INSERT was committed, and no answer came.
INSERT INTO demo_generation_jobs (
    id, created_by_id, operation, status, config, seed, tenant_name, tenant_slug, bundle_digest, as_of, drawing_version,
    lock_key, queued, origin_job_id, idempotency_key, request_sha256, heartbeat_at,
    until_on, estimated_records, excluded_from_analytics, reference_kept
)
VALUES (
    %(id)s, %(created_by)s, %(operation)s, 'pending', %(config)s, %(seed)s, %(tenant_name)s, %(tenant_slug)s,
    %(bundle_digest)s, %(as_of)s, %(drawing_version)s, %(lock_key)s, %(queued)s, %(origin)s, %(idempotency_key)s,
    %(request_sha256)s, clock_timestamp(), %(until)s, %(estimated_rows)s, %(excluded)s, true
)
ON CONFLICT (id) DO NOTHING
