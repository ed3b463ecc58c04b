-- severity: error
-- says: Whoever did or owned something worked there at that moment; what is still open belongs to somebody who works there.
WITH now AS (SELECT until_us - 1 AS moment FROM expect_asked),
act AS (
    SELECT user_id, coalesce(epoch_us(occurred_at), CASE WHEN status = 'cancelled' THEN epoch_us(due_at) ELSE now.moment END) AS moment
    FROM activities, now
),
owned AS (
    SELECT 'companies.owner_id' AS subject, owner_id AS user_id, now.moment, NULL::BIGINT AS since FROM companies, now
    UNION ALL SELECT 'contacts.owner_id', owner_id, now.moment, NULL FROM contacts, now
    UNION ALL
    SELECT
        'leads.owner_id', owner_id, coalesce(epoch_us(converted_at), now.moment),
        CASE WHEN status IN ('unresponsive', 'disqualified') THEN epoch_us(first_response_at) END
    FROM leads, now
    UNION ALL SELECT 'deals.owner_id', owner_id, coalesce(epoch_us(closed_at), now.moment), NULL FROM deals, now
    UNION ALL SELECT 'deal_stage_history.changed_by_id', changed_by_id, epoch_us(changed_at), NULL FROM deal_stage_history
    UNION ALL SELECT 'notes.author_id', author_id, epoch_us(created_at), NULL FROM notes
    UNION ALL SELECT 'activities.user_id', user_id, moment, NULL FROM act
),
staff AS (SELECT id, epoch_us(created_at) AS joined, coalesce(epoch_us(deactivated_at), 1::BIGINT << 62) AS gone FROM users)
SELECT
    subject, 0 AS expected, count(*) FILTER (wrong) AS actual, count(*) FILTER (wrong) = 0 AS ok
FROM (
    -- A lead that was given up stays with whoever had it then; that was after the first response.
    SELECT subject, CASE WHEN since IS NULL THEN moment < joined OR moment >= gone ELSE moment < joined OR since >= gone END AS wrong
    FROM owned JOIN staff ON staff.id = owned.user_id
)
GROUP BY subject ORDER BY subject;
