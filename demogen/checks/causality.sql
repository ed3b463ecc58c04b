-- severity: error
-- says: Nothing happens before what it follows from, or after the end of what it is about; notes may follow it by some hours.
SELECT count(*) FILTER (f.created_us > c.created_us) AS "companies before their contacts"
FROM keyed.contacts c JOIN keyed.companies f ON f.nr = c.company;
SELECT
    count(*) FILTER (l.first_response_us <= l.created_us) AS "leads before their first response",
    count(*) FILTER (l.converted_us <= l.first_response_us) AS "first response before conversion",
    count(*) FILTER (c.created_us IS DISTINCT FROM l.converted_us) AS "conversion is the contact's creation"
FROM keyed.leads l LEFT JOIN keyed.contacts c ON c.nr = l.contact;
SELECT
    count(*) FILTER (c.created_us > d.created_us) AS "contacts before their deals",
    count(*) FILTER (d.closed_us <= d.created_us) AS "deals before their close"
FROM keyed.deals d JOIN keyed.contacts c ON c.nr = d.contact;
SELECT count(*) FILTER (h.changed_us < d.created_us OR h.changed_us > d.closed_us) AS "stages between creation and close"
FROM keyed.deal_stage_history h JOIN keyed.deals d ON d.nr = h.deal;
-- What an activity is about: a deal follows its contact, so an activity of a deal is held against the deal alone.
SELECT
    count(*) FILTER (a.occurred_us < a.created_us) AS "activities recorded before they occur",
    count(*) FILTER (a.due_us < a.created_us) AS "activities recorded before they are due",
    count(*) FILTER (a.created_us < l.created_us) AS "leads before their activities",
    count(*) FILTER (greatest(a.created_us, a.due_us, a.occurred_us) > l.converted_us) AS "activities of leads before conversion",
    count(*) FILTER (a.created_us < c.created_us) AS "contacts before their activities",
    count(*) FILTER (a.created_us < d.created_us) AS "deals before their activities",
    count(*) FILTER (greatest(a.created_us, a.due_us, a.occurred_us) > d.closed_us) AS "activities of deals before the close"
FROM keyed.activities a
LEFT JOIN keyed.leads l ON l.nr = a.lead
LEFT JOIN keyed.contacts c ON c.nr = a.contact AND a.deal IS NULL
LEFT JOIN keyed.deals d ON d.nr = a.deal;
SELECT
    count(*) FILTER (n.created_us < c.created_us) AS "contacts before their notes",
    count(*) FILTER (n.created_us < d.created_us) AS "deals before their notes"
FROM keyed.notes n JOIN keyed.contacts c ON c.nr = n.contact LEFT JOIN keyed.deals d ON d.nr = n.deal;
WITH after_close AS (
    SELECT d.closed_us AS closed, n.created_us AS moment
    FROM keyed.notes n JOIN keyed.deals d ON d.nr = n.deal WHERE n.created_us > d.closed_us
)
SELECT count(*) FILTER (
    n.position_us + least(moment - n.opens_us, n.closes_us - n.opens_us)
    - c.position_us - least(closed - c.opens_us, c.closes_us - c.opens_us) > 4 * 3600000000
) AS "notes within four working hours of the close"
FROM after_close ASOF JOIN expect_work n ON moment >= n.opens_us ASOF JOIN expect_work c ON closed >= c.opens_us;
SELECT count(*) FILTER (t.created_us < c.created_us) AS "contacts before their labels"
FROM keyed.contact_tags t JOIN keyed.contacts c ON c.nr = t.contact;
WITH start AS (SELECT min(epoch_us(created_at)) AS moment FROM tenants)
SELECT
    (SELECT count(*) FROM keyed.companies WHERE created_us < start.moment)
    + (SELECT count(*) FROM keyed.leads WHERE created_us < start.moment)
    + (SELECT count(*) FROM keyed.users WHERE created_us < start.moment) AS "the tenant before everything else"
FROM start;
