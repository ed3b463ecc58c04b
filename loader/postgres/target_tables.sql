-- What stands around some tables: rights of this role, row security, triggers of users, and keys without an index.
SELECT
    c.relname AS name,
    array_remove(ARRAY[
        CASE WHEN NOT has_table_privilege(c.oid, 'INSERT') THEN 'INSERT' END,
        CASE WHEN NOT has_table_privilege(c.oid, 'SELECT') THEN 'SELECT' END,
        CASE WHEN NOT has_table_privilege(c.oid, 'DELETE') THEN 'DELETE' END
    ], NULL) AS lacking,
    row_security_active(c.oid) AS row_security,
    ARRAY(
        SELECT t.tgname::text FROM pg_trigger t WHERE t.tgrelid = c.oid AND NOT t.tgisinternal AND t.tgenabled <> 'D'
        ORDER BY 1
    ) AS triggers,
    -- A foreign key without an index that begins with its column makes every delete read the whole table.
    ARRAY(
        SELECT a.attname::text
        FROM pg_constraint k JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = k.conkey[1]
        WHERE k.conrelid = c.oid AND k.contype = 'f' AND NOT EXISTS (
            SELECT FROM pg_index i WHERE i.indrelid = c.oid AND i.indisvalid AND i.indkey[0] = k.conkey[1]
        )
        ORDER BY 1
    ) AS unindexed
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = %(schema)s AND c.relname = ANY(%(tables)s) AND c.relkind IN ('r', 'p')
ORDER BY c.relname
