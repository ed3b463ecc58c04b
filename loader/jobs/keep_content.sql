-- The same content of two jobs is kept once.
INSERT INTO demo_reference_files (sha256, content) VALUES (%(sha256)s, %(content)s)
ON CONFLICT (sha256) DO NOTHING
