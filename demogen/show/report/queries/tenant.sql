-- Whose bundle it is: what the tenant's row says, on which day it began, and how many people work there.
SELECT
    name, country, industry, t.currency, t.timezone, timezone(t.timezone, created_at)::DATE AS began_on,
    (SELECT count(*) FROM users WHERE is_active) AS team
FROM tenants t, shown;
