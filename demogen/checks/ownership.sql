-- severity: error
-- says: Since its last handover a deal's owner wrote most of its activities.
WITH since AS (
    SELECT d.id, d.owner_id, greatest(d.created_at, u.created_at) AS moment FROM deals d JOIN users u ON u.id = d.owner_id
),
others AS (
    SELECT s.id, count(*) AS total, count(*) FILTER (a.user_id <> s.owner_id) AS foreigners
    FROM activities a JOIN since s ON s.id = a.deal_id
    WHERE a.occurred_at >= s.moment
    GROUP BY s.id
)
SELECT
    'deals.owner_id' AS subject, 0 AS expected, count(*) FILTER (foreigners * 2 >= total) AS actual,
    count(*) FILTER (foreigners * 2 >= total) = 0 AS ok
FROM others;
