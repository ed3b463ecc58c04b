-- severity: error
-- says: A deal's history begins when the deal does, goes on from stage to stage in time, and ends with its close.
WITH step AS (
    SELECT
        h.deal_id, h.from_stage_id, h.to_stage_id, epoch_us(h.changed_at) AS moment, s.type, s.position,
        lag(h.to_stage_id) OVER before AS stage_before,
        lag(epoch_us(h.changed_at)) OVER before AS moment_before,
        lag(s.type) OVER before AS type_before,
        lag(s.position) OVER before AS position_before
    FROM deal_stage_history h JOIN pipeline_stages s ON s.id = h.to_stage_id
    WINDOW before AS (PARTITION BY h.deal_id ORDER BY h.changed_at)
),
steps AS (
    SELECT
        count(*) FILTER (from_stage_id IS DISTINCT FROM stage_before) AS "from_stage_id is the stage before, null at first",
        count(*) FILTER (moment <= moment_before) AS "changed_at rises",
        count(*) FILTER (type_before <> 'open') AS "nothing follows a terminal stage",
        count(*) FILTER (type = 'open' AND position <= position_before) AS "open stages come in order"
    FROM step
),
ways AS (
    SELECT
        deal_id, min(moment) AS first_at, arg_min(type, moment) AS first_type,
        count(*) FILTER (type <> 'open') AS terminals, max(moment) FILTER (type <> 'open') AS terminal_at
    FROM step GROUP BY deal_id
),
ends AS (
    SELECT
        count(*) FILTER (w.deal_id IS NULL) AS "every deal has a history",
        count(*) FILTER (w.first_at <> epoch_us(d.created_at)) AS "the first row is the deal's creation",
        count(*) FILTER (w.first_type <> 'open') AS "the first stage is an open one",
        count(*) FILTER (w.terminals > 1) AS "one terminal stage at most",
        count(*) FILTER ((d.closed_at IS NULL) <> (coalesce(w.terminals, 0) = 0)) AS "closed if and only if in a terminal stage",
        count(*) FILTER (w.terminal_at <> epoch_us(d.closed_at)) AS "the terminal stage is entered at closed_at"
    FROM deals d LEFT JOIN ways w ON w.deal_id = d.id
),
counts AS (SELECT * FROM steps, ends)
SELECT subject, 0 AS expected, actual, actual = 0 AS ok FROM counts UNPIVOT (actual FOR subject IN (COLUMNS(*)));
