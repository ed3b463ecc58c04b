-- The chain that a row belongs to: its lead, its contact, and its deal where it is about one.
SELECT l.id AS lead, l.contact_id AS contact, NULL::UUID AS deal FROM leads l WHERE $kind = 'lead' AND l.id = $id
UNION ALL
SELECT (SELECT min(l.id) FROM leads l WHERE l.contact_id = c.id), c.id, NULL FROM contacts c WHERE $kind = 'contact' AND c.id = $id
UNION ALL
SELECT (SELECT min(l.id) FROM leads l WHERE l.contact_id = d.contact_id), d.contact_id, d.id
FROM deals d WHERE $kind = 'deal' AND d.id = $id
UNION ALL
SELECT coalesce(a.lead_id, (SELECT min(l.id) FROM leads l WHERE l.contact_id = a.contact_id)), a.contact_id, a.deal_id
FROM activities a WHERE $kind = 'activity' AND a.id = $id;
