-- severity: error
-- says: All money is in the tenant's currency.
SELECT
    'deals.currency' AS subject, a.currency AS expected, coalesce(string_agg(DISTINCT d.currency, ', ' ORDER BY d.currency), a.currency) AS actual,
    count(*) FILTER (d.currency <> a.currency) = 0 AS ok
FROM expect_asked a LEFT JOIN deals d ON true
GROUP BY a.currency;
