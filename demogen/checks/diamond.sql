-- severity: error
-- says: Rows that reach the same row by two ways agree.
WITH last_stage AS (SELECT deal_id, arg_max(to_stage_id, changed_at) AS stage_id FROM deal_stage_history GROUP BY deal_id),
sales AS (
    SELECT
        count(*) FILTER (d.company_id <> c.company_id) AS "deals.company_id is the contact's",
        count(*) FILTER (d.channel <> c.channel) AS "deals.channel is the contact's",
        count(*) FILTER (d.stage_id IS DISTINCT FROM h.stage_id) AS "deals.stage_id is the last of the history",
        count(*) FILTER (d.status <> s.type) AS "deals.status is the stage's type",
        count(*) FILTER (d.probability <> s.probability) AS "deals.probability is the stage's",
        count(*) FILTER (d.pipeline_id <> s.pipeline_id) AS "deals.pipeline_id is the stage's"
    FROM deals d
    LEFT JOIN contacts c ON c.id = d.contact_id
    LEFT JOIN last_stage h ON h.deal_id = d.id
    LEFT JOIN pipeline_stages s ON s.id = d.stage_id
),
about AS (
    SELECT d.id, d.contact_id, c.company_id FROM deals d JOIN contacts c ON c.id = d.contact_id
    UNION ALL SELECT id, id, company_id FROM contacts
),
done AS (
    SELECT
        count(*) FILTER (a.contact_id IS DISTINCT FROM p.contact_id) AS "activities.contact_id is the deal's",
        count(*) FILTER (a.company_id IS DISTINCT FROM p.company_id) AS "activities.company_id is the contact's",
        count(*) FILTER ((a.lead_id IS NULL) = (a.contact_id IS NULL)) AS "activities are about a lead or a contact"
    FROM activities a LEFT JOIN about p ON p.id = coalesce(a.deal_id, a.contact_id)
),
written AS (
    SELECT count(*) FILTER (n.contact_id <> d.contact_id) AS "notes.contact_id is the deal's"
    FROM notes n JOIN deals d ON d.id = n.deal_id
),
enquiries AS (
    SELECT
        count(*) FILTER (
            (l.first_name, l.last_name, l.full_name) <> (c.first_name, c.last_name, c.full_name)
            OR l.native_name IS DISTINCT FROM c.native_name OR l.phonetic_name IS DISTINCT FROM c.phonetic_name
        ) AS "leads names are the contact's",
        count(*) FILTER (l.email <> c.email) AS "leads.email is the contact's",
        count(*) FILTER (l.channel <> c.channel) AS "leads.channel is the contact's",
        count(*) FILTER (l.company_name <> f.name) AS "leads.company_name is the contact's company",
        count(*) - count(DISTINCT l.contact_id) AS "leads.contact_id is no other lead's"
    FROM leads l JOIN contacts c ON c.id = l.contact_id JOIN companies f ON f.id = c.company_id
),
counts AS (SELECT * FROM sales, done, written, enquiries)
SELECT subject, 0 AS expected, actual, actual = 0 AS ok FROM counts UNPIVOT (actual FOR subject IN (COLUMNS(*)));
