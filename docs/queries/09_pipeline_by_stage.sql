-- What is in the pipeline, stage by stage, and how old is it?
-- Age is counted from the deal's creation to the latest moment on record.
WITH latest AS (
    SELECT greatest((SELECT max(created_at) FROM leads), (SELECT max(created_at) FROM activities)) AS moment
),
running AS (
    SELECT
        d.stage_id, d.amount,
        cast(extract(epoch FROM (n.moment - d.created_at)) AS double precision) / 86400 AS days
    FROM deals d, latest n
    WHERE d.status = 'open'
)
SELECT
    s.position,
    s.name AS stage,
    count(r.stage_id) AS deals,
    cast(coalesce(sum(r.amount), 0) AS decimal(18, 2)) AS value,
    round(
        cast(100.0 * coalesce(sum(r.amount), 0) / nullif(sum(sum(r.amount)) OVER (), 0) AS decimal(18, 6)), 1
    ) AS share_pct,
    cast(max(r.amount) AS decimal(18, 2)) AS largest,
    round(cast(percentile_cont(0.5) WITHIN GROUP (ORDER BY r.days) AS decimal(18, 6)), 1) AS median_age_days,
    round(cast(max(r.days) AS decimal(18, 6)), 1) AS oldest_days
FROM pipeline_stages s LEFT JOIN running r ON r.stage_id = s.id
WHERE s.type = 'open'
GROUP BY s.id, s.position, s.name
ORDER BY s.position, s.id;
