SELECT
  a.subject AS "Call Title",
  as_html(a.body) AS "Call notes",
  upper(a.direction) AS "Call direction",
  CASE a.outcome
    WHEN 'connected' THEN 'Connected'
    WHEN 'voicemail' THEN 'Left voicemail'
    WHEN 'no_answer' THEN 'No answer'
  END AS "Call outcome",
  CAST(a.duration_seconds AS BIGINT) * 1000 AS "Call duration",
  as_moment(a.happened_at) AS "Activity date",
  a.owner AS "Activity assigned to",
  a.email AS "Email",
  a.deal_id AS "Deal ID"
FROM addressed_activities a
WHERE a.type = 'call'
ORDER BY a.created_at, a.id
