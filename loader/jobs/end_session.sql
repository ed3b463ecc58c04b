-- End the session that holds a job's lock and runs its transaction; whoever only looks whether the job lives is left alone.
SELECT pg_terminate_backend(l.pid)
FROM public.demo_generation_jobs j
JOIN pg_locks l ON l.pid = j.load_pid AND l.locktype = 'advisory' AND l.granted AND l.objsubid = 1
    AND (l.classid::bigint << 32) | l.objid::bigint = %(key)s
    AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
WHERE j.id = %(id)s
