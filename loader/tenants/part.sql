-- Say on the record of the job whose tenant is about to go how it goes, and to which job's.
UPDATE public.demo_generation_jobs
SET tenant_fate = %(fate)s, successor_job_id = %(successor)s, tenant_gone_at = clock_timestamp(), updated_at = clock_timestamp()
WHERE created_tenant_id = %(tenant)s
