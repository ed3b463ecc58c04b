SELECT
  left(d.name, 120) AS "Name",
  s.name AS "StageName",
  d.close_on AS "CloseDate",
  d.amount AS "Amount",
  d.probability AS "Probability",
  lead_source(d.channel) AS "LeadSource",
  d.company_id AS "Account.External_ID__c",
  u.email AS "Owner.Username",
  d.id AS "External_ID__c"
FROM dated_deals d
LEFT JOIN named_stages s ON s.id = d.stage_id
LEFT JOIN users u ON u.id = d.owner_id
ORDER BY d.created_at, d.id
