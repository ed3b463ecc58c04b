-- Slugs that are taken, of one name and its copies. A slug holds letters, digits and hyphens alone.
SELECT slug FROM tenants WHERE slug = %(slug)s OR slug LIKE %(slug)s || '-%%'
UNION
SELECT tenant_slug FROM demo_generation_jobs
WHERE status IN ('pending', 'running') AND (tenant_slug = %(slug)s OR tenant_slug LIKE %(slug)s || '-%%')
