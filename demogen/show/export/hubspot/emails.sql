SELECT
  a.subject AS "Email subject",
  a.body AS "Email body",
  CASE a.direction WHEN 'inbound' THEN 'INCOMING_EMAIL' ELSE 'EMAIL' END AS "Email direction",
  CASE a.outcome WHEN 'bounced' THEN 'BOUNCED' ELSE 'SENT' END AS "Email send status",
  as_moment(a.happened_at) AS "Activity date",
  a.owner AS "Activity assigned to",
  a.email AS "Email",
  a.deal_id AS "Deal ID"
FROM addressed_activities a
WHERE a.type = 'email'
ORDER BY a.created_at, a.id
