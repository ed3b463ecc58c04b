-- A line about a job, with what each of them says of it.
INSERT INTO public.audit_logs (user_id, action, entity_type, entity_id, new_values, metadata)
SELECT
    %(user_id)s, %(action)s, 'demo_generation_job', j.id, %(new_values)s,
    jsonb_build_object(
        'seed', j.seed,
        'bundleDigest', j.bundle_digest,
        'estimatedRecords', coalesce(
            j.estimated_records, (SELECT sum(value::bigint) FROM jsonb_each_text(j.metrics -> 'rows'))::bigint, 0
        )
    ) || %(metadata)s
FROM public.demo_generation_jobs j WHERE j.id = %(id)s
