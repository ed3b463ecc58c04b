-- severity: error
-- says: Somebody who is there twice is a person of the same company who was there before, has another address and no deals.
WITH pair AS (
    SELECT
        d.created_at, c.created_at AS came, o.created_at AS before, c.company_id = o.company_id AS same_firm,
        lower(c.full_name) = lower(o.full_name) AS same_name, c.email <> o.email AS other_address
    FROM duplicate_contacts d LEFT JOIN contacts c ON c.id = d.contact_id LEFT JOIN contacts o ON o.id = d.original_id
),
found AS (
    SELECT 'created with the contact' AS subject, 0 AS expected, count(*) FILTER (created_at IS DISTINCT FROM came) AS actual FROM pair
    UNION ALL SELECT 'originals that came before', 0, count(*) FILTER (before > came) FROM pair
    UNION ALL
    SELECT 'originals that are somebody twice', 0, count(*) FROM duplicate_contacts
    WHERE original_id IN (SELECT contact_id FROM duplicate_contacts)
    UNION ALL SELECT 'one company', 0, count(*) FILTER (NOT same_firm) FROM pair
    UNION ALL SELECT 'one name', 0, count(*) FILTER (NOT same_name) FROM pair
    UNION ALL SELECT 'another address', 0, count(*) FILTER (NOT other_address) FROM pair
    UNION ALL SELECT 'deals', 0, count(*) FROM deals WHERE contact_id IN (SELECT contact_id FROM duplicate_contacts)
    UNION ALL
    SELECT 'how many', duplicates, (SELECT count(*) FROM duplicate_contacts WHERE epoch_us(created_at) < as_of_us)
    FROM expect_asked WHERE until_us >= as_of_us
)
SELECT subject, expected, actual, expected = actual AS ok FROM found;
