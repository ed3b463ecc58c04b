-- severity: error
-- says: There is one tenant, it is the config's, and every row belongs to it.
WITH one AS (SELECT min(id) AS id FROM tenants),
foreigners AS (
    SELECT
        (SELECT count(*) FROM tenant_billing, one WHERE tenant_id <> one.id) AS "tenant_billing.tenant_id",
        (SELECT count(*) FROM users, one WHERE tenant_id <> one.id) AS "users.tenant_id",
        (SELECT count(*) FROM pipelines, one WHERE tenant_id <> one.id) AS "pipelines.tenant_id",
        (SELECT count(*) FROM pipeline_stages, one WHERE tenant_id <> one.id) AS "pipeline_stages.tenant_id",
        (SELECT count(*) FROM companies, one WHERE tenant_id <> one.id) AS "companies.tenant_id",
        (SELECT count(*) FROM contacts, one WHERE tenant_id <> one.id) AS "contacts.tenant_id",
        (SELECT count(*) FROM leads, one WHERE tenant_id <> one.id) AS "leads.tenant_id",
        (SELECT count(*) FROM deals, one WHERE tenant_id <> one.id) AS "deals.tenant_id",
        (SELECT count(*) FROM deal_stage_history, one WHERE tenant_id <> one.id) AS "deal_stage_history.tenant_id",
        (SELECT count(*) FROM activities, one WHERE tenant_id <> one.id) AS "activities.tenant_id",
        (SELECT count(*) FROM notes, one WHERE tenant_id <> one.id) AS "notes.tenant_id",
        (SELECT count(*) FROM tags, one WHERE tenant_id <> one.id) AS "tags.tenant_id",
        (SELECT count(*) FROM contact_tags, one WHERE tenant_id <> one.id) AS "contact_tags.tenant_id",
        (SELECT count(*) FROM duplicate_contacts, one WHERE tenant_id <> one.id) AS "duplicate_contacts.tenant_id"
),
facts AS (
    SELECT
        unnest(['name', 'slug', 'country', 'timezone', 'currency', 'industry', 'created_at']) AS fact,
        unnest([a.tenant_name, a.slug, a.country, a.timezone, a.currency, a.industry, a.starts_us::VARCHAR]) AS expected,
        unnest([t.name, t.slug, t.country, t.timezone, t.currency, t.industry, epoch_us(t.created_at)::VARCHAR]) AS actual
    FROM tenants t, expect_asked a
)
SELECT subject, '0' AS expected, actual::VARCHAR AS actual, actual = 0 AS ok
FROM foreigners UNPIVOT (actual FOR subject IN (COLUMNS(*)))
UNION ALL SELECT 'tenants rows', '1', count(*)::VARCHAR, count(*) = 1 FROM tenants
UNION ALL SELECT 'tenants.' || fact, expected, actual, expected = actual FROM facts;
