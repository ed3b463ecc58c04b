-- severity: error
-- says: Nothing happens before what it follows from, or after the end of what it is about.
WITH people AS (
    SELECT count(*) FILTER (f.created_at > c.created_at) AS "companies before their contacts"
    FROM contacts c JOIN companies f ON f.id = c.company_id
),
enquiries AS (
    SELECT
        count(*) FILTER (l.first_response_at <= l.created_at) AS "leads before their first response",
        count(*) FILTER (l.converted_at <= l.first_response_at) AS "first response before conversion",
        count(*) FILTER (c.created_at IS DISTINCT FROM l.converted_at) AS "conversion is the contact's creation"
    FROM leads l LEFT JOIN contacts c ON c.id = l.contact_id
),
sales AS (
    SELECT
        count(*) FILTER (c.created_at > d.created_at) AS "contacts before their deals",
        count(*) FILTER (d.closed_at <= d.created_at) AS "deals before their close"
    FROM deals d JOIN contacts c ON c.id = d.contact_id
),
history AS (
    SELECT count(*) FILTER (h.changed_at < d.created_at OR h.changed_at > d.closed_at) AS "stages between creation and close"
    FROM deal_stage_history h JOIN deals d ON d.id = h.deal_id
),
act AS (
    SELECT
        coalesce(deal_id, lead_id, contact_id) AS about, epoch_us(created_at) AS made, epoch_us(due_at) AS due,
        epoch_us(occurred_at) AS occurred, greatest(made, due, occurred) AS last
    FROM activities
),
-- What an activity is about: a deal follows its contact, so an activity of a deal is held against the deal alone.
life AS (
    SELECT id, 'lead' AS kind, epoch_us(created_at) AS begins, epoch_us(converted_at) AS ends FROM leads
    UNION ALL SELECT id, 'contact', epoch_us(created_at), NULL FROM contacts
    UNION ALL SELECT id, 'deal', epoch_us(created_at), epoch_us(closed_at) FROM deals
),
done AS (
    SELECT
        count(*) FILTER (a.occurred < a.made) AS "activities recorded before they occur",
        count(*) FILTER (a.due < a.made) AS "activities recorded before they are due",
        count(*) FILTER (a.made < p.begins AND p.kind = 'lead') AS "leads before their activities",
        count(*) FILTER (a.last > p.ends AND p.kind = 'lead') AS "activities of leads before conversion",
        count(*) FILTER (a.made < p.begins AND p.kind = 'contact') AS "contacts before their activities",
        count(*) FILTER (a.made < p.begins AND p.kind = 'deal') AS "deals before their activities",
        count(*) FILTER (a.last > p.ends AND p.kind = 'deal') AS "activities of deals before the close"
    FROM act a LEFT JOIN life p ON p.id = a.about
),
written AS (
    SELECT
        count(*) FILTER (n.created_at < c.created_at) AS "contacts before their notes",
        count(*) FILTER (n.created_at < d.created_at) AS "deals before their notes"
    FROM notes n JOIN contacts c ON c.id = n.contact_id LEFT JOIN deals d ON d.id = n.deal_id
),
after_close AS (
    SELECT epoch_us(d.closed_at) AS closed, epoch_us(n.created_at) AS moment
    FROM notes n JOIN deals d ON d.id = n.deal_id WHERE n.created_at > d.closed_at
),
afterwards AS (
    SELECT count(*) FILTER (
        n.position_us + least(moment - n.opens_us, n.closes_us - n.opens_us)
        - c.position_us - least(closed - c.opens_us, c.closes_us - c.opens_us) > 4 * 3600000000
    ) AS "notes within four working hours of the close"
    FROM after_close ASOF JOIN expect_work n ON moment >= n.opens_us ASOF JOIN expect_work c ON closed >= c.opens_us
),
labels AS (
    SELECT count(*) FILTER (t.created_at < c.created_at) AS "contacts before their labels"
    FROM contact_tags t JOIN contacts c ON c.id = t.contact_id
),
start AS (SELECT min(created_at) AS moment FROM tenants),
founding AS (
    SELECT
        (SELECT count(*) FROM companies WHERE created_at < start.moment)
        + (SELECT count(*) FROM leads WHERE created_at < start.moment)
        + (SELECT count(*) FROM users WHERE created_at < start.moment) AS "the tenant before everything else"
    FROM start
),
counts AS (SELECT * FROM people, enquiries, sales, history, done, written, afterwards, labels, founding)
SELECT subject, 0 AS expected, actual, actual = 0 AS ok FROM counts UNPIVOT (actual FOR subject IN (COLUMNS(*)));
