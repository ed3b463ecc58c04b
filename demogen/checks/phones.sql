-- severity: error
-- says: Every telephone number lies in a range that reaches nobody.
WITH number AS (
    SELECT 'companies.phone' AS subject, phone FROM companies
    UNION ALL SELECT 'contacts.phone', phone FROM contacts
    UNION ALL SELECT 'leads.phone', phone FROM leads WHERE phone IS NOT NULL
    UNION ALL SELECT 'users.phone', phone FROM users
),
shape AS (SELECT DISTINCT length, length(prefix) AS prefix_length FROM expect_phones),
-- A number is held against the ranges by what it begins with, once for each length of such beginnings.
beginning AS MATERIALIZED (
    SELECT subject, phone, length, left(phone, prefix_length) AS prefix FROM number JOIN shape ON shape.length = length(phone)
),
-- No range lies inside another, so a number counts once.
safe AS (
    SELECT subject, count(*) AS rows
    FROM beginning SEMI JOIN expect_phones USING (prefix, length)
    WHERE regexp_full_match(phone, '[+][0-9]+')
    GROUP BY subject
),
judged AS (
    SELECT n.subject, count(*) - coalesce(any_value(s.rows), 0) AS actual
    FROM number n LEFT JOIN safe s USING (subject) GROUP BY n.subject
)
SELECT subject, 0 AS expected, actual, actual = 0 AS ok FROM judged;
