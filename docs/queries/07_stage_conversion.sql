-- In which stage of the pipeline do deals die?
-- Every deal counts once in every stage that it entered. Percentages leave out what is not decided yet: deals that are
-- still in the stage, and for the end those that are still open.
WITH stays AS (
    SELECT
        h.deal_id, h.to_stage_id,
        lead(h.to_stage_id) OVER (PARTITION BY h.deal_id ORDER BY h.changed_at, h.id) AS next_stage_id
    FROM deal_stage_history h
)
SELECT
    s.position,
    s.name AS stage,
    count(*) AS entered,
    count(*) FILTER (WHERE n.type IN ('open', 'won')) AS went_on,
    count(*) FILTER (WHERE n.type = 'lost') AS lost,
    count(*) FILTER (WHERE n.type IS NULL) AS still_there,
    round(
        cast(100.0 * count(*) FILTER (WHERE n.type IN ('open', 'won')) / nullif(count(n.type), 0) AS decimal(18, 6)), 1
    ) AS went_on_pct,
    round(
        cast(100.0 * count(*) FILTER (WHERE d.status = 'won') / nullif(count(d.closed_at), 0) AS decimal(18, 6)), 1
    ) AS won_in_the_end_pct
FROM stays y
JOIN deals d ON d.id = y.deal_id
JOIN pipeline_stages s ON s.id = y.to_stage_id
LEFT JOIN pipeline_stages n ON n.id = y.next_stage_id
WHERE s.type = 'open'
GROUP BY s.id, s.position, s.name
ORDER BY s.position, s.id;
