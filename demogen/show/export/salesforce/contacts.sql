SELECT
  c.first_name AS "First Name",
  c.last_name AS "Last Name",
  f.name AS "Account Name",
  u.email AS "Record Owner",
  c.email AS "Email",
  c.phone AS "Business Phone",
  c.title AS "Title",
  lead_source(c.channel) AS "Lead Source",
  c.street AS "Mailing Street",
  c.city AS "Mailing City",
  c.state AS "Mailing State",
  c.postal_code AS "Mailing Postal Code",
  country_name(c.country) AS "Mailing Country",
  c.id AS "External ID"
FROM contacts c
LEFT JOIN companies f ON f.id = c.company_id
LEFT JOIN users u ON u.id = c.owner_id
ORDER BY c.created_at, c.id
