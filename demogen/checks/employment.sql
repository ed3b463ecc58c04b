-- severity: error
-- says: Whoever did or owned something worked there at that moment; what is still open belongs to somebody who works there.
WITH now AS (SELECT until_us - 1 AS moment FROM expect_asked),
owned AS (
    SELECT 'companies.owner_id' AS subject, owner AS user, now.moment, NULL::BIGINT AS since FROM keyed.companies, now
    UNION ALL SELECT 'contacts.owner_id', owner, now.moment, NULL FROM keyed.contacts, now
    UNION ALL
    SELECT
        'leads.owner_id', owner, coalesce(converted_us, now.moment),
        CASE WHEN status IN ('unresponsive', 'disqualified') THEN first_response_us END
    FROM keyed.leads, now
    UNION ALL SELECT 'deals.owner_id', owner, coalesce(closed_us, now.moment), NULL FROM keyed.deals, now
    UNION ALL SELECT 'deal_stage_history.changed_by_id', changed_by, changed_us, NULL FROM keyed.deal_stage_history
    UNION ALL SELECT 'notes.author_id', author, created_us, NULL FROM keyed.notes
    UNION ALL
    SELECT 'activities.user_id', "user", coalesce(occurred_us, CASE WHEN status = 'cancelled' THEN due_us ELSE now.moment END), NULL
    FROM keyed.activities, now
),
staff AS (SELECT nr, created_us AS joined, coalesce(deactivated_us, 1::BIGINT << 62) AS gone FROM keyed.users)
SELECT
    subject, 0 AS expected, count(*) FILTER (wrong) AS actual, count(*) FILTER (wrong) = 0 AS ok
FROM (
    -- A lead that was given up stays with whoever had it then; that was after the first response.
    SELECT subject, CASE WHEN since IS NULL THEN moment < joined OR moment >= gone ELSE moment < joined OR since >= gone END AS wrong
    FROM owned JOIN staff ON staff.nr = owned.user
)
GROUP BY subject ORDER BY subject;
