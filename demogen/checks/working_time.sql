-- severity: error
-- says: Calls and e-mails of staff lie in the hours of their desk, all else in office hours, meetings from begin to end; nothing on a holiday.
WITH slot AS (SELECT slot_us AS us FROM expect_asked),
firms AS (
    SELECT count(*) FILTER (epoch_us(created_at) // us NOT IN (SELECT slot FROM expect_office)) AS "companies.created_at" FROM companies, slot
),
people AS (
    SELECT count(*) FILTER (epoch_us(created_at) // us NOT IN (SELECT slot FROM expect_office)) AS "contacts.created_at" FROM contacts, slot
),
enquiries AS (
    SELECT
        count(*) FILTER (epoch_us(first_response_at) // us NOT IN (SELECT slot FROM expect_open)) AS "leads.first_response_at",
        count(*) FILTER (epoch_us(converted_at) // us NOT IN (SELECT slot FROM expect_office)) AS "leads.converted_at"
    FROM leads, slot
),
sales AS (
    SELECT
        count(*) FILTER (epoch_us(created_at) // us NOT IN (SELECT slot FROM expect_office)) AS "deals.created_at",
        count(*) FILTER (epoch_us(closed_at) // us NOT IN (SELECT slot FROM expect_office)) AS "deals.closed_at"
    FROM deals, slot
),
history AS (
    SELECT count(*) FILTER (epoch_us(changed_at) // us NOT IN (SELECT slot FROM expect_office)) AS "deal_stage_history.changed_at"
    FROM deal_stage_history, slot
),
written AS (
    SELECT count(*) FILTER (epoch_us(created_at) // us NOT IN (SELECT slot FROM expect_office)) AS "notes.created_at" FROM notes, slot
),
act AS (SELECT type, created_at, due_at, occurred_at FROM activities WHERE direction IS DISTINCT FROM 'inbound'),
done AS (
    SELECT
        count(*) FILTER (epoch_us(created_at) // us NOT IN (SELECT slot FROM expect_open)) AS "activities.created_at",
        count(*) FILTER (epoch_us(due_at) // us NOT IN (SELECT slot FROM expect_office)) AS "activities.due_at",
        count(*) FILTER (type IN ('call', 'email') AND epoch_us(occurred_at) // us NOT IN (SELECT slot FROM expect_open)) AS "activities.occurred_at",
        count(*) FILTER (
            type IN ('meeting', 'task') AND epoch_us(occurred_at) // us NOT IN (SELECT slot FROM expect_office)
        ) AS "activities.occurred_at of meetings and tasks"
    FROM act, slot
),
-- Planned ones and those that nobody came to have a beginning alone.
meeting AS (
    SELECT
        coalesce(epoch_us(occurred_at), epoch_us(due_at)) AS begins_us,
        coalesce(epoch_us(occurred_at), epoch_us(due_at)) + coalesce(duration_seconds, 0)::BIGINT * 1000000 AS ends_us
    FROM activities WHERE type = 'meeting'
),
meetings AS (
    SELECT count(*) FILTER (opens_us IS NULL OR ends_us > closes_us) AS "meetings in one stretch of office hours"
    FROM meeting ASOF LEFT JOIN expect_office_hours ON begins_us >= opens_us
),
moments AS (
    SELECT unnest([created_at, due_at, occurred_at]) AS moment FROM act
    UNION ALL SELECT unnest([first_response_at, converted_at]) FROM leads
    UNION ALL SELECT unnest([created_at, closed_at]) FROM deals
    UNION ALL SELECT changed_at FROM deal_stage_history
    UNION ALL SELECT created_at FROM notes
    UNION ALL SELECT created_at FROM contacts
    UNION ALL SELECT created_at FROM companies
),
feasts AS (
    SELECT count(*) FILTER (epoch_us(moment) // us IN (SELECT slot FROM expect_holidays)) AS "what staff did on holidays" FROM moments, slot
),
counts AS (SELECT * FROM firms, people, enquiries, sales, history, written, done, meetings, feasts)
SELECT subject, 0 AS expected, actual, actual = 0 AS ok FROM counts UNPIVOT (actual FOR subject IN (COLUMNS(*)));
