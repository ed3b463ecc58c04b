-- Which channels bring leads that become contacts, and how fast?
-- Leads of the latest thirty days are left out: many of them still will.
WITH latest AS (
    -- Now is the latest moment on record, never the clock.
    SELECT greatest((SELECT max(created_at) FROM leads), (SELECT max(created_at) FROM activities)) AS moment
),
ripe AS (
    SELECT
        l.channel, l.converted_at,
        cast(extract(epoch FROM (l.converted_at - l.created_at)) AS double precision) AS waited
    FROM leads l, latest n
    WHERE l.created_at < n.moment - interval '720 hours'
)
SELECT
    channel,
    count(*) AS leads,
    count(converted_at) AS converted,
    round(cast(100.0 * count(converted_at) / count(*) AS decimal(18, 6)), 1) AS conversion_pct,
    round(cast(percentile_cont(0.5) WITHIN GROUP (ORDER BY waited) / 86400 AS decimal(18, 6)), 1) AS median_days,
    round(cast(100.0 * count(*) / sum(count(*)) OVER () AS decimal(18, 6)), 1) AS share_of_leads_pct,
    round(
        cast(100.0 * count(converted_at) / nullif(sum(count(converted_at)) OVER (), 0) AS decimal(18, 6)), 1
    ) AS share_of_converted_pct
FROM ripe
GROUP BY channel
ORDER BY conversion_pct DESC, channel COLLATE "C";
