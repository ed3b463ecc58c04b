-- severity: error
-- says: Rows stand by creation time and id (labels by name, stages by position), so that files compress and loads append.
WITH astray AS (
    SELECT 'users' AS subject, count(*) FILTER (moment < before OR (moment = before AND id < id_before)) AS actual
    FROM (SELECT created_at AS moment, id, lag(created_at) OVER () AS before, lag(id) OVER () AS id_before FROM users)
    UNION ALL
    SELECT 'companies' AS subject, count(*) FILTER (moment < before OR (moment = before AND id < id_before)) AS actual
    FROM (SELECT created_at AS moment, id, lag(created_at) OVER () AS before, lag(id) OVER () AS id_before FROM companies)
    UNION ALL
    SELECT 'contacts' AS subject, count(*) FILTER (moment < before OR (moment = before AND id < id_before)) AS actual
    FROM (SELECT created_at AS moment, id, lag(created_at) OVER () AS before, lag(id) OVER () AS id_before FROM contacts)
    UNION ALL
    SELECT 'leads' AS subject, count(*) FILTER (moment < before OR (moment = before AND id < id_before)) AS actual
    FROM (SELECT created_at AS moment, id, lag(created_at) OVER () AS before, lag(id) OVER () AS id_before FROM leads)
    UNION ALL
    SELECT 'deals' AS subject, count(*) FILTER (moment < before OR (moment = before AND id < id_before)) AS actual
    FROM (SELECT created_at AS moment, id, lag(created_at) OVER () AS before, lag(id) OVER () AS id_before FROM deals)
    UNION ALL
    SELECT 'deal_stage_history' AS subject, count(*) FILTER (moment < before OR (moment = before AND id < id_before)) AS actual
    FROM (SELECT changed_at AS moment, id, lag(changed_at) OVER () AS before, lag(id) OVER () AS id_before FROM deal_stage_history)
    UNION ALL
    SELECT 'activities' AS subject, count(*) FILTER (moment < before OR (moment = before AND id < id_before)) AS actual
    FROM (SELECT created_at AS moment, id, lag(created_at) OVER () AS before, lag(id) OVER () AS id_before FROM activities)
    UNION ALL
    SELECT 'notes' AS subject, count(*) FILTER (moment < before OR (moment = before AND id < id_before)) AS actual
    FROM (SELECT created_at AS moment, id, lag(created_at) OVER () AS before, lag(id) OVER () AS id_before FROM notes)
    UNION ALL
    SELECT 'contact_tags', count(*) FILTER (moment < before)
    FROM (SELECT created_at AS moment, lag(created_at) OVER () AS before FROM contact_tags)
    UNION ALL
    SELECT 'duplicate_contacts', count(*) FILTER (moment < before)
    FROM (SELECT created_at AS moment, lag(created_at) OVER () AS before FROM duplicate_contacts)
    UNION ALL
    SELECT 'tags', count(*) FILTER (name <= before) FROM (SELECT name, lag(name) OVER () AS before FROM tags)
    UNION ALL
    SELECT 'pipeline_stages', count(*) FILTER (position <= before)
    FROM (SELECT position, lag(position) OVER () AS before FROM pipeline_stages)
)
SELECT subject, 0 AS expected, actual, actual = 0 AS ok FROM astray;
