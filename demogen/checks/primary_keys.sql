-- severity: error
-- says: A key identifies one row, and no two tables share an id.
WITH every AS (
    SELECT 1 AS nth, id FROM tenants
    UNION ALL SELECT 2, id FROM users
    UNION ALL SELECT 3, id FROM pipelines
    UNION ALL SELECT 4, id FROM pipeline_stages
    UNION ALL SELECT 5, id FROM companies
    UNION ALL SELECT 6, id FROM contacts
    UNION ALL SELECT 7, id FROM leads
    UNION ALL SELECT 8, id FROM deals
    UNION ALL SELECT 9, id FROM deal_stage_history
    UNION ALL SELECT 10, id FROM activities
    UNION ALL SELECT 11, id FROM notes
    UNION ALL SELECT 12, id FROM tags
),
names AS (
    SELECT unnest(range(1, 13)) AS nth, unnest([
        'tenants', 'users', 'pipelines', 'pipeline_stages', 'companies', 'contacts', 'leads', 'deals', 'deal_stage_history',
        'activities', 'notes', 'tags'
    ]) AS name
),
repeated AS (SELECT min(nth) AS first, max(nth) AS last FROM every GROUP BY id HAVING count(*) > 1),
found AS (
    SELECT name, (SELECT count(*) FROM repeated WHERE nth IN (first, last)) AS actual FROM names
    UNION ALL SELECT 'tenant_billing', count(*) - count(DISTINCT tenant_id) FROM tenant_billing
    UNION ALL SELECT 'duplicate_contacts', count(*) - count(DISTINCT contact_id) FROM duplicate_contacts
    UNION ALL
    SELECT 'contact_tags', count(*) FROM (SELECT 1 FROM contact_tags GROUP BY contact_id, tag_id HAVING count(*) > 1)
)
SELECT name AS subject, 0 AS expected, actual, actual = 0 AS ok FROM found ORDER BY name;
