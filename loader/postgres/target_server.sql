-- The server and the database: version, encoding, whether it is read-only, and whether this role may look into the schema.
SELECT
    current_setting('server_version_num')::int AS version,
    current_setting('server_encoding') AS encoding,
    current_setting('transaction_read_only') = 'on' AS read_only,
    has_schema_privilege(%(schema)s, 'USAGE') AS usage
