-- severity: error
-- says: No company is called like a real firm, nor is the tenant.
WITH bare AS (
    SELECT 'companies.domain' AS subject, replace(replace(domain, '.example', ''), '-', '') AS name FROM companies
    UNION ALL SELECT 'leads.email', replace(split_part(replace(email, '.example', ''), '@', 2), '-', '') FROM leads
    UNION ALL SELECT 'companies.name', regexp_replace(name, '株式会社|有限会社|合同会社| ', '', 'g') FROM companies
    UNION ALL SELECT 'tenants.slug', replace(slug, '-', '') FROM tenants
)
SELECT
    subject, 0 AS expected, count(*) FILTER (name IN (SELECT name FROM expect_real_firms)) AS actual,
    count(*) FILTER (name IN (SELECT name FROM expect_real_firms)) = 0 AS ok
FROM bare GROUP BY subject;
