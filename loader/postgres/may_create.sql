-- Whether this role may make tables in a schema, or, where there is none, the schema.
SELECT
    current_user::text AS role, current_database()::text AS database, n.oid IS NOT NULL AS there,
    CASE
        WHEN n.oid IS NULL THEN has_database_privilege(current_database(), 'CREATE')
        ELSE has_schema_privilege(n.oid, 'CREATE') AND has_schema_privilege(n.oid, 'USAGE')
    END AS may
FROM (SELECT) one LEFT JOIN pg_namespace n ON n.nspname = %(schema)s
