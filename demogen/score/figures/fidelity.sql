-- How far what was asked for is missed, in points of a hundred.
WITH mix AS (
    SELECT abs(count(*) - any_value(e.leads)) * 100.0 / (SELECT leads FROM asked) AS off
    FROM keyed.leads l JOIN expect_channels e USING (channel), asked WHERE created_us < as_of_us GROUP BY channel
)
SELECT 'channel_mix_off' AS name, max(off) AS value, (SELECT leads FROM asked) AS rows FROM mix;
SELECT 'whales_off', abs(count(*) FILTER (is_whale) - any_value(whales)) * 100.0 / count(*), count(*)
FROM keyed.deals, asked WHERE status = 'won' AND closed_us < as_of_us;
SELECT
    'growth_off', max(abs(coalesce(found, 0) - leads)) * 100.0 / sum(leads), sum(leads)
FROM expect_periods p
LEFT JOIN (
    SELECT begins_us, count(*) AS found FROM keyed.leads ASOF JOIN (SELECT begins_us FROM expect_periods) ON created_us >= begins_us GROUP BY 1
) USING (begins_us)
WHERE p.past;
