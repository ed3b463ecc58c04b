-- Which deals do we win: from which channels, of which size?
-- Closed deals. Sizes are four groups of as many deals each, so that they fit every currency; the last line is all of
-- them.
WITH sized AS (
    SELECT channel, status, amount, ntile(4) OVER (ORDER BY amount, id) AS size
    FROM deals
    WHERE status IN ('won', 'lost')
),
closed AS (
    SELECT
        s.*, CASE size WHEN 1 THEN 'smallest' WHEN 2 THEN 'small' WHEN 3 THEN 'large' ELSE 'largest' END AS size_name
    FROM sized s
)
SELECT
    CASE WHEN GROUPING(channel) = 0 THEN 'channel' WHEN GROUPING(size) = 0 THEN 'size' ELSE 'all' END AS by,
    coalesce(channel, size_name, 'all') AS deals,
    count(*) AS closed,
    count(*) FILTER (WHERE status = 'won') AS won,
    round(cast(100.0 * count(*) FILTER (WHERE status = 'won') / count(*) AS decimal(18, 6)), 1) AS win_rate_pct,
    cast(coalesce(sum(amount) FILTER (WHERE status = 'won'), 0) AS decimal(18, 2)) AS won_value,
    round(
        cast(
            100.0 * coalesce(sum(amount) FILTER (WHERE status = 'won'), 0) / nullif(sum(amount), 0) AS decimal(18, 6)
        ), 1
    ) AS won_of_value_pct,
    round(cast(sum(amount) / count(*) AS decimal(18, 6)), 0) AS mean_amount
FROM closed
GROUP BY GROUPING SETS ((channel), (size, size_name), ())
ORDER BY GROUPING(channel), size NULLS LAST, win_rate_pct DESC, channel COLLATE "C";
