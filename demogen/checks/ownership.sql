-- severity: error
-- says: Since its last handover a deal's owner wrote most of its activities.
WITH since AS (
    SELECT d.nr, d.owner, greatest(d.created_us, u.created_us) AS moment FROM keyed.deals d JOIN keyed.users u ON u.nr = d.owner
),
others AS (
    SELECT s.nr, count(*) AS total, count(*) FILTER (a."user" <> s.owner) AS foreigners
    FROM keyed.activities a JOIN since s ON s.nr = a.deal
    WHERE a.occurred_us >= s.moment
    GROUP BY s.nr
)
SELECT
    'deals.owner_id' AS subject, 0 AS expected, count(*) FILTER (foreigners * 2 >= total) AS actual,
    count(*) FILTER (foreigners * 2 >= total) = 0 AS ok
FROM others;
