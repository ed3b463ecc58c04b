-- severity: error
-- says: A key identifies one row, and no two tables share an id.
WITH every AS (
    SELECT 'tenants' AS name, id FROM tenants
    UNION ALL SELECT 'users', id FROM users
    UNION ALL SELECT 'pipelines', id FROM pipelines
    UNION ALL SELECT 'pipeline_stages', id FROM pipeline_stages
    UNION ALL SELECT 'companies', id FROM companies
    UNION ALL SELECT 'contacts', id FROM contacts
    UNION ALL SELECT 'leads', id FROM leads
    UNION ALL SELECT 'deals', id FROM deals
    UNION ALL SELECT 'deal_stage_history', id FROM deal_stage_history
    UNION ALL SELECT 'activities', id FROM activities
    UNION ALL SELECT 'notes', id FROM notes
    UNION ALL SELECT 'tags', id FROM tags
),
repeated AS (SELECT id FROM every GROUP BY id HAVING count(*) > 1),
found AS (
    SELECT name, count(*) AS actual FROM every WHERE id IN (SELECT id FROM repeated) GROUP BY name
    UNION ALL SELECT 'tenant_billing', count(*) - count(DISTINCT tenant_id) FROM tenant_billing
    UNION ALL
    SELECT 'contact_tags', coalesce(sum(copies - 1), 0)::BIGINT
    FROM (SELECT count(*) AS copies FROM contact_tags GROUP BY contact_id, tag_id)
),
tables AS (SELECT DISTINCT name FROM every UNION SELECT 'tenant_billing' UNION SELECT 'contact_tags')
SELECT name AS subject, 0 AS expected, coalesce(actual, 0) AS actual, coalesce(actual, 0) = 0 AS ok
FROM tables LEFT JOIN found USING (name)
ORDER BY name;
