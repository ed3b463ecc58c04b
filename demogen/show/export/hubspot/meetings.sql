SELECT
  a.subject AS "Meeting name",
  as_html(a.body) AS "Meeting description",
  as_moment(a.happened_at) AS "Meeting start time",
  as_moment(a.happened_at + to_seconds(a.duration_seconds)) AS "Meeting end time",
  CASE
    WHEN a.status = 'planned' THEN 'SCHEDULED'
    WHEN a.status = 'cancelled' THEN 'CANCELED'
    WHEN a.outcome = 'no_show' THEN 'NO_SHOW'
    ELSE 'COMPLETED'
  END AS "Meeting outcome",
  as_moment(a.happened_at) AS "Activity date",
  a.owner AS "Activity assigned to",
  a.email AS "Email",
  a.deal_id AS "Deal ID"
FROM addressed_activities a
WHERE a.type = 'meeting'
ORDER BY a.created_at, a.id
