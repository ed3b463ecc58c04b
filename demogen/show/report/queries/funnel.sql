-- How many leads came how far; who is at a step was at all steps before it.
WITH heard AS (
    SELECT DISTINCT lead_id FROM activities
    WHERE lead_id IS NOT NULL AND status = 'done' AND (direction = 'inbound' OR outcome IN ('connected', 'held'))
),
lead AS (
    SELECT
        l.first_response_at IS NOT NULL AS answered,
        l.status IN ('engaged', 'disqualified', 'converted') OR l.id IN (SELECT lead_id FROM heard) AS replied,
        l.contact_id IS NOT NULL AS converted,
        EXISTS (FROM deals d WHERE d.contact_id = l.contact_id) AS offered,
        EXISTS (FROM deals d WHERE d.contact_id = l.contact_id AND d.status = 'won') AS won
    FROM leads l
),
step AS (
    SELECT 1 AS place, 'Leads' AS step, count(*) AS leads FROM lead
    UNION ALL SELECT 2, 'Answered by us', count(*) FROM lead WHERE answered
    UNION ALL SELECT 3, 'Wrote or spoke back', count(*) FROM lead WHERE replied
    UNION ALL SELECT 4, 'Became a contact', count(*) FROM lead WHERE converted
    UNION ALL SELECT 5, 'Had a deal', count(*) FROM lead WHERE offered
    UNION ALL SELECT 6, 'Won', count(*) FROM lead WHERE won
)
SELECT
    step, leads, round(100.0 * leads / nullif(first(leads) OVER (ORDER BY place), 0), 1)::DECIMAL(5, 1) AS of_all,
    coalesce(lag(leads) OVER (ORDER BY place) - leads, 0) AS dropped,
    round(100.0 * (lag(leads) OVER (ORDER BY place) - leads) / nullif(lag(leads) OVER (ORDER BY place), 0), 1)::DECIMAL(5, 1) AS drop_off
FROM step ORDER BY place;
