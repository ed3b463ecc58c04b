-- severity: error
-- says: City, state and postal code are of one known place in the tenant's country.
WITH address AS (
    SELECT 'companies' AS name, city, state, postal_code, country FROM companies
    UNION ALL SELECT 'contacts', city, state, postal_code, country FROM contacts
    UNION ALL SELECT 'tenant_billing', city, state, postal_code, country FROM tenant_billing
),
known AS (SELECT DISTINCT city, coalesce(state, '') AS state, coalesce(postal_code, '') AS postal_code, true AS there FROM expect_places),
judged AS (
    SELECT
        name,
        count(*) FILTER (k.there IS NULL) AS place,
        count(*) FILTER (a.country <> asked.country) AS country
    FROM address a
    LEFT JOIN known k ON k.city = a.city AND k.state = coalesce(a.state, '') AND k.postal_code = coalesce(a.postal_code, ''),
    expect_asked asked
    GROUP BY name
)
SELECT name || '.' || what AS subject, 0 AS expected, actual, actual = 0 AS ok
FROM judged UNPIVOT (actual FOR what IN (place, country));
