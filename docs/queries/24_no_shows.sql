-- Whose meetings do people not come to?
-- Meetings whose time is over. Who cancels does not count as a no-show; the first line is everybody.
SELECT
    coalesce(u.full_name, 'all') AS rep,
    count(*) AS meetings,
    count(*) FILTER (WHERE a.outcome = 'held') AS held,
    count(*) FILTER (WHERE a.outcome = 'no_show') AS no_shows,
    count(*) FILTER (WHERE a.status = 'cancelled') AS cancelled,
    round(
        cast(100.0 * count(*) FILTER (WHERE a.outcome = 'no_show') / nullif(count(a.outcome), 0) AS decimal(18, 6)), 1
    ) AS no_show_pct,
    round(cast(coalesce(sum(a.duration_seconds), 0) / 3600.0 AS decimal(18, 6)), 1) AS hours_held
FROM activities a JOIN users u ON u.id = a.user_id
WHERE a.type = 'meeting' AND a.status IN ('done', 'cancelled')
GROUP BY GROUPING SETS ((u.id, u.full_name), ())
ORDER BY GROUPING(u.id) DESC, meetings DESC, u.id
LIMIT 25;
