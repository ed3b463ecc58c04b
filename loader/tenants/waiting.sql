-- How many jobs wait for a worker: of a person, and in all.
SELECT count(*) FILTER (WHERE created_by_id = %(user)s), count(*)
FROM public.demo_generation_jobs WHERE status = 'pending' AND queued
