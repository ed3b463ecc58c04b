-- Each entry of a stage with the one before it in its deal.
CREATE OR REPLACE VIEW deal_steps AS
SELECT
    h.deal, h.from_stage, h.to_stage, h.changed_us AS moment, s.type, s.position,
    lag(h.to_stage) OVER before AS stage_before,
    lag(h.changed_us) OVER before AS moment_before,
    lag(s.type) OVER before AS type_before,
    lag(s.position) OVER before AS position_before
FROM keyed.deal_stage_history h JOIN keyed.pipeline_stages s ON s.nr = h.to_stage
WINDOW before AS (PARTITION BY h.deal ORDER BY h.changed_us);
