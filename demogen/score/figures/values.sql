-- The amounts of won deals: how unequal, how round; their shape is fitted elsewhere.
WITH won AS (SELECT amount::DOUBLE AS amount, row_number() OVER (ORDER BY amount, nr) AS i, count(*) OVER () AS n FROM closed WHERE won),
digits AS (
    SELECT left(replace(amount::DECIMAL(18, 2)::VARCHAR, '.', ''), 1)::INTEGER AS d, count(*) / any_value(n) AS share FROM won WHERE amount >= 1 GROUP BY 1
)
SELECT 'value_gini' AS name, sum((2 * i - n - 1) * amount) / (any_value(n) * sum(amount)) AS value, any_value(n) AS rows FROM won
UNION ALL
SELECT
    'value_round', avg((amount = round(amount, 1 - floor(log10(amount))::INTEGER) OR amount = round(amount, 2 - floor(log10(amount))::INTEGER))::INTEGER), count(*)
FROM won WHERE amount > 0
UNION ALL
SELECT 'value_top1_share', sum(amount) FILTER (i > n * 0.99) / sum(amount), any_value(n) FROM won
