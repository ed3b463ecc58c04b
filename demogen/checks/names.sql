-- severity: error
-- says: Names are written out, clean, and where they must tell companies apart unique.
WITH name AS (
    SELECT DISTINCT 'contacts.first_name' AS subject, first_name AS name FROM contacts
    UNION ALL SELECT DISTINCT 'contacts.last_name', last_name FROM contacts
    UNION ALL SELECT DISTINCT 'leads.first_name', first_name FROM leads
    UNION ALL SELECT DISTINCT 'leads.last_name', last_name FROM leads
    UNION ALL SELECT 'leads.company_name', company_name FROM leads WHERE company_name IS NOT NULL
    UNION ALL SELECT DISTINCT 'users.first_name', first_name FROM users
    UNION ALL SELECT DISTINCT 'users.last_name', last_name FROM users
    UNION ALL SELECT 'contacts.native_name', native_name FROM contacts WHERE native_name IS NOT NULL
    UNION ALL SELECT 'contacts.phonetic_name', phonetic_name FROM contacts WHERE phonetic_name IS NOT NULL
    UNION ALL SELECT 'companies.name', name FROM companies
    UNION ALL SELECT 'deals.name', name FROM deals
    UNION ALL SELECT 'tags.name', name FROM tags
    UNION ALL SELECT 'pipelines.name', name FROM pipelines
),
judged AS (
    -- Nothing, space around or twice inside, or a control character.
    SELECT subject, count(*) FILTER (name = '' OR regexp_matches(name, '^[ ]|[ ]$|  |\p{Cc}')) AS actual FROM name GROUP BY subject
    UNION ALL SELECT 'contacts.full_name', count(*) FILTER (full_name <> first_name || ' ' || last_name) FROM contacts
    UNION ALL SELECT 'leads.full_name', count(*) FILTER (full_name <> first_name || ' ' || last_name) FROM leads
    UNION ALL SELECT 'users.full_name', count(*) FILTER (full_name <> first_name || ' ' || last_name) FROM users
    UNION ALL SELECT 'companies.name unique', count(*) - count(DISTINCT name) FROM companies
    UNION ALL SELECT 'companies.domain unique', count(*) - count(DISTINCT domain) FROM companies
    UNION ALL SELECT 'tags.name unique', count(*) - count(DISTINCT name) FROM tags
)
SELECT subject, 0 AS expected, actual, actual = 0 AS ok FROM judged ORDER BY subject;
