-- severity: error
-- says: Rows stand by creation time and id (labels by name, stages by position), so that files compress and loads append.
WITH every AS (
    SELECT 'users' AS name, created_at AS moment, id FROM users
    UNION ALL SELECT 'companies', created_at, id FROM companies
    UNION ALL SELECT 'contacts', created_at, id FROM contacts
    UNION ALL SELECT 'leads', created_at, id FROM leads
    UNION ALL SELECT 'deals', created_at, id FROM deals
    UNION ALL SELECT 'deal_stage_history', changed_at, id FROM deal_stage_history
    UNION ALL SELECT 'activities', created_at, id FROM activities
    UNION ALL SELECT 'notes', created_at, id FROM notes
    UNION ALL SELECT 'contact_tags', created_at, tenant_id FROM contact_tags
),
neighbours AS (
    SELECT name, moment, id, lag(name) OVER () AS name_before, lag(moment) OVER () AS moment_before, lag(id) OVER () AS id_before FROM every
),
astray AS (
    SELECT name, count(*) FILTER (name = name_before AND (moment < moment_before OR (moment = moment_before AND id < id_before))) AS actual
    FROM neighbours GROUP BY name
    UNION ALL SELECT 'tags', count(*) FILTER (name <= name_before) FROM (SELECT name, lag(name) OVER () AS name_before FROM tags)
    UNION ALL
    SELECT 'pipeline_stages', count(*) FILTER (position <= position_before)
    FROM (SELECT position, lag(position) OVER () AS position_before FROM pipeline_stages)
)
SELECT name AS subject, 0 AS expected, actual, actual = 0 AS ok FROM astray ORDER BY name;
