-- How long does it take to win a deal, and to lose one, by its size?
-- Days from creation to close. Sizes are four groups of as many closed deals each.
WITH closed AS (
    SELECT
        status, amount, ntile(4) OVER (ORDER BY amount, id) AS size,
        cast(extract(epoch FROM (closed_at - created_at)) AS double precision) / 86400 AS days
    FROM deals
    WHERE status IN ('won', 'lost')
)
SELECT
    CASE size WHEN 1 THEN 'smallest' WHEN 2 THEN 'small' WHEN 3 THEN 'large' ELSE 'largest' END AS size,
    min(amount) AS smallest_amount,
    max(amount) AS largest_amount,
    count(*) FILTER (WHERE status = 'won') AS won,
    count(*) FILTER (WHERE status = 'lost') AS lost,
    round(
        cast(percentile_cont(0.5) WITHIN GROUP (ORDER BY days) FILTER (WHERE status = 'won') AS decimal(18, 6)), 1
    ) AS median_days_won,
    round(
        cast(percentile_cont(0.5) WITHIN GROUP (ORDER BY days) FILTER (WHERE status = 'lost') AS decimal(18, 6)), 1
    ) AS median_days_lost,
    round(
        cast(percentile_cont(0.9) WITHIN GROUP (ORDER BY days) FILTER (WHERE status = 'won') AS decimal(18, 6)), 1
    ) AS ninetieth_days_won
FROM closed
GROUP BY closed.size
ORDER BY closed.size;
