-- severity: error
-- says: Whoever did or owned something worked there at that moment; what is still open belongs to somebody who works there.
WITH now AS (SELECT until_us - 1 AS moment FROM expect_asked),
act AS (
    SELECT user_id, coalesce(epoch_us(occurred_at), CASE WHEN status = 'cancelled' THEN epoch_us(due_at) ELSE now.moment END) AS moment
    FROM activities, now
),
owned AS (
    SELECT 'companies.owner_id' AS subject, owner_id AS user_id, now.moment FROM companies, now
    UNION ALL SELECT 'contacts.owner_id', owner_id, now.moment FROM contacts, now
    UNION ALL SELECT 'leads.owner_id', owner_id, coalesce(epoch_us(converted_at), now.moment) FROM leads, now
    UNION ALL SELECT 'deals.owner_id', owner_id, coalesce(epoch_us(closed_at), now.moment) FROM deals, now
    UNION ALL SELECT 'deal_stage_history.changed_by_id', changed_by_id, epoch_us(changed_at) FROM deal_stage_history
    UNION ALL SELECT 'notes.author_id', author_id, epoch_us(created_at) FROM notes
    UNION ALL SELECT 'activities.user_id', user_id, moment FROM act
),
staff AS (SELECT id, epoch_us(created_at) AS joined, coalesce(epoch_us(deactivated_at), 1::BIGINT << 62) AS gone FROM users)
SELECT
    subject, 0 AS expected, count(*) FILTER (moment < joined OR moment >= gone) AS actual,
    count(*) FILTER (moment < joined OR moment >= gone) = 0 AS ok
FROM owned JOIN staff ON staff.id = owned.user_id
GROUP BY subject ORDER BY subject;
