-- Of some jobs, those that were cancelled so long ago that whoever runs them should have stopped.
SELECT id FROM public.demo_generation_jobs
WHERE id = ANY(%(jobs)s) AND error_code = 'CANCELLED' AND completed_at < clock_timestamp() - make_interval(secs => %(grace)s)
