-- severity: error
-- says: At asOf as many people work for the tenant as asked; everybody but the head reported to somebody who was there.
WITH staff AS (
    SELECT id, role, manager_id, epoch_us(created_at) AS joined, coalesce(epoch_us(deactivated_at), 1::BIGINT << 62) AS gone FROM users
),
judged AS (
    SELECT
        count(*) FILTER (s.manager_id IS NULL AND s.role <> 'admin') AS "users report to somebody",
        count(*) FILTER (s.role = 'admin' AND s.manager_id IS NOT NULL) AS "the head reports to nobody",
        count(*) FILTER (m.role NOT IN ('admin', 'manager')) AS "managers are the head or managers",
        count(*) FILTER (s.role = 'manager' AND m.role <> 'admin') AS "managers report to the head",
        count(*) FILTER (s.joined < m.joined OR s.joined >= m.gone) AS "managers were there when their people joined",
        count(*) FILTER (s.manager_id = s.id) AS "nobody reports to themselves"
    FROM staff s LEFT JOIN staff m ON m.id = s.manager_id
),
found AS (
    SELECT subject, 0 AS expected, actual FROM judged UNPIVOT (actual FOR subject IN (COLUMNS(*)))
    UNION ALL SELECT 'heads', 1, count(*) FILTER (role = 'admin') FROM staff
    UNION ALL
    SELECT 'people at asOf', team_size, (SELECT count(*) FROM staff WHERE joined < as_of_us AND gone >= as_of_us)
    FROM expect_asked WHERE until_us >= as_of_us
)
SELECT subject, expected, actual, expected = actual AS ok FROM found;
