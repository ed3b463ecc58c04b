-- Jobs: what became of their tenants, how many rows and seconds are expected, and whether analytics may count them.

-- A job's tenant lives while `created_tenant_id` names it; once it is gone, `tenant_fate` says how, and
-- `successor_job_id` names the job that took its place. Both are written in the transaction that removes the tenant.
-- `until_on` is the day on which the world is observed; null is that on which the targets hold.
-- `excluded_from_analytics` is what was asked for: null keeps the choice of the tenant that is replaced.
ALTER TABLE demo_generation_jobs
    ADD COLUMN until_on date,
    ADD COLUMN estimated_records bigint CHECK (estimated_records >= 0),
    ADD COLUMN seconds_left integer CHECK (seconds_left >= 0),
    ADD COLUMN excluded_from_analytics boolean,
    ADD COLUMN tenant_fate text CHECK (tenant_fate IN ('deleted', 'replaced', 'regenerated')),
    ADD COLUMN tenant_gone_at timestamptz,
    ADD COLUMN successor_job_id uuid REFERENCES demo_generation_jobs,
    ADD CHECK ((tenant_fate IS NULL) = (tenant_gone_at IS NULL)),
    ADD CHECK (successor_job_id IS NULL OR tenant_fate IN ('replaced', 'regenerated'));
CREATE INDEX idx_demo_jobs_successor ON demo_generation_jobs (successor_job_id) WHERE successor_job_id IS NOT NULL;
CREATE INDEX idx_demo_jobs_pending_by ON demo_generation_jobs (created_by_id) WHERE status = 'pending' AND queued;
