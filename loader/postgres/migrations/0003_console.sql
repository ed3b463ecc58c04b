-- The console: jobs that wait for a worker, who may sign in or send a token, and who tried to.
--
-- None of this is granted to anybody; keys are kept as digests, passwords as scrypt.

-- A queued job belongs to whichever worker holds it: its `worker_id` is new at every pickup, and whoever lost the job
-- can no longer change it. `origin_job_id` is the first job of a tenant that was regenerated since.
ALTER TABLE demo_generation_jobs
    DROP CONSTRAINT demo_generation_jobs_operation_check,
    ADD CONSTRAINT demo_generation_jobs_operation_check CHECK (operation IN ('load', 'replace', 'create', 'regenerate')),
    ADD COLUMN queued boolean NOT NULL DEFAULT false,
    ADD COLUMN worker_id uuid,
    ADD COLUMN pickups integer NOT NULL DEFAULT 0 CHECK (pickups >= 0),
    ADD COLUMN origin_job_id uuid REFERENCES demo_generation_jobs,
    ADD COLUMN idempotency_key text CHECK (length(idempotency_key) BETWEEN 1 AND 255),
    ADD COLUMN request_sha256 bytea CHECK (length(request_sha256) = 32),
    ADD CHECK (worker_id IS NULL OR queued),
    ADD CHECK ((idempotency_key IS NULL) = (request_sha256 IS NULL));
CREATE INDEX idx_demo_jobs_queue ON demo_generation_jobs (created_at, id) WHERE status = 'pending' AND queued;
CREATE INDEX idx_demo_jobs_open ON demo_generation_jobs (tenant_slug) WHERE status IN ('pending', 'running');
CREATE INDEX idx_demo_jobs_completed_first ON demo_generation_jobs (completed_at, id);
CREATE INDEX idx_demo_jobs_origin ON demo_generation_jobs (origin_job_id) WHERE origin_job_id IS NOT NULL;
CREATE UNIQUE INDEX idx_demo_jobs_idempotency ON demo_generation_jobs (created_by_id, idempotency_key)
    WHERE idempotency_key IS NOT NULL;

-- A platform admin who may use the console; without a password, by a link or a token alone.
CREATE TABLE console_admins (
    user_id        uuid PRIMARY KEY REFERENCES users ON DELETE CASCADE,
    password_hash  text CHECK (password_hash LIKE 'scrypt$%'),
    disabled_at    timestamptz,
    created_at     timestamptz NOT NULL DEFAULT clock_timestamp()
);

CREATE TABLE console_sessions (
    key_sha256  bytea PRIMARY KEY CHECK (length(key_sha256) = 32),
    user_id     uuid NOT NULL REFERENCES console_admins ON DELETE CASCADE,
    address     text NOT NULL,
    created_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
    seen_at     timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX idx_console_sessions_user ON console_sessions (user_id);

-- Links that sign somebody in once.
CREATE TABLE console_links (
    key_sha256  bytea PRIMARY KEY CHECK (length(key_sha256) = 32),
    user_id     uuid NOT NULL REFERENCES console_admins ON DELETE CASCADE,
    expires_at  timestamptz NOT NULL
);
CREATE INDEX idx_console_links_user ON console_links (user_id);

CREATE TABLE console_tokens (
    id          uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    user_id     uuid NOT NULL REFERENCES console_admins ON DELETE CASCADE,
    name        text NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
    key_sha256  bytea NOT NULL UNIQUE CHECK (length(key_sha256) = 32),
    scopes      text[] NOT NULL CHECK (scopes <@ ARRAY['read', 'write', 'delete'] AND cardinality(scopes) > 0),
    expires_at  timestamptz,
    used_at     timestamptz,
    revoked_at  timestamptz,
    created_at  timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX idx_console_tokens_user ON console_tokens (user_id);

-- Who tried to sign in and could not, for as long as that slows further tries down.
CREATE TABLE console_failures (
    id       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    email    text NOT NULL,
    address  text NOT NULL,
    at       timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX idx_console_failures_email ON console_failures (email, at);
CREATE INDEX idx_console_failures_address ON console_failures (address, at);

REVOKE ALL ON console_admins, console_sessions, console_links, console_tokens, console_failures FROM PUBLIC;
