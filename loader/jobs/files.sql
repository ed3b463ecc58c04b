SELECT f.path, c.content
FROM demo_job_reference_files f JOIN demo_reference_files c ON c.sha256 = f.sha256
WHERE f.job_id = %(job)s
ORDER BY f.path
