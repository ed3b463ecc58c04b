-- Open deals by the month in which they are expected to close; those whose day has passed come first.
WITH due AS (
    SELECT
        CASE WHEN expected_close_on <= until_on THEN 'overdue' ELSE strftime(expected_close_on, '%Y-%m') END AS month,
        expected_close_on > until_on AS ahead, amount
    FROM deals, shown WHERE status = 'open'
)
SELECT month AS expected, count(*) AS deals, sum(amount) AS value FROM due GROUP BY ahead, month ORDER BY ahead, month;
