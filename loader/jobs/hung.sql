-- End the session that holds a tenant's lock for a running job whose heart has not beaten for a minute.
SELECT pg_terminate_backend(l.pid)
FROM demo_generation_jobs j
JOIN pg_locks l ON l.pid = j.load_pid AND l.locktype = 'advisory' AND l.granted AND l.objsubid = 1
    AND (l.classid::bigint << 32) | l.objid::bigint = j.lock_key
    AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
WHERE j.lock_key = %(key)s AND j.status = 'running' AND j.heartbeat_at < clock_timestamp() - interval '60 seconds'
