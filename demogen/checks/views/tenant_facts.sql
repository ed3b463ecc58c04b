-- The tenant's row against what was asked for, and that there is one.
CREATE OR REPLACE VIEW tenant_facts AS
WITH facts AS (
    SELECT
        unnest(['name', 'slug', 'country', 'timezone', 'currency', 'industry', 'created_at']) AS fact,
        unnest([a.tenant_name, a.slug, a.country, a.timezone, a.currency, a.industry, a.starts_us::VARCHAR]) AS expected,
        unnest([t.name, t.slug, t.country, t.timezone, t.currency, t.industry, epoch_us(t.created_at)::VARCHAR]) AS actual
    FROM tenants t, expect_asked a
)
SELECT 'tenants rows' AS subject, '1' AS expected, count(*)::VARCHAR AS actual FROM tenants
UNION ALL SELECT 'tenants.' || fact, expected, actual FROM facts;
