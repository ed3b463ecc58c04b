-- severity: error
-- says: Whatever a row names is there.
WITH tenant AS (
    SELECT
        (SELECT count(*) FROM tenant_billing WHERE tenant_id NOT IN (SELECT id FROM tenants)) AS "tenant_billing.tenant_id",
        (SELECT count(*) FROM pipelines WHERE tenant_id NOT IN (SELECT id FROM tenants)) AS "pipelines.tenant_id",
        (SELECT count(*) FROM tags WHERE tenant_id NOT IN (SELECT id FROM tenants)) AS "tags.tenant_id"
),
staff AS (
    SELECT
        count(*) FILTER (tenant_id NOT IN (SELECT id FROM tenants)) AS "users.tenant_id",
        count(*) FILTER (manager_id IS NOT NULL AND manager_id NOT IN (SELECT id FROM users)) AS "users.manager_id"
    FROM users
),
stages AS (
    SELECT
        count(*) FILTER (tenant_id NOT IN (SELECT id FROM tenants)) AS "pipeline_stages.tenant_id",
        count(*) FILTER (pipeline_id NOT IN (SELECT id FROM pipelines)) AS "pipeline_stages.pipeline_id"
    FROM pipeline_stages
),
firms AS (
    SELECT
        count(*) FILTER (tenant_id NOT IN (SELECT id FROM tenants)) AS "companies.tenant_id",
        count(*) FILTER (owner_id NOT IN (SELECT id FROM users)) AS "companies.owner_id"
    FROM companies
),
people AS (
    SELECT
        count(*) FILTER (tenant_id NOT IN (SELECT id FROM tenants)) AS "contacts.tenant_id",
        count(*) FILTER (company_id IS NOT NULL AND company_id NOT IN (SELECT id FROM companies)) AS "contacts.company_id",
        count(*) FILTER (owner_id NOT IN (SELECT id FROM users)) AS "contacts.owner_id"
    FROM contacts
),
enquiries AS (
    SELECT
        count(*) FILTER (tenant_id NOT IN (SELECT id FROM tenants)) AS "leads.tenant_id",
        count(*) FILTER (owner_id NOT IN (SELECT id FROM users)) AS "leads.owner_id",
        count(*) FILTER (contact_id IS NOT NULL AND contact_id NOT IN (SELECT id FROM contacts)) AS "leads.contact_id"
    FROM leads
),
sales AS (
    SELECT
        count(*) FILTER (tenant_id NOT IN (SELECT id FROM tenants)) AS "deals.tenant_id",
        count(*) FILTER (company_id IS NOT NULL AND company_id NOT IN (SELECT id FROM companies)) AS "deals.company_id",
        count(*) FILTER (contact_id IS NOT NULL AND contact_id NOT IN (SELECT id FROM contacts)) AS "deals.contact_id",
        count(*) FILTER (owner_id NOT IN (SELECT id FROM users)) AS "deals.owner_id",
        count(*) FILTER (pipeline_id NOT IN (SELECT id FROM pipelines)) AS "deals.pipeline_id",
        count(*) FILTER (stage_id NOT IN (SELECT id FROM pipeline_stages)) AS "deals.stage_id"
    FROM deals
),
history AS (
    SELECT
        count(*) FILTER (tenant_id NOT IN (SELECT id FROM tenants)) AS "deal_stage_history.tenant_id",
        count(*) FILTER (deal_id IS NOT NULL AND deal_id NOT IN (SELECT id FROM deals)) AS "deal_stage_history.deal_id",
        count(*) FILTER (from_stage_id IS NOT NULL AND from_stage_id NOT IN (SELECT id FROM pipeline_stages)) AS "deal_stage_history.from_stage_id",
        count(*) FILTER (to_stage_id NOT IN (SELECT id FROM pipeline_stages)) AS "deal_stage_history.to_stage_id",
        count(*) FILTER (changed_by_id NOT IN (SELECT id FROM users)) AS "deal_stage_history.changed_by_id"
    FROM deal_stage_history
),
done AS (
    SELECT
        count(*) FILTER (tenant_id NOT IN (SELECT id FROM tenants)) AS "activities.tenant_id",
        count(*) FILTER (lead_id IS NOT NULL AND lead_id NOT IN (SELECT id FROM leads)) AS "activities.lead_id",
        count(*) FILTER (contact_id IS NOT NULL AND contact_id NOT IN (SELECT id FROM contacts)) AS "activities.contact_id",
        count(*) FILTER (deal_id IS NOT NULL AND deal_id NOT IN (SELECT id FROM deals)) AS "activities.deal_id",
        count(*) FILTER (company_id IS NOT NULL AND company_id NOT IN (SELECT id FROM companies)) AS "activities.company_id",
        count(*) FILTER (user_id NOT IN (SELECT id FROM users)) AS "activities.user_id"
    FROM activities
),
written AS (
    SELECT
        count(*) FILTER (tenant_id NOT IN (SELECT id FROM tenants)) AS "notes.tenant_id",
        count(*) FILTER (contact_id IS NOT NULL AND contact_id NOT IN (SELECT id FROM contacts)) AS "notes.contact_id",
        count(*) FILTER (deal_id IS NOT NULL AND deal_id NOT IN (SELECT id FROM deals)) AS "notes.deal_id",
        count(*) FILTER (author_id NOT IN (SELECT id FROM users)) AS "notes.author_id"
    FROM notes
),
labels AS (
    SELECT
        count(*) FILTER (tenant_id NOT IN (SELECT id FROM tenants)) AS "contact_tags.tenant_id",
        count(*) FILTER (contact_id IS NOT NULL AND contact_id NOT IN (SELECT id FROM contacts)) AS "contact_tags.contact_id",
        count(*) FILTER (tag_id NOT IN (SELECT id FROM tags)) AS "contact_tags.tag_id"
    FROM contact_tags
),
counts AS (SELECT * FROM tenant, staff, stages, firms, people, enquiries, sales, history, done, written, labels)
SELECT subject, 0 AS expected, actual, actual = 0 AS ok FROM counts UNPIVOT (actual FOR subject IN (COLUMNS(*)));
