SELECT
  a.subject AS "Task Title",
  as_html(a.body) AS "Notes",
  'TODO' AS "Task Type",
  CASE a.status WHEN 'done' THEN 'COMPLETED' WHEN 'cancelled' THEN 'DEFERRED' ELSE 'NOT_STARTED' END AS "Task Status",
  as_moment(coalesce(a.due_at, a.happened_at)) AS "Due date",
  a.owner AS "Assigned to",
  a.email AS "Email",
  a.deal_id AS "Deal ID"
FROM addressed_activities a
WHERE a.type = 'task'
ORDER BY a.created_at, a.id
