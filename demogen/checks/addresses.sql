-- severity: error
-- says: E-mail and web addresses end in .example, are nobody else's, and are made of the person's own name.
WITH address AS (
    SELECT 'contacts' AS name, email, first_name, last_name, id IN (SELECT contact_id FROM duplicate_contacts) AS twice FROM contacts
    UNION ALL SELECT 'leads', email, first_name, last_name, false FROM leads
    UNION ALL SELECT 'users', email, first_name, last_name, false FROM users
),
-- Names are few, rows are many: a name is spelled in ASCII once.
spelled AS (
    SELECT
        name,
        regexp_replace(strip_accents(translate(
            replace(replace(replace(replace(replace(lower(name), 'ä', 'ae'), 'ö', 'oe'), 'ü', 'ue'), 'ß', 'ss'), 'æ', 'ae'),
            'øłıđð', 'olidd'
        )), '[^a-z0-9]', '', 'g') AS ascii
    FROM (SELECT DISTINCT first_name AS name FROM address UNION SELECT DISTINCT last_name FROM address)
),
judged AS (
    SELECT
        a.name, count(*) AS total, count(DISTINCT email) AS emails,
        count(*) FILTER (NOT regexp_full_match(email, '[a-z0-9][a-z0-9._-]*@([a-z0-9]([a-z0-9-]*[a-z0-9])?[.])+example')) AS unsafe,
        count(*) FILTER (twice OR starts_with(email, f.ascii || '.' || l.ascii)) AS own
    FROM address a LEFT JOIN spelled f ON f.name = a.first_name LEFT JOIN spelled l ON l.name = a.last_name
    GROUP BY a.name
),
found AS (
    SELECT name || '.email under .example' AS subject, '0' AS expected, unsafe::VARCHAR AS actual, unsafe = 0 AS ok FROM judged
    UNION ALL SELECT name || '.email unique', '0', (total - emails)::VARCHAR, total = emails FROM judged
    UNION ALL
    SELECT name || '.email of the own name', 'at least 95 %', format('{:.1f} %', own * 100 / total), own * 100 >= total * 95 FROM judged
    UNION ALL
    SELECT 'companies.domain under .example', '0', count(*)::VARCHAR, count(*) = 0
    FROM companies WHERE NOT regexp_full_match(domain, '[a-z0-9]([a-z0-9-]*[a-z0-9])?[.]example')
    UNION ALL
    SELECT 'contacts.email on the company''s domain', '0', count(*)::VARCHAR, count(*) = 0
    FROM contacts c JOIN companies f ON f.id = c.company_id WHERE NOT ends_with(c.email, '@' || f.domain)
    UNION ALL
    SELECT 'users.email on the tenant''s domain', '0', count(*)::VARCHAR, count(*) = 0
    FROM users, expect_asked WHERE NOT ends_with(email, '@' || slug || '.example')
)
SELECT * FROM found;
