SELECT
  as_html(n.body) AS "Note body",
  as_moment(n.created_at) AS "Activity date",
  listed(u.email) AS "Activity assigned to",
  listed(c.email) AS "Email",
  n.deal_id AS "Deal ID"
FROM notes n
LEFT JOIN users u ON u.id = n.author_id
LEFT JOIN contacts c ON c.id = n.contact_id
ORDER BY n.created_at, n.id
