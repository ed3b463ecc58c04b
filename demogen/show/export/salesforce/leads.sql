-- Leads that have become a contact are that contact. A lead has to have a company; this is what Salesforce itself writes.
SELECT
  l.first_name AS "First Name",
  l.last_name AS "Last Name",
  coalesce(nullif(l.company_name, ''), '[not provided]') AS "Company",
  u.email AS "Record Owner",
  l.email AS "Email",
  l.phone AS "Phone",
  l.title AS "Title",
  lead_source(l.channel) AS "Lead Source",
  lead_status_name(l.status) AS "Lead Status",
  l.id AS "External ID"
FROM leads l
LEFT JOIN users u ON u.id = l.owner_id
WHERE l.contact_id IS NULL
ORDER BY l.created_at, l.id
