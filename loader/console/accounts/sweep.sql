WITH sessions AS (
    DELETE FROM console_sessions
    WHERE seen_at < clock_timestamp() - make_interval(hours => %(idle)s)
        OR created_at < clock_timestamp() - make_interval(hours => %(whole)s)
),
links AS (DELETE FROM console_links WHERE expires_at < clock_timestamp())
DELETE FROM console_failures WHERE at < clock_timestamp() - interval '1 day'
