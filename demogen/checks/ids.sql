-- severity: error
-- says: Every id is a UUIDv7 whose time is the row's creation.
WITH every AS (
    SELECT 'tenants.id' AS subject, id, created_at AS moment FROM tenants
    UNION ALL SELECT 'users.id', id, created_at FROM users
    UNION ALL SELECT 'pipelines.id', id, created_at FROM pipelines
    UNION ALL SELECT 'pipeline_stages.id', id, created_at FROM pipeline_stages
    UNION ALL SELECT 'companies.id', id, created_at FROM companies
    UNION ALL SELECT 'contacts.id', id, created_at FROM contacts
    UNION ALL SELECT 'leads.id', id, created_at FROM leads
    UNION ALL SELECT 'deals.id', id, created_at FROM deals
    UNION ALL SELECT 'deal_stage_history.id', id, changed_at FROM deal_stage_history
    UNION ALL SELECT 'activities.id', id, created_at FROM activities
    UNION ALL SELECT 'notes.id', id, created_at FROM notes
    UNION ALL SELECT 'tags.id', id, created_at FROM tags
),
-- The time of an id of another version cannot be asked for; the variant is the first digit of the fourth group.
judged AS (
    SELECT
        subject,
        count(*) FILTER (uuid_extract_version(id) <> 7 OR substr(id::VARCHAR, 20, 1) NOT IN ('8', '9', 'a', 'b')) AS shape,
        count(*) FILTER (
            CASE WHEN uuid_extract_version(id) = 7 THEN epoch_ms(uuid_extract_timestamp(id)) <> epoch_us(moment) // 1000 ELSE false END
        ) AS time
    FROM every GROUP BY subject
)
SELECT subject || ' ' || what AS subject, 0 AS expected, actual, actual = 0 AS ok
FROM judged UNPIVOT (actual FOR what IN (shape, time));
