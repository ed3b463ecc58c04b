-- severity: error
-- says: Calls and e-mails of staff lie in the hours of their desk, all else in office hours, meetings from begin to end; nothing on a holiday.
WITH slot AS (SELECT slot_us AS us FROM expect_asked),
firms AS (
    SELECT count(*) FILTER (created_us // us NOT IN (SELECT slot FROM expect_office)) AS "companies.created_at" FROM keyed.companies, slot
),
people AS (
    SELECT count(*) FILTER (created_us // us NOT IN (SELECT slot FROM expect_office)) AS "contacts.created_at" FROM keyed.contacts, slot
),
enquiries AS (
    SELECT
        count(*) FILTER (first_response_us // us NOT IN (SELECT slot FROM expect_open)) AS "leads.first_response_at",
        count(*) FILTER (converted_us // us NOT IN (SELECT slot FROM expect_office)) AS "leads.converted_at"
    FROM keyed.leads, slot
),
sales AS (
    SELECT
        count(*) FILTER (created_us // us NOT IN (SELECT slot FROM expect_office)) AS "deals.created_at",
        count(*) FILTER (closed_us // us NOT IN (SELECT slot FROM expect_office)) AS "deals.closed_at"
    FROM keyed.deals, slot
),
history AS (
    SELECT count(*) FILTER (changed_us // us NOT IN (SELECT slot FROM expect_office)) AS "deal_stage_history.changed_at"
    FROM keyed.deal_stage_history, slot
),
written AS (
    SELECT count(*) FILTER (created_us // us NOT IN (SELECT slot FROM expect_office)) AS "notes.created_at" FROM keyed.notes, slot
),
act AS (SELECT type, created_us, due_us, occurred_us FROM keyed.activities WHERE direction IS DISTINCT FROM 'inbound'),
done AS (
    SELECT
        count(*) FILTER (created_us // us NOT IN (SELECT slot FROM expect_open)) AS "activities.created_at",
        count(*) FILTER (due_us // us NOT IN (SELECT slot FROM expect_office)) AS "activities.due_at",
        count(*) FILTER (type IN ('call', 'email') AND occurred_us // us NOT IN (SELECT slot FROM expect_open)) AS "activities.occurred_at",
        count(*) FILTER (
            type IN ('meeting', 'task') AND occurred_us // us NOT IN (SELECT slot FROM expect_office)
        ) AS "activities.occurred_at of meetings and tasks"
    FROM act, slot
),
-- Planned ones and those that nobody came to have a beginning alone.
meeting AS (
    SELECT
        coalesce(occurred_us, due_us) AS begins_us,
        coalesce(occurred_us, due_us) + coalesce(duration_seconds, 0)::BIGINT * 1000000 AS ends_us
    FROM keyed.activities WHERE type = 'meeting'
),
meetings AS (
    SELECT count(*) FILTER (opens_us IS NULL OR ends_us > closes_us) AS "meetings in one stretch of office hours"
    FROM meeting ASOF LEFT JOIN expect_office_hours ON begins_us >= opens_us
),
moments AS (
    SELECT unnest([created_us, due_us, occurred_us]) AS moment FROM act
    UNION ALL SELECT unnest([first_response_us, converted_us]) FROM keyed.leads
    UNION ALL SELECT unnest([created_us, closed_us]) FROM keyed.deals
    UNION ALL SELECT changed_us FROM keyed.deal_stage_history
    UNION ALL SELECT created_us FROM keyed.notes
    UNION ALL SELECT created_us FROM keyed.contacts
    UNION ALL SELECT created_us FROM keyed.companies
),
feasts AS (
    SELECT count(*) FILTER (moment // us IN (SELECT slot FROM expect_holidays)) AS "what staff did on holidays" FROM moments, slot
),
counts AS (SELECT * FROM firms, people, enquiries, sales, history, written, done, meetings, feasts)
SELECT subject, 0 AS expected, actual, actual = 0 AS ok FROM counts UNPIVOT (actual FOR subject IN (COLUMNS(*)));
