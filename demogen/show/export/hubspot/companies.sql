SELECT
  c.name AS "Company name",
  listed(c.domain) AS "Company Domain Name",
  listed(u.email) AS "Company owner",
  industry_name(c.industry) AS "Industry",
  c.employee_count AS "Number of Employees",
  c.annual_revenue AS "Annual Revenue",
  c.phone AS "Phone Number",
  c.street AS "Street Address",
  c.city AS "City",
  c.state AS "State/Region",
  c.postal_code AS "Postal Code",
  country_name(c.country) AS "Country/Region"
FROM companies c
LEFT JOIN users u ON u.id = c.owner_id
ORDER BY c.created_at, c.id
