SELECT
  d.name AS "Deal Name",
  'Sales Pipeline' AS "Pipeline",
  s.name AS "Deal Stage",
  d.amount AS "Amount",
  d.currency AS "Currency",
  d.close_on AS "Close Date",
  as_moment(d.created_at) AS "Create Date",
  listed(u.email) AS "Deal owner",
  d.lost_reason AS "Closed Lost Reason",
  listed(c.email) AS "Email",
  listed(f.domain) AS "Company Domain Name",
  d.id AS "Deal ID"
FROM dated_deals d
LEFT JOIN named_stages s ON s.id = d.stage_id
LEFT JOIN users u ON u.id = d.owner_id
LEFT JOIN contacts c ON c.id = d.contact_id
LEFT JOIN companies f ON f.id = d.company_id
ORDER BY d.created_at, d.id
