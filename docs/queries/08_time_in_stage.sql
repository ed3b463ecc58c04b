-- How long do deals stay in each stage, and does the pipeline's own figure hold?
-- Stays that are over, by what came after them: the next stage or the loss.
WITH moves AS (
    SELECT
        to_stage_id, changed_at,
        lead(to_stage_id) OVER deal AS next_stage_id,
        lead(changed_at) OVER deal AS left_at
    FROM deal_stage_history
    WINDOW deal AS (PARTITION BY deal_id ORDER BY changed_at, id)
),
stays AS (
    SELECT
        to_stage_id, next_stage_id,
        cast(extract(epoch FROM (left_at - changed_at)) AS decimal(18, 6)) AS seconds,
        cast(extract(epoch FROM (left_at - changed_at)) AS double precision) / 86400 AS days
    FROM moves
    WHERE left_at IS NOT NULL
)
SELECT
    s.position,
    s.name AS stage,
    s.avg_days_in_stage AS expected_days,
    count(*) AS stays,
    round(cast(sum(y.seconds) / count(*) / 86400 AS decimal(18, 6)), 1) AS mean_days,
    round(cast(percentile_cont(0.5) WITHIN GROUP (ORDER BY y.days) AS decimal(18, 6)), 1) AS median_days,
    round(cast(percentile_cont(0.9) WITHIN GROUP (ORDER BY y.days) AS decimal(18, 6)), 1) AS ninetieth_days,
    round(
        cast(percentile_cont(0.5) WITHIN GROUP (ORDER BY y.days) FILTER (WHERE n.type <> 'lost') AS decimal(18, 6)), 1
    ) AS median_days_then_on,
    round(
        cast(percentile_cont(0.5) WITHIN GROUP (ORDER BY y.days) FILTER (WHERE n.type = 'lost') AS decimal(18, 6)), 1
    ) AS median_days_then_lost
FROM stays y JOIN pipeline_stages s ON s.id = y.to_stage_id JOIN pipeline_stages n ON n.id = y.next_stage_id
GROUP BY s.id, s.position, s.name, s.avg_days_in_stage
ORDER BY s.position, s.id;
