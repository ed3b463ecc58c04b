WHERE (%(status)s::text IS NULL OR status = %(status)s)
    AND (%(country)s::text IS NULL OR config ->> 'country' = upper(%(country)s))
    AND (%(industry)s::text IS NULL OR config ->> 'industry' = lower(%(industry)s))
    AND (
        %(search)s::text IS NULL
        OR strpos(lower(tenant_name), lower(%(search)s)) > 0
        OR strpos(lower(seed), lower(%(search)s)) > 0
        OR strpos(id::text, lower(%(search)s)) > 0
    )
