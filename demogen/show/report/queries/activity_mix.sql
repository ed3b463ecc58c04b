-- What was done and is still to be done: kinds of activities with their outcomes.
WITH counted AS (SELECT type, direction, status, outcome, count(*) AS n FROM activities GROUP BY ALL)
SELECT
    CASE WHEN direction IS NULL THEN type ELSE type || ', ' || direction END AS kind,
    coalesce(outcome, status) AS outcome, sum(n)::BIGINT AS activities
FROM counted GROUP BY ALL ORDER BY kind, activities DESC, outcome;
