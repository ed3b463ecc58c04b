-- How far what was asked for is missed, in points of a hundred.
WITH mix AS (
    SELECT abs(count(*) - any_value(e.leads)) * 100.0 / (SELECT leads FROM asked) AS off
    FROM leads l JOIN expect_channels e USING (channel), asked WHERE epoch_us(created_at) < as_of_us GROUP BY channel
),
answered AS (
    SELECT count(*) FILTER (epoch_us(first_response_at) IS NOT NULL) AS n FROM leads
)
SELECT 'channel_mix_off' AS name, max(off) AS value, (SELECT leads FROM asked) AS rows FROM mix
UNION ALL
SELECT 'whales_off', abs(count(*) FILTER (is_whale) - any_value(whales)) * 100.0 / count(*), count(*)
FROM deals, asked WHERE status = 'won' AND epoch_us(closed_at) < as_of_us
UNION ALL
SELECT
    'growth_off', max(abs(found - leads)) * 100.0 / sum(leads), sum(leads)
FROM (
    SELECT p.leads, count(l.id) AS found
    FROM expect_periods p, asked LEFT JOIN leads l ON epoch_us(l.created_at) >= p.begins_us AND epoch_us(l.created_at) < p.ends_us
    WHERE p.past GROUP BY p.period, p.leads
)
