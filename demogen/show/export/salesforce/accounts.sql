SELECT
  c.name AS "Account Name",
  u.email AS "Record Owner",
  c.phone AS "Account Phone",
  c.domain AS "Website",
  industry_name(c.industry) AS "Industry",
  c.employee_count AS "Employees",
  c.annual_revenue AS "Annual Revenue",
  c.street AS "Billing Street",
  c.city AS "Billing City",
  c.state AS "Billing State",
  c.postal_code AS "Billing Postal Code",
  country_name(c.country) AS "Billing Country",
  c.id AS "External ID"
FROM companies c
LEFT JOIN users u ON u.id = c.owner_id
ORDER BY c.created_at, c.id
