-- Which deals are stuck: longer in their stage than deals usually are?
-- Days from the last change of stage to the latest moment on record, beside the stage's own figure.
WITH latest AS (
    SELECT greatest((SELECT max(created_at) FROM leads), (SELECT max(created_at) FROM activities)) AS moment
),
entered AS (
    SELECT deal_id, max(changed_at) AS at FROM deal_stage_history GROUP BY deal_id
),
stays AS (
    SELECT
        d.id, d.name, d.owner_id, d.amount, s.name AS stage, s.avg_days_in_stage,
        cast(extract(epoch FROM (n.moment - e.at)) AS double precision) / 86400 AS days
    FROM deals d JOIN entered e ON e.deal_id = d.id JOIN pipeline_stages s ON s.id = d.stage_id, latest n
    WHERE d.status = 'open'
)
SELECT
    y.name AS deal,
    u.full_name AS owner,
    y.stage,
    y.amount,
    round(cast(y.days AS decimal(18, 6)), 1) AS days_in_stage,
    y.avg_days_in_stage AS usual_days,
    round(cast(y.days / nullif(y.avg_days_in_stage, 0) AS decimal(18, 6)), 1) AS times_usual
FROM stays y JOIN users u ON u.id = y.owner_id
WHERE y.days > y.avg_days_in_stage
ORDER BY times_usual DESC, y.amount DESC, y.id
LIMIT 25;
