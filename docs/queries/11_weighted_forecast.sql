-- What will the pipeline bring, by the stages' chances as they stand, and by how often such deals were really won?
-- The observed chance of a stage is the share of won deals among all closed ones that ever entered it.
WITH entered AS (
    SELECT DISTINCT h.to_stage_id AS stage_id, h.deal_id, d.status
    FROM deal_stage_history h JOIN deals d ON d.id = h.deal_id
    WHERE d.status IN ('won', 'lost')
),
chances AS (
    SELECT
        stage_id, cast(100.0 * count(*) FILTER (WHERE status = 'won') / count(*) AS decimal(18, 6)) AS observed
    FROM entered
    GROUP BY stage_id
),
running AS (
    SELECT stage_id, count(*) AS deals, sum(amount) AS value FROM deals WHERE status = 'open' GROUP BY stage_id
),
forecast AS (
    SELECT
        s.position, s.name AS stage, coalesce(r.deals, 0) AS deals, coalesce(r.value, 0) AS value,
        s.probability AS stated, c.observed
    FROM pipeline_stages s LEFT JOIN chances c ON c.stage_id = s.id LEFT JOIN running r ON r.stage_id = s.id
    WHERE s.type = 'open'
)
SELECT
    coalesce(stage, 'all') AS stage,
    sum(deals) AS deals,
    cast(sum(value) AS decimal(18, 2)) AS value,
    stated AS stated_pct,
    round(observed, 1) AS observed_pct,
    round(cast(sum(value * stated) / 100 AS decimal(18, 6)), 2) AS forecast_as_stated,
    round(cast(sum(value * observed) / 100 AS decimal(18, 6)), 2) AS forecast_as_observed
FROM forecast
GROUP BY GROUPING SETS ((position, stage, stated, observed), ())
ORDER BY position NULLS LAST;
