-- How many meetings and how many touches does it take until a deal is won?
-- Closed deals by the meetings that were held about them. A touch is a call, an e-mail, a meeting or a task that was
-- done about the deal until it closed. A deal that dies early has no time for many: read it as what winning takes.
WITH touched AS (
    SELECT
        d.id, d.status,
        cast(count(a.id) AS double precision) AS touches,
        least(count(a.id) FILTER (WHERE a.type = 'meeting' AND a.outcome = 'held'), 5) AS meetings
    FROM deals d
    LEFT JOIN activities a ON a.deal_id = d.id AND a.status = 'done' AND a.occurred_at <= d.closed_at
    WHERE d.status IN ('won', 'lost')
    GROUP BY d.id, d.status
)
SELECT
    CASE WHEN meetings < 5 THEN cast(meetings AS varchar(9)) ELSE '5 and more' END AS meetings_held,
    count(*) AS closed,
    count(*) FILTER (WHERE status = 'won') AS won,
    round(cast(100.0 * count(*) FILTER (WHERE status = 'won') / count(*) AS decimal(18, 6)), 1) AS win_rate_pct,
    round(
        cast(percentile_cont(0.5) WITHIN GROUP (ORDER BY touches) FILTER (WHERE status = 'won') AS decimal(18, 6)), 1
    ) AS median_touches_won,
    round(
        cast(percentile_cont(0.5) WITHIN GROUP (ORDER BY touches) FILTER (WHERE status = 'lost') AS decimal(18, 6)), 1
    ) AS median_touches_lost
FROM touched
GROUP BY meetings
ORDER BY meetings;
