-- severity: error
-- says: Every period that is over holds exactly the leads, contacts, companies and won deals that were planned for it.
WITH whole AS (SELECT p.* FROM expect_periods p, expect_asked a WHERE p.ends_us <= a.until_us),
happened AS (
    SELECT 'leads' AS kind, created_us AS at FROM keyed.leads
    UNION ALL SELECT 'contacts', created_us FROM keyed.contacts
    UNION ALL SELECT 'companies', created_us FROM keyed.companies
    UNION ALL SELECT 'won', closed_us FROM keyed.deals WHERE status = 'won'
),
planned AS (
    SELECT period, begins_us, ends_us, kind, expected
    FROM whole UNPIVOT (expected FOR kind IN (leads, contacts, companies, won))
),
found AS (
    SELECT w.begins_us, h.kind, count(*) AS actual
    FROM happened h ASOF JOIN whole w ON h.at >= w.begins_us
    WHERE h.at < w.ends_us
    GROUP BY ALL
)
SELECT p.period || ' ' || p.kind AS subject, p.expected, coalesce(f.actual, 0) AS actual, p.expected = coalesce(f.actual, 0) AS ok
FROM planned p LEFT JOIN found f USING (begins_us, kind)
ORDER BY p.begins_us, p.kind;
