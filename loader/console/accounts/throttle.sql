-- Seconds until so few failures count that another try is allowed; each limit has its own wait, the longest holds.
WITH recent AS (
    SELECT email = %(email)s AS same_email, address = %(address)s AS same_address, at
    FROM console_failures
    WHERE at > clock_timestamp() - make_interval(mins => %(minutes)s)
        AND (email = %(email)s OR address = %(address)s)
),
limits AS (
    SELECT (array_agg(at ORDER BY at DESC) FILTER (WHERE same_email AND same_address))[%(pair)s] AS at FROM recent
    UNION ALL SELECT (array_agg(at ORDER BY at DESC) FILTER (WHERE same_address))[%(address_most)s] FROM recent
    UNION ALL SELECT (array_agg(at ORDER BY at DESC) FILTER (WHERE same_email))[%(email_most)s] FROM recent
)
SELECT ceil(extract(epoch FROM max(at) + make_interval(mins => %(minutes)s) - clock_timestamp()))::integer FROM limits
