INSERT INTO public.demo_tenant_metadata (
    tenant_id, generation_job_id, country, industry, start_date, as_of, seed, bundle_digest, row_counts, row_digests,
    created_by, excluded_from_analytics
)
VALUES (
    %(tenant_id)s, %(job)s, %(country)s, %(industry)s, %(start_date)s, %(as_of)s, %(seed)s, %(bundle_digest)s,
    %(row_counts)s, %(row_digests)s, %(created_by)s, %(excluded)s
)
