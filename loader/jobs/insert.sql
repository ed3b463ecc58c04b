INSERT INTO public.demo_generation_jobs (
    id, created_by_id, operation, status, config, seed, tenant_name, tenant_slug, bundle_digest, as_of, drawing_version,
    lock_key, heartbeat_at
)
VALUES (
    %(id)s, %(created_by)s, %(operation)s, 'pending', %(config)s, %(seed)s, %(tenant_name)s, %(tenant_slug)s,
    %(bundle_digest)s, %(as_of)s, %(drawing_version)s, %(lock_key)s, clock_timestamp()
)
