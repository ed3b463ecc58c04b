-- Which contacts may be one person kept twice?
-- Contacts of one company whose names differ in capitals and spaces at most. `same_phone` makes it surer, but people
-- of a company may share a number.
WITH named AS (
    SELECT c.*, lower(replace(c.full_name, ' ', '')) AS plain FROM contacts c
)
SELECT
    k.name AS company,
    a.full_name AS first_contact,
    b.full_name AS second_contact,
    split_part(a.email, '@', 1) AS first_address,
    split_part(b.email, '@', 1) AS second_address,
    CASE WHEN a.phone = b.phone THEN 'yes' ELSE 'no' END AS same_phone,
    cast(timezone(t.timezone, b.created_at) AS date) - cast(timezone(t.timezone, a.created_at) AS date) AS days_apart
FROM named a
CROSS JOIN tenants t
JOIN named b ON b.company_id = a.company_id AND b.plain = a.plain AND (b.created_at, b.id) > (a.created_at, a.id)
JOIN companies k ON k.id = a.company_id
ORDER BY k.name COLLATE "C", a.id, b.id
LIMIT 25;
