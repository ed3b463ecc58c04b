-- Demo tenants: the jobs that make them, what is known of each, and who did what.
--
-- None of this is visible to a tenant's own role: nothing here is granted to anybody.

CREATE TABLE demo_generation_jobs (
    id                 uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    created_by_id      uuid REFERENCES users ON DELETE SET NULL,
    operation          text NOT NULL DEFAULT 'load' CHECK (operation IN ('load', 'replace', 'regenerate')),
    status             text NOT NULL DEFAULT 'pending' CHECK (status IN ('pending', 'running', 'completed', 'failed')),
    config             jsonb NOT NULL CHECK (jsonb_typeof(config) = 'object'),
    seed               text NOT NULL CHECK (length(seed) <= 64),
    tenant_name        text NOT NULL,
    tenant_slug        text NOT NULL,
    bundle_digest      text,
    as_of              date,
    drawing_version    integer,
    created_tenant_id  uuid REFERENCES tenants ON DELETE SET NULL,
    attempt            integer NOT NULL DEFAULT 1 CHECK (attempt > 0),
    progress           integer NOT NULL DEFAULT 0 CHECK (progress BETWEEN 0 AND 100),
    current_step       text CHECK (length(current_step) <= 100),
    logs               jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(logs) = 'array'),
    metrics            jsonb CHECK (jsonb_typeof(metrics) = 'object'),
    error_code         text CHECK (error_code IN (
        'VALIDATION_ERROR', 'TIMEOUT', 'DATABASE_ERROR', 'INTERNAL_ERROR', 'CANCELLED', 'ABANDONED')),
    error_message      text,
    error_stack        text,
    recoverable        boolean,
    -- Liveness: whoever holds the lock of this key is alive; a running job whose lock is free is dead and rolled back.
    lock_key           bigint NOT NULL,
    load_pid           integer,
    load_xid           xid8,
    heartbeat_at       timestamptz,
    started_at         timestamptz,
    completed_at       timestamptz,
    created_at         timestamptz NOT NULL DEFAULT clock_timestamp(),
    updated_at         timestamptz NOT NULL DEFAULT clock_timestamp(),
    CHECK (status <> 'pending' OR started_at IS NULL),
    CHECK (status NOT IN ('running', 'completed') OR started_at IS NOT NULL),
    CHECK ((status IN ('completed', 'failed')) = (completed_at IS NOT NULL)),
    CHECK ((status = 'failed') = (error_code IS NOT NULL)),
    CHECK (error_code IS NULL OR (error_message IS NOT NULL AND recoverable IS NOT NULL)),
    CHECK (status <> 'completed' OR progress = 100)
);
CREATE INDEX idx_demo_jobs_status ON demo_generation_jobs (status);
CREATE INDEX idx_demo_jobs_created_by ON demo_generation_jobs (created_by_id);
CREATE INDEX idx_demo_jobs_created_at ON demo_generation_jobs (created_at DESC, id);
CREATE INDEX idx_demo_jobs_completed_at ON demo_generation_jobs (completed_at DESC NULLS LAST, id);
CREATE INDEX idx_demo_jobs_tenant_name ON demo_generation_jobs (tenant_name, id);
CREATE INDEX idx_demo_jobs_country ON demo_generation_jobs ((config ->> 'country'));
CREATE INDEX idx_demo_jobs_industry ON demo_generation_jobs ((config ->> 'industry'));
CREATE INDEX idx_demo_jobs_created_tenant ON demo_generation_jobs (created_tenant_id);
CREATE UNIQUE INDEX idx_demo_jobs_running ON demo_generation_jobs (lock_key) WHERE status = 'running';

CREATE TABLE demo_tenant_metadata (
    id                       uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    tenant_id                uuid NOT NULL UNIQUE REFERENCES tenants ON DELETE CASCADE,
    generation_job_id        uuid REFERENCES demo_generation_jobs ON DELETE SET NULL,
    country                  text NOT NULL,
    industry                 text NOT NULL,
    start_date               date NOT NULL,
    as_of                    date NOT NULL,
    seed                     text NOT NULL,
    bundle_digest            text NOT NULL,
    row_counts               jsonb NOT NULL CHECK (jsonb_typeof(row_counts) = 'object'),
    -- Digest of each table's rows, and the columns (with their types) that it was taken over.
    row_digests              jsonb NOT NULL CHECK (jsonb_typeof(row_digests) = 'object'),
    created_by               uuid REFERENCES users ON DELETE SET NULL,
    is_demo_generated        boolean NOT NULL DEFAULT true CHECK (is_demo_generated),
    excluded_from_analytics  boolean NOT NULL DEFAULT true,
    created_at               timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX idx_demo_metadata_job ON demo_tenant_metadata (generation_job_id);
CREATE INDEX idx_demo_metadata_country ON demo_tenant_metadata (country);
CREATE INDEX idx_demo_metadata_industry ON demo_tenant_metadata (industry);
CREATE INDEX idx_demo_metadata_digest ON demo_tenant_metadata (bundle_digest);
CREATE INDEX idx_demo_metadata_created_by ON demo_tenant_metadata (created_by);

CREATE TABLE audit_logs (
    id           uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    tenant_id    uuid REFERENCES tenants ON DELETE SET NULL,
    user_id      uuid REFERENCES users ON DELETE SET NULL,
    action       text NOT NULL CHECK (action <> ''),
    entity_type  text NOT NULL CHECK (entity_type <> ''),
    entity_id    uuid,
    new_values   jsonb,
    metadata     jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(metadata) = 'object'),
    created_at   timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX idx_audit_logs_tenant ON audit_logs (tenant_id, created_at) WHERE tenant_id IS NOT NULL;
CREATE INDEX idx_audit_logs_user ON audit_logs (user_id) WHERE user_id IS NOT NULL;
CREATE INDEX idx_audit_logs_entity ON audit_logs (entity_id, created_at);

-- The log is only ever added to. A foreign key that forgets its tenant or user comes from a trigger, one level deeper.
CREATE FUNCTION audit_logs_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND pg_trigger_depth() > 1
        AND (NEW.id, NEW.action, NEW.entity_type, NEW.created_at) = (OLD.id, OLD.action, OLD.entity_type, OLD.created_at)
        AND NEW.entity_id IS NOT DISTINCT FROM OLD.entity_id
        AND NEW.new_values IS NOT DISTINCT FROM OLD.new_values
        AND NEW.metadata = OLD.metadata
    THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'audit_logs is append-only' USING ERRCODE = 'restrict_violation';
END
$$;
CREATE TRIGGER audit_logs_append_only BEFORE UPDATE OR DELETE ON audit_logs
    FOR EACH ROW EXECUTE FUNCTION audit_logs_append_only();
CREATE TRIGGER audit_logs_no_truncate BEFORE TRUNCATE ON audit_logs
    FOR EACH STATEMENT EXECUTE FUNCTION audit_logs_append_only();

-- What reports of the platform count: tenants that are no demo.
CREATE VIEW analytics_tenants AS
SELECT t.* FROM tenants t
WHERE NOT EXISTS (SELECT FROM demo_tenant_metadata m WHERE m.tenant_id = t.id AND m.excluded_from_analytics);

REVOKE ALL ON demo_generation_jobs, demo_tenant_metadata, audit_logs, analytics_tenants FROM PUBLIC;
