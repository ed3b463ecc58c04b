-- severity: error
-- says: Leads whose number is not known are not called.
SELECT 'activities.lead_id of calls' AS subject, 0 AS expected, count(*) AS actual, count(*) = 0 AS ok
FROM keyed.activities a SEMI JOIN keyed.leads l ON l.nr = a.lead AND NOT l.phone_known
WHERE a.type = 'call';
