-- severity: error
-- says: A deal's history begins when the deal does, goes on from stage to stage in time, and ends with its close.
SELECT
    count(*) FILTER (from_stage IS DISTINCT FROM stage_before) AS "from_stage_id is the stage before, null at first",
    count(*) FILTER (moment <= moment_before) AS "changed_at rises",
    count(*) FILTER (type_before <> 'open') AS "nothing follows a terminal stage",
    count(*) FILTER (type = 'open' AND position <= position_before) AS "open stages come in order"
FROM deal_steps;
WITH ways AS (
    SELECT
        deal, min(moment) AS first_at, arg_min(type, moment) AS first_type,
        count(*) FILTER (type <> 'open') AS terminals, max(moment) FILTER (type <> 'open') AS terminal_at
    FROM deal_steps GROUP BY deal
)
SELECT
    count(*) FILTER (w.deal IS NULL) AS "every deal has a history",
    count(*) FILTER (w.first_at <> d.created_us) AS "the first row is the deal's creation",
    count(*) FILTER (w.first_type <> 'open') AS "the first stage is an open one",
    count(*) FILTER (w.terminals > 1) AS "one terminal stage at most",
    count(*) FILTER ((d.closed_us IS NULL) <> (coalesce(w.terminals, 0) = 0)) AS "closed if and only if in a terminal stage",
    count(*) FILTER (w.terminal_at <> d.closed_us) AS "the terminal stage is entered at closed_at"
FROM keyed.deals d LEFT JOIN ways w ON w.deal = d.nr;
