-- severity: error
-- says: Whatever a row names is there.
-- A null names nothing; it has to be said, as a null is not in an empty table either.
WITH found AS (
    SELECT subject, count(*) FILTER (key IS NOT NULL AND key NOT IN (SELECT id FROM tenants)) AS actual
    FROM (
        SELECT 'tenant_billing.tenant_id' AS subject, tenant_id AS key FROM tenant_billing
        UNION ALL SELECT 'users.tenant_id', tenant_id FROM users
        UNION ALL SELECT 'pipelines.tenant_id', tenant_id FROM pipelines
        UNION ALL SELECT 'pipeline_stages.tenant_id', tenant_id FROM pipeline_stages
        UNION ALL SELECT 'companies.tenant_id', tenant_id FROM companies
        UNION ALL SELECT 'contacts.tenant_id', tenant_id FROM contacts
        UNION ALL SELECT 'leads.tenant_id', tenant_id FROM leads
        UNION ALL SELECT 'deals.tenant_id', tenant_id FROM deals
        UNION ALL SELECT 'deal_stage_history.tenant_id', tenant_id FROM deal_stage_history
        UNION ALL SELECT 'activities.tenant_id', tenant_id FROM activities
        UNION ALL SELECT 'notes.tenant_id', tenant_id FROM notes
        UNION ALL SELECT 'tags.tenant_id', tenant_id FROM tags
        UNION ALL SELECT 'contact_tags.tenant_id', tenant_id FROM contact_tags
        UNION ALL SELECT 'duplicate_contacts.tenant_id', tenant_id FROM duplicate_contacts
    ) GROUP BY subject
    UNION ALL
    SELECT subject, count(*) FILTER (key IS NOT NULL AND key NOT IN (SELECT id FROM users)) AS actual
    FROM (
        SELECT 'users.manager_id' AS subject, manager_id AS key FROM users
        UNION ALL SELECT 'companies.owner_id', owner_id FROM companies
        UNION ALL SELECT 'contacts.owner_id', owner_id FROM contacts
        UNION ALL SELECT 'leads.owner_id', owner_id FROM leads
        UNION ALL SELECT 'deals.owner_id', owner_id FROM deals
        UNION ALL SELECT 'deal_stage_history.changed_by_id', changed_by_id FROM deal_stage_history
        UNION ALL SELECT 'activities.user_id', user_id FROM activities
        UNION ALL SELECT 'notes.author_id', author_id FROM notes
    ) GROUP BY subject
    UNION ALL
    SELECT subject, count(*) FILTER (key IS NOT NULL AND key NOT IN (SELECT id FROM pipelines)) AS actual
    FROM (
        SELECT 'pipeline_stages.pipeline_id' AS subject, pipeline_id AS key FROM pipeline_stages
        UNION ALL SELECT 'deals.pipeline_id', pipeline_id FROM deals
    ) GROUP BY subject
    UNION ALL
    SELECT subject, count(*) FILTER (key IS NOT NULL AND key NOT IN (SELECT id FROM companies)) AS actual
    FROM (
        SELECT 'contacts.company_id' AS subject, company_id AS key FROM contacts
        UNION ALL SELECT 'deals.company_id', company_id FROM deals
        UNION ALL SELECT 'activities.company_id', company_id FROM activities
    ) GROUP BY subject
    UNION ALL
    SELECT subject, count(*) FILTER (key IS NOT NULL AND key NOT IN (SELECT id FROM contacts)) AS actual
    FROM (
        SELECT 'leads.contact_id' AS subject, contact_id AS key FROM leads
        UNION ALL SELECT 'deals.contact_id', contact_id FROM deals
        UNION ALL SELECT 'activities.contact_id', contact_id FROM activities
        UNION ALL SELECT 'notes.contact_id', contact_id FROM notes
        UNION ALL SELECT 'contact_tags.contact_id', contact_id FROM contact_tags
        UNION ALL SELECT 'duplicate_contacts.contact_id', contact_id FROM duplicate_contacts
        UNION ALL SELECT 'duplicate_contacts.original_id', original_id FROM duplicate_contacts
    ) GROUP BY subject
    UNION ALL
    SELECT subject, count(*) FILTER (key IS NOT NULL AND key NOT IN (SELECT id FROM pipeline_stages)) AS actual
    FROM (
        SELECT 'deals.stage_id' AS subject, stage_id AS key FROM deals
        UNION ALL SELECT 'deal_stage_history.from_stage_id', from_stage_id FROM deal_stage_history
        UNION ALL SELECT 'deal_stage_history.to_stage_id', to_stage_id FROM deal_stage_history
    ) GROUP BY subject
    UNION ALL
    SELECT subject, count(*) FILTER (key IS NOT NULL AND key NOT IN (SELECT id FROM deals)) AS actual
    FROM (
        SELECT 'deal_stage_history.deal_id' AS subject, deal_id AS key FROM deal_stage_history
        UNION ALL SELECT 'activities.deal_id', deal_id FROM activities
        UNION ALL SELECT 'notes.deal_id', deal_id FROM notes
    ) GROUP BY subject
    UNION ALL
    SELECT subject, count(*) FILTER (key IS NOT NULL AND key NOT IN (SELECT id FROM leads)) AS actual
    FROM (
        SELECT 'activities.lead_id' AS subject, lead_id AS key FROM activities
    ) GROUP BY subject
    UNION ALL
    SELECT subject, count(*) FILTER (key IS NOT NULL AND key NOT IN (SELECT id FROM tags)) AS actual
    FROM (
        SELECT 'contact_tags.tag_id' AS subject, tag_id AS key FROM contact_tags
    ) GROUP BY subject
)
SELECT subject, 0 AS expected, actual, actual = 0 AS ok FROM found;
