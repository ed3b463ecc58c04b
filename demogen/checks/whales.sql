-- severity: error
-- says: Exactly the asked share of won deals are whales, each at least five times the median of the others, in their stage; others may be as large.
WITH asked AS (SELECT * FROM expect_asked WHERE until_us >= as_of_us),
won AS (
    SELECT is_whale, stage_id, (amount * 100)::BIGINT AS amount FROM deals, asked
    WHERE status = 'won' AND epoch_us(closed_at) < as_of_us
),
ranked AS (SELECT amount, row_number() OVER (ORDER BY amount) AS nth, count(*) OVER () AS total FROM won WHERE NOT is_whale),
-- The two middle ones, which are one where their number is odd.
median AS (SELECT coalesce(sum(amount), 0) AS twice FROM (
    SELECT amount FROM ranked WHERE nth = (total + 1) // 2
    UNION ALL SELECT amount FROM ranked WHERE nth = total // 2 + 1
)),
home AS (
    SELECT id FROM pipeline_stages, asked WHERE type = 'won'
    ORDER BY (name IS NOT DISTINCT FROM whale_stage) DESC, position LIMIT 1
),
found AS (
    SELECT 'whales' AS subject, whales AS expected, (SELECT count(*) FROM won WHERE is_whale) AS actual FROM asked
    UNION ALL
    SELECT 'whales below five times the median', 0, (SELECT count(*) FROM won, median WHERE is_whale AND amount * 2 < twice * 5) FROM asked
    UNION ALL
    SELECT 'whales outside their stage', 0, (SELECT count(*) FROM won, home WHERE is_whale AND stage_id <> home.id) FROM asked
    UNION ALL
    SELECT 'whales that are not won', 0, (SELECT count(*) FROM deals WHERE is_whale AND status <> 'won') FROM asked
)
SELECT subject, expected, actual, expected = actual AS ok FROM found;
