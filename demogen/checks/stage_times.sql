-- severity: warning
-- says: Deals closed by asOf spent in each stage about as long as the stage says, or as the bounds of the cycle allow.
WITH asked AS (SELECT * FROM expect_asked WHERE until_us >= as_of_us AND settled),
step AS (
    SELECT
        h.to_stage,
        lead(h.changed_us) OVER (PARTITION BY h.deal ORDER BY h.changed_us) - h.changed_us AS spent_us
    FROM keyed.deal_stage_history h JOIN keyed.deals d ON d.nr = h.deal, asked
    WHERE d.closed_us < as_of_us
),
spent AS (SELECT to_stage, count(*) AS deals, avg(spent_us) / 86400000000 AS days FROM step WHERE spent_us IS NOT NULL GROUP BY ALL),
banded AS (
    SELECT
        e.position, e.name, e.expected_days AS expected, coalesce(s.days, e.expected_days) AS actual,
        -- A third to either side, and four standard errors: a stage's time varies by about its mean.
        e.expected_days * (1 / 3 + 4 / sqrt(coalesce(s.deals, 1))) AS slack
    FROM expect_stages e
    JOIN keyed.pipeline_stages p ON p.position = e.position
    LEFT JOIN spent s ON s.to_stage = p.nr
    WHERE e.type = 'open' AND EXISTS (FROM asked)
)
SELECT
    'days in ' || name AS subject,
    format('{:.2f} ({:.2f} to {:.2f})', expected, greatest(expected - slack, 0), expected + slack) AS expected,
    round(actual, 4) AS actual,
    actual BETWEEN expected - slack AND expected + slack AS ok
FROM banded ORDER BY position;
