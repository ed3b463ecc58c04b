-- What did each team bring, with everybody below its manager?
-- From the head down, whoever somebody reported to above them. `team_…` is the person and all below.
WITH RECURSIVE tree AS (
    SELECT u.id, 1 AS level, cast(u.id AS text) AS path FROM users u WHERE u.manager_id IS NULL
    UNION ALL
    SELECT u.id, t.level + 1, t.path || '/' || cast(u.id AS text) FROM users u JOIN tree t ON t.id = u.manager_id
),
sold AS (
    SELECT
        owner_id,
        count(*) FILTER (WHERE status = 'won') AS won,
        coalesce(sum(amount) FILTER (WHERE status = 'won'), 0) AS won_value,
        coalesce(sum(amount) FILTER (WHERE status = 'open'), 0) AS open_value
    FROM deals
    GROUP BY owner_id
)
SELECT
    b.level,
    u.full_name AS person,
    u.title,
    count(*) FILTER (WHERE p.is_active) AS team,
    coalesce(sum(s.won), 0) AS team_won,
    cast(coalesce(sum(s.won_value), 0) AS decimal(18, 2)) AS team_won_value,
    cast(coalesce(sum(s.open_value), 0) AS decimal(18, 2)) AS team_open_value,
    round(
        cast(100.0 * coalesce(sum(s.won_value), 0) / nullif((SELECT sum(won_value) FROM sold), 0) AS decimal(18, 6)), 1
    ) AS share_of_won_pct
FROM tree b
JOIN users u ON u.id = b.id
JOIN tree m ON left(m.path, length(b.path)) = b.path
JOIN users p ON p.id = m.id
LEFT JOIN sold s ON s.owner_id = m.id
GROUP BY b.id, b.level, b.path, u.full_name, u.title
ORDER BY b.path COLLATE "C";
