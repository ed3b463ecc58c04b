-- severity: error
-- says: Leads whose number is not known are not called.
SELECT 'activities.lead_id of calls' AS subject, 0 AS expected, count(*) AS actual, count(*) = 0 AS ok
FROM activities a SEMI JOIN leads l ON l.id = a.lead_id AND l.phone IS NULL
WHERE a.type = 'call';
