-- severity: error
-- says: What staff do happens while the office is open.
WITH slot AS (SELECT slot_us AS us FROM expect_asked),
firms AS (
    SELECT count(*) FILTER (epoch_us(created_at) // us NOT IN (SELECT slot FROM expect_open)) AS "companies.created_at" FROM companies, slot
),
people AS (
    SELECT count(*) FILTER (epoch_us(created_at) // us NOT IN (SELECT slot FROM expect_open)) AS "contacts.created_at" FROM contacts, slot
),
enquiries AS (
    SELECT
        count(*) FILTER (epoch_us(first_response_at) // us NOT IN (SELECT slot FROM expect_open)) AS "leads.first_response_at",
        count(*) FILTER (epoch_us(converted_at) // us NOT IN (SELECT slot FROM expect_open)) AS "leads.converted_at"
    FROM leads, slot
),
sales AS (
    SELECT
        count(*) FILTER (epoch_us(created_at) // us NOT IN (SELECT slot FROM expect_open)) AS "deals.created_at",
        count(*) FILTER (epoch_us(closed_at) // us NOT IN (SELECT slot FROM expect_open)) AS "deals.closed_at"
    FROM deals, slot
),
history AS (
    SELECT count(*) FILTER (epoch_us(changed_at) // us NOT IN (SELECT slot FROM expect_open)) AS "deal_stage_history.changed_at"
    FROM deal_stage_history, slot
),
written AS (
    SELECT count(*) FILTER (epoch_us(created_at) // us NOT IN (SELECT slot FROM expect_open)) AS "notes.created_at" FROM notes, slot
),
act AS (SELECT created_at, due_at, occurred_at FROM activities WHERE direction IS DISTINCT FROM 'inbound'),
done AS (
    SELECT
        count(*) FILTER (epoch_us(created_at) // us NOT IN (SELECT slot FROM expect_open)) AS "activities.created_at",
        count(*) FILTER (epoch_us(due_at) // us NOT IN (SELECT slot FROM expect_open)) AS "activities.due_at",
        count(*) FILTER (epoch_us(occurred_at) // us NOT IN (SELECT slot FROM expect_open)) AS "activities.occurred_at"
    FROM act, slot
),
counts AS (SELECT * FROM firms, people, enquiries, sales, history, written, done)
SELECT subject, 0 AS expected, actual, actual = 0 AS ok FROM counts UNPIVOT (actual FOR subject IN (COLUMNS(*)));
