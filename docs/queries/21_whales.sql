-- How much of what we sell hangs on a few large deals?
-- Won deals in ten groups of as many deals each, the largest first.
WITH ranked AS (
    SELECT amount, ntile(10) OVER (ORDER BY amount DESC, id) AS tenth FROM deals WHERE status = 'won'
),
tenths AS (
    SELECT tenth, count(*) AS deals, max(amount) AS largest, min(amount) AS smallest, sum(amount) AS value
    FROM ranked
    GROUP BY tenth
)
SELECT
    tenth,
    deals,
    largest,
    smallest,
    cast(value AS decimal(18, 2)) AS value,
    round(cast(100.0 * value / nullif(sum(value) OVER (), 0) AS decimal(18, 6)), 1) AS share_pct,
    round(
        cast(100.0 * sum(value) OVER (ORDER BY tenth) / nullif(sum(value) OVER (), 0) AS decimal(18, 6)), 1
    ) AS share_so_far_pct
FROM tenths
ORDER BY tenth;
