SELECT
  d.id AS "Opportunity.External_ID__c",
  d.contact_id AS "Contact.External_ID__c",
  'Decision Maker' AS "Role",
  true AS "IsPrimary"
FROM deals d
ORDER BY d.created_at, d.id
