-- Which deals changed hands, and how long did they wait for their new owner?
-- A deal changed hands when somebody else than its owner moved it first. Days are from the last call, e-mail or meeting
-- of anybody else to the first of the owner; empty while the owner has not been in touch.
WITH moved AS (
    SELECT
        deal_id, changed_by_id, row_number() OVER (PARTITION BY deal_id ORDER BY changed_at, id) AS nth
    FROM deal_stage_history
),
handed AS (
    SELECT d.*, m.changed_by_id AS former_id FROM deals d JOIN moved m ON m.deal_id = d.id AND m.nth = 1
    WHERE m.changed_by_id <> d.owner_id
),
touched AS (
    SELECT
        h.id,
        max(a.occurred_at) FILTER (WHERE a.user_id <> h.owner_id) AS last_before,
        min(a.occurred_at) FILTER (WHERE a.user_id = h.owner_id) AS first_after
    FROM handed h JOIN activities a ON a.deal_id = h.id AND a.status = 'done' AND a.type <> 'task'
    GROUP BY h.id
)
SELECT
    h.name AS deal,
    f.full_name AS from_rep,
    u.full_name AS to_rep,
    cast(timezone(z.timezone, t.first_after) AS date) AS taken_up_on,
    round(cast(extract(epoch FROM (t.first_after - t.last_before)) / 86400 AS decimal(18, 6)), 1) AS days_without_touch,
    h.status,
    h.amount
FROM handed h
CROSS JOIN tenants z
JOIN users f ON f.id = h.former_id
JOIN users u ON u.id = h.owner_id
LEFT JOIN touched t ON t.id = h.id
ORDER BY t.first_after NULLS LAST, h.id
LIMIT 25;
