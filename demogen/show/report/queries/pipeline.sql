-- Open deals by the stage that they are in; weighted by the chance that the stage gives them.
SELECT
    s.name AS stage, s.probability, count(d.id) AS deals, coalesce(sum(d.amount), 0) AS value,
    round(coalesce(sum(d.amount * s.probability), 0) / 100)::DECIMAL(18, 0) AS weighted
FROM pipeline_stages s LEFT JOIN deals d ON d.stage_id = s.id AND d.status = 'open'
WHERE s.type = 'open' GROUP BY s.position, s.name, s.probability ORDER BY s.position;
