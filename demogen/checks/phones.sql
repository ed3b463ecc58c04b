-- severity: error
-- says: Every telephone number lies in a range that reaches nobody.
WITH number AS (
    SELECT 'companies.phone' AS subject, phone FROM companies
    UNION ALL SELECT 'contacts.phone', phone FROM contacts
    UNION ALL SELECT 'leads.phone', phone FROM leads
    UNION ALL SELECT 'users.phone', phone FROM users
),
shape AS (SELECT DISTINCT length, length(prefix) AS prefix_length FROM expect_phones),
safe AS (
    SELECT DISTINCT n.phone
    FROM (SELECT DISTINCT phone FROM number) n
    JOIN shape s ON s.length = length(n.phone)
    JOIN expect_phones e ON e.length = s.length AND e.prefix = left(n.phone, s.prefix_length)
    WHERE regexp_full_match(n.phone, '[+][0-9]+')
),
judged AS (SELECT subject, count(*) FILTER (phone NOT IN (SELECT phone FROM safe)) AS actual FROM number GROUP BY subject)
SELECT subject, 0 AS expected, actual, actual = 0 AS ok FROM judged;
