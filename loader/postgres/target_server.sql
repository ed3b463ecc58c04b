-- The server and the database: version, encoding, whether it is read-only, whether the schema is there, and whether this
-- role may look into it.
SELECT
    current_setting('server_version_num')::int AS version,
    current_setting('server_encoding') AS encoding,
    current_setting('transaction_read_only') = 'on' AS read_only,
    n.oid IS NOT NULL AS there,
    has_schema_privilege(n.oid, 'USAGE') AS usage
FROM (SELECT) one LEFT JOIN pg_namespace n ON n.nspname = %(schema)s
