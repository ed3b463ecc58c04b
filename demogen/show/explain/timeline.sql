-- What happened in a chain and what is planned in it, in order: moment, table and id of the row, what, who, its words.
-- Where no deal is asked for, all deals of the contact belong to the chain.
WITH about_deals AS MATERIALIZED (SELECT * FROM deals WHERE id = $deal OR ($deal IS NULL AND contact_id = $contact)),
-- One key after the other: then DuckDB looks at its column, and reads the others only where it finds something.
done AS MATERIALIZED (
    SELECT * EXCLUDE (body) FROM activities WHERE lead_id = $lead
    UNION ALL
    SELECT * EXCLUDE (body) FROM activities WHERE contact_id = $contact AND deal_id IS NULL AND (lead_id = $lead) IS NOT TRUE
    UNION ALL
    SELECT * EXCLUDE (body) FROM activities WHERE deal_id IN (SELECT d.id FROM about_deals d) AND (lead_id = $lead) IS NOT TRUE
),
event AS (
    SELECT l.created_at AS moment, 1 AS rank, 'leads' AS source, l.id, 'lead' AS what,
        'came in through ' || l.channel || ', is ' || l.status || ' now' AS says, concat_ws(', ', l.full_name, l.title, l.company_name) AS detail, NULL::UUID AS user_id
    FROM leads l WHERE l.id = $lead
    UNION ALL
    SELECT l.first_response_at, 2, 'leads', l.id, 'response', 'first response', NULL, (
        SELECT min(a.user_id) FROM done a WHERE a.lead_id = l.id AND a.occurred_at = l.first_response_at
    )
    FROM leads l WHERE l.id = $lead AND l.first_response_at IS NOT NULL
    UNION ALL
    SELECT f.created_at, 4, 'companies', f.id, 'company', 'is known since', f.name, NULL
    FROM contacts c JOIN companies f ON f.id = c.company_id WHERE c.id = $contact
    UNION ALL
    SELECT c.created_at, 5, 'contacts', c.id, 'contact',
        CASE
            WHEN $lead IS NOT NULL THEN 'the lead became a contact'
            WHEN c.id IN (SELECT x.contact_id FROM duplicate_contacts x) THEN 'entered once more, without a lead'
            ELSE 'came without a lead, through ' || c.channel
        END,
        concat_ws(', ', c.full_name, c.title, f.name), NULL
    FROM contacts c JOIN companies f ON f.id = c.company_id WHERE c.id = $contact
    UNION ALL
    SELECT x.created_at, 6, 'duplicate_contacts', x.original_id, 'duplicate', 'is the same person as this contact',
        o.full_name || ', ' || o.email, NULL
    FROM duplicate_contacts x JOIN contacts o ON o.id = x.original_id WHERE x.contact_id = $contact
    UNION ALL
    SELECT x.created_at, 6, 'duplicate_contacts', x.contact_id, 'duplicate', 'is there twice from now on',
        o.full_name || ', ' || o.email, NULL
    FROM duplicate_contacts x JOIN contacts o ON o.id = x.contact_id WHERE x.original_id = $contact
    UNION ALL
    SELECT t.created_at, 7, 'contact_tags', t.tag_id, 'label', g.name, NULL, NULL
    FROM contact_tags t JOIN tags g ON g.id = t.tag_id WHERE t.contact_id = $contact
    UNION ALL
    SELECT d.created_at, 8, 'deals', d.id, 'deal', 'created, expected to close on ' || d.expected_close_on,
        d.name || ', ' || d.amount || ' ' || d.currency, h.changed_by_id
    FROM about_deals d LEFT JOIN deal_stage_history h ON h.deal_id = d.id AND h.from_stage_id IS NULL
    UNION ALL
    SELECT h.changed_at, 9, 'deal_stage_history', h.id, 'stage', coalesce(b.name || ' → ', '') || s.name,
        CASE WHEN s.type = 'lost' THEN d.lost_reason END, h.changed_by_id
    FROM about_deals d JOIN deal_stage_history h ON h.deal_id = d.id JOIN pipeline_stages s ON s.id = h.to_stage_id
    LEFT JOIN pipeline_stages b ON b.id = h.from_stage_id
    UNION ALL
    SELECT coalesce(a.occurred_at, a.due_at, a.created_at), 3, 'activities', a.id,
        concat_ws(' ', CASE WHEN a.direction = 'inbound' THEN 'incoming' WHEN a.status <> 'done' THEN a.status END, a.type),
        CASE
            WHEN a.status = 'planned' AND a.due_at >= (SELECT max(created_at) FROM activities) THEN 'to come'
            WHEN a.status = 'planned' THEN 'overdue'
            ELSE coalesce(a.outcome, 'did not happen')
        END, a.subject, a.user_id
    FROM done a
    UNION ALL
    SELECT n.created_at, 10, 'notes', n.id, 'note', 'written', n.body, n.author_id
    FROM notes n WHERE (n.contact_id = $contact AND n.deal_id IS NULL) OR n.deal_id IN (SELECT d.id FROM about_deals d)
)
SELECT
    e.moment, strftime(timezone(t.timezone, e.moment), '%Y-%m-%d %H:%M') AS "localTime", e.source AS "table", e.id,
    e.what, e.says, e.detail, u.full_name AS who
FROM event e CROSS JOIN tenants t LEFT JOIN users u ON u.id = e.user_id
ORDER BY e.moment, e.rank, e.id;
