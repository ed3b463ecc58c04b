-- What was done and is still to be done: kinds of activities with their outcomes.
SELECT
    CASE WHEN direction IS NULL THEN type ELSE type || ', ' || direction END AS kind,
    coalesce(outcome, status) AS outcome, count(*) AS activities
FROM activities GROUP BY ALL ORDER BY kind, activities DESC, outcome;
