-- severity: error
-- says: Rows that reach the same row by two ways agree.
WITH last_stage AS (SELECT deal, arg_max(to_stage, changed_us) AS stage FROM keyed.deal_stage_history GROUP BY deal)
SELECT
    count(*) FILTER (d.company <> c.company) AS "deals.company_id is the contact's",
    count(*) FILTER (d.channel IS DISTINCT FROM c.channel) AS "deals.channel is the contact's",
    count(*) FILTER (d.stage IS DISTINCT FROM h.stage) AS "deals.stage_id is the last of the history",
    count(*) FILTER (d.status <> s.type) AS "deals.status is the stage's type",
    count(*) FILTER (d.probability <> s.probability) AS "deals.probability is the stage's",
    count(*) FILTER (d.pipeline <> s.pipeline) AS "deals.pipeline_id is the stage's"
FROM keyed.deals d
LEFT JOIN keyed.contacts c ON c.nr = d.contact
LEFT JOIN last_stage h ON h.deal = d.nr
LEFT JOIN keyed.pipeline_stages s ON s.nr = d.stage;
SELECT
    count(*) FILTER (a.deal IS NOT NULL AND a.contact IS DISTINCT FROM d.contact) AS "activities.contact_id is the deal's",
    count(*) FILTER (a.company IS DISTINCT FROM c.company) AS "activities.company_id is the contact's",
    count(*) FILTER ((a.lead IS NULL) = (a.contact IS NULL)) AS "activities are about a lead or a contact"
FROM keyed.activities a
LEFT JOIN keyed.deals d ON d.nr = a.deal
LEFT JOIN keyed.contacts c ON c.nr = coalesce(d.contact, a.contact);
SELECT count(*) FILTER (n.contact <> d.contact) AS "notes.contact_id is the deal's"
FROM keyed.notes n JOIN keyed.deals d ON d.nr = n.deal;
SELECT
    count(*) FILTER (
        (l.first_name, l.last_name, l.full_name) <> (c.first_name, c.last_name, c.full_name)
        OR l.native_name IS DISTINCT FROM c.native_name OR l.phonetic_name IS DISTINCT FROM c.phonetic_name
    ) AS "leads names are the contact's",
    count(*) FILTER (l.email <> c.email) AS "leads.email is the contact's",
    count(*) FILTER (l.channel <> c.channel) AS "leads.channel is the contact's",
    count(*) FILTER (l.company_name <> f.name) AS "leads.company_name is the contact's company",
    count(*) - count(DISTINCT l.contact_id) AS "leads.contact_id is no other lead's"
FROM leads l JOIN contacts c ON c.id = l.contact_id JOIN companies f ON f.id = c.company_id;
