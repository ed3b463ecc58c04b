-- severity: error
-- says: The leads of each channel up to asOf are its share of all leads, exactly.
WITH found AS (
    SELECT channel, count(*) AS leads FROM leads, expect_asked WHERE epoch_us(created_at) < as_of_us GROUP BY channel
)
SELECT channel AS subject, coalesce(e.leads, 0) AS expected, coalesce(f.leads, 0) AS actual, expected = actual AS ok
FROM expect_channels e FULL JOIN found f USING (channel), expect_asked
WHERE until_us >= as_of_us
ORDER BY channel;
