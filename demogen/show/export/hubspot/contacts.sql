-- Contacts, and leads that have not become one; HubSpot keeps one contact per address, so an address stands here once.
WITH people AS (
  SELECT
    c.id, 1 AS kind, c.created_at, c.first_name, c.last_name, c.email, c.phone, c.title, c.owner_id,
    lifecycle_name(c.lifecycle_stage) AS lifecycle, NULL AS status, f.name AS company, f.domain,
    c.street, c.city, c.state, c.postal_code, c.country
  FROM contacts c
  LEFT JOIN companies f ON f.id = c.company_id
  UNION ALL
  SELECT
    l.id, 2, l.created_at, l.first_name, l.last_name, l.email, l.phone, l.title, l.owner_id,
    'Lead', lead_status_name(l.status), l.company_name, NULL,
    NULL, NULL, NULL, NULL, NULL
  FROM leads l
  WHERE l.contact_id IS NULL
)
SELECT
  p.first_name AS "First Name",
  p.last_name AS "Last Name",
  listed(p.email) AS "Email",
  p.phone AS "Phone Number",
  p.title AS "Job Title",
  listed(u.email) AS "Contact owner",
  p.lifecycle AS "Lifecycle Stage",
  p.status AS "Lead Status",
  p.company AS "Company Name",
  listed(p.domain) AS "Company Domain Name",
  p.street AS "Street Address",
  p.city AS "City",
  p.state AS "State/Region",
  p.postal_code AS "Postal Code",
  country_name(p.country) AS "Country/Region"
FROM people p
LEFT JOIN users u ON u.id = p.owner_id
QUALIFY row_number() OVER (PARTITION BY lower(listed(p.email)) ORDER BY p.kind, p.created_at, p.id) = 1
ORDER BY p.kind, p.created_at, p.id
