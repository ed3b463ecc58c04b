INSERT INTO demo_job_reference_files (job_id, path, sha256) VALUES (%(job)s, %(path)s, %(sha256)s)
