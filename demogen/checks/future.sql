-- severity: error
-- says: Nothing that happened is later than the day of observation; only plans are.
WITH now AS (SELECT make_timestamptz(until_us) AS moment FROM expect_asked),
few AS (
    SELECT
        (SELECT count(*) FROM tenants WHERE created_at >= now.moment) AS "tenants.created_at",
        (SELECT count(*) FROM tenant_billing WHERE created_at >= now.moment) AS "tenant_billing.created_at",
        (SELECT count(*) FROM users WHERE created_at >= now.moment) AS "users.created_at",
        (SELECT count(*) FROM users WHERE deactivated_at >= now.moment) AS "users.deactivated_at",
        (SELECT count(*) FROM pipelines WHERE created_at >= now.moment) AS "pipelines.created_at",
        (SELECT count(*) FROM pipeline_stages WHERE created_at >= now.moment) AS "pipeline_stages.created_at",
        (SELECT count(*) FROM tags WHERE created_at >= now.moment) AS "tags.created_at",
        (SELECT count(*) FROM contact_tags WHERE created_at >= now.moment) AS "contact_tags.created_at",
        (SELECT count(*) FROM duplicate_contacts WHERE created_at >= now.moment) AS "duplicate_contacts.created_at",
        (SELECT count(*) FROM companies WHERE created_at >= now.moment) AS "companies.created_at",
        (SELECT count(*) FROM deal_stage_history WHERE changed_at >= now.moment) AS "deal_stage_history.changed_at",
        (SELECT count(*) FROM notes WHERE created_at >= now.moment) AS "notes.created_at"
    FROM now
),
people AS (
    SELECT
        count(*) FILTER (created_at >= now.moment) AS "contacts.created_at",
        count(*) FILTER (last_activity_at >= now.moment) AS "contacts.last_activity_at"
    FROM contacts, now
),
enquiries AS (
    SELECT
        count(*) FILTER (created_at >= now.moment) AS "leads.created_at",
        count(*) FILTER (first_response_at >= now.moment) AS "leads.first_response_at",
        count(*) FILTER (converted_at >= now.moment) AS "leads.converted_at"
    FROM leads, now
),
sales AS (
    SELECT
        count(*) FILTER (created_at >= now.moment) AS "deals.created_at",
        count(*) FILTER (closed_at >= now.moment) AS "deals.closed_at"
    FROM deals, now
),
done AS (
    SELECT
        count(*) FILTER (created_at >= now.moment) AS "activities.created_at",
        count(*) FILTER (occurred_at >= now.moment) AS "activities.occurred_at"
    FROM activities, now
),
counts AS (SELECT * FROM few, people, enquiries, sales, done)
SELECT subject, 0 AS expected, actual, actual = 0 AS ok FROM counts UNPIVOT (actual FOR subject IN (COLUMNS(*)));
