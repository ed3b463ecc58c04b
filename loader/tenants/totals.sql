-- The six targets of a tenant, counted in what was really loaded.
SELECT
    (SELECT count(*) FROM leads WHERE tenant_id = %(tenant)s) AS leads,
    (SELECT count(*) FROM contacts WHERE tenant_id = %(tenant)s) AS contacts,
    (SELECT count(*) FROM companies WHERE tenant_id = %(tenant)s) AS companies,
    coalesce(sum(amount) FILTER (WHERE status = 'open'), 0) AS "pipelineValue",
    coalesce(sum(amount) FILTER (WHERE status = 'won'), 0) AS "closedWonValue",
    count(*) FILTER (WHERE status = 'won') AS "closedWonCount"
FROM deals WHERE tenant_id = %(tenant)s
