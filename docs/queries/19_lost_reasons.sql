-- Why do we lose, and how much is it worth?
-- Lost deals by reason; the stage is where most of them were when they were lost.
WITH fell AS (
    SELECT h.deal_id, s.id AS stage_id, s.name, s.position
    FROM deal_stage_history h
    JOIN pipeline_stages l ON l.id = h.to_stage_id AND l.type = 'lost'
    JOIN pipeline_stages s ON s.id = h.from_stage_id
),
lost AS (
    SELECT d.lost_reason, d.amount, f.name AS stage, f.position
    FROM deals d LEFT JOIN fell f ON f.deal_id = d.id
    WHERE d.status = 'lost'
),
stages AS (
    SELECT
        lost_reason, stage,
        row_number() OVER (PARTITION BY lost_reason ORDER BY count(*) DESC, position) AS nth
    FROM lost
    GROUP BY lost_reason, stage, position
)
SELECT
    coalesce(l.lost_reason, 'not told') AS reason,
    count(*) AS deals,
    cast(sum(l.amount) AS decimal(18, 2)) AS value,
    round(cast(100.0 * count(*) / sum(count(*)) OVER () AS decimal(18, 6)), 1) AS share_of_deals_pct,
    round(cast(100.0 * sum(l.amount) / sum(sum(l.amount)) OVER () AS decimal(18, 6)), 1) AS share_of_value_pct,
    round(cast(sum(l.amount) / count(*) AS decimal(18, 6)), 0) AS mean_value,
    s.stage AS mostly_in
FROM lost l JOIN stages s ON s.lost_reason IS NOT DISTINCT FROM l.lost_reason AND s.nth = 1
GROUP BY l.lost_reason, s.stage
ORDER BY value DESC, l.lost_reason COLLATE "C";
