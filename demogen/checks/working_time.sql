-- severity: error
-- says: Calls and e-mails of staff lie in the hours of their desk, all else in office hours, meetings from begin to end; nothing on a holiday.
SELECT count(*) FILTER (created_us // slot_us NOT IN (SELECT slot FROM expect_office)) AS "companies.created_at" FROM keyed.companies, expect_asked;
SELECT count(*) FILTER (created_us // slot_us NOT IN (SELECT slot FROM expect_office)) AS "contacts.created_at" FROM keyed.contacts, expect_asked;
SELECT
    count(*) FILTER (first_response_us // slot_us NOT IN (SELECT slot FROM expect_open)) AS "leads.first_response_at",
    count(*) FILTER (converted_us // slot_us NOT IN (SELECT slot FROM expect_office)) AS "leads.converted_at"
FROM keyed.leads, expect_asked;
SELECT
    count(*) FILTER (created_us // slot_us NOT IN (SELECT slot FROM expect_office)) AS "deals.created_at",
    count(*) FILTER (closed_us // slot_us NOT IN (SELECT slot FROM expect_office)) AS "deals.closed_at"
FROM keyed.deals, expect_asked;
SELECT count(*) FILTER (changed_us // slot_us NOT IN (SELECT slot FROM expect_office)) AS "deal_stage_history.changed_at"
FROM keyed.deal_stage_history, expect_asked;
SELECT count(*) FILTER (created_us // slot_us NOT IN (SELECT slot FROM expect_office)) AS "notes.created_at" FROM keyed.notes, expect_asked;
WITH act AS (SELECT type, created_us, due_us, occurred_us FROM keyed.activities WHERE direction IS DISTINCT FROM 'inbound')
SELECT
    count(*) FILTER (created_us // slot_us NOT IN (SELECT slot FROM expect_open)) AS "activities.created_at",
    count(*) FILTER (due_us // slot_us NOT IN (SELECT slot FROM expect_office)) AS "activities.due_at",
    count(*) FILTER (type IN ('call', 'email') AND occurred_us // slot_us NOT IN (SELECT slot FROM expect_open)) AS "activities.occurred_at",
    count(*) FILTER (
        type IN ('meeting', 'task') AND occurred_us // slot_us NOT IN (SELECT slot FROM expect_office)
    ) AS "activities.occurred_at of meetings and tasks"
FROM act, expect_asked;
-- Planned ones and those that nobody came to have a beginning alone.
WITH meeting AS (
    SELECT
        coalesce(occurred_us, due_us) AS begins_us,
        coalesce(occurred_us, due_us) + coalesce(duration_seconds, 0)::BIGINT * 1000000 AS ends_us
    FROM keyed.activities WHERE type = 'meeting'
)
SELECT count(*) FILTER (opens_us IS NULL OR ends_us > closes_us) AS "meetings in one stretch of office hours"
FROM meeting ASOF LEFT JOIN expect_office_hours ON begins_us >= opens_us;
WITH slots AS (
    SELECT created_us // slot_us AS slot FROM keyed.activities, expect_asked WHERE direction IS DISTINCT FROM 'inbound'
    UNION ALL SELECT due_us // slot_us FROM keyed.activities, expect_asked WHERE direction IS DISTINCT FROM 'inbound'
    UNION ALL SELECT occurred_us // slot_us FROM keyed.activities, expect_asked WHERE direction IS DISTINCT FROM 'inbound'
    UNION ALL SELECT first_response_us // slot_us FROM keyed.leads, expect_asked
    UNION ALL SELECT converted_us // slot_us FROM keyed.leads, expect_asked
    UNION ALL SELECT created_us // slot_us FROM keyed.deals, expect_asked
    UNION ALL SELECT closed_us // slot_us FROM keyed.deals, expect_asked
    UNION ALL SELECT changed_us // slot_us FROM keyed.deal_stage_history, expect_asked
    UNION ALL SELECT created_us // slot_us FROM keyed.notes, expect_asked
    UNION ALL SELECT created_us // slot_us FROM keyed.contacts, expect_asked
    UNION ALL SELECT created_us // slot_us FROM keyed.companies, expect_asked
)
SELECT count(*) AS "what staff did on holidays" FROM slots SEMI JOIN expect_holidays USING (slot);
