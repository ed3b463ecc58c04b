-- Reference files of one's own that jobs were made from: each content once, whatever it is called, and who used it.

CREATE TABLE demo_reference_files (
    sha256   text PRIMARY KEY CHECK (sha256 ~ '^[0-9a-f]{64}$'),
    content  bytea NOT NULL CHECK (octet_length(content) <= 1100000),
    CHECK (sha256 = encode(sha256(content), 'hex'))
);

CREATE TABLE demo_job_reference_files (
    job_id  uuid NOT NULL REFERENCES demo_generation_jobs ON DELETE CASCADE,
    path    text NOT NULL CHECK (path ~ '^(countries|industries|text)/[A-Za-z0-9][A-Za-z0-9_-]{0,40}\.(json|yaml|yml)$'),
    sha256  text NOT NULL REFERENCES demo_reference_files,
    PRIMARY KEY (job_id, path)
);
CREATE INDEX idx_demo_job_reference_sha256 ON demo_job_reference_files (sha256);

-- A job from before keeps none, and may have been made from some.
ALTER TABLE demo_generation_jobs ADD COLUMN reference_kept boolean NOT NULL DEFAULT false;

REVOKE ALL ON demo_reference_files, demo_job_reference_files FROM PUBLIC;
