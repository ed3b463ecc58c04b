-- What stands around some tables: rights that this role lacks of those it needs, row security, triggers of users, and
-- keys without an index. `tables` and `rights` are arrays of the same length; rights are separated by commas.
SELECT
    c.relname AS name,
    ARRAY(
        SELECT r.right FROM unnest(string_to_array(w.rights, ',')) WITH ORDINALITY r ("right", place)
        WHERE NOT has_table_privilege(c.oid, r.right) ORDER BY r.place
    ) AS lacking,
    row_security_active(c.oid) AS row_security,
    ARRAY(
        SELECT t.tgname::text FROM pg_trigger t
        WHERE t.tgrelid = c.oid AND NOT t.tgisinternal AND t.tgenabled <> 'D' AND t.tgname NOT LIKE 'audit\_logs\_%%'
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
FROM unnest(%(tables)s::text[], %(rights)s::text[]) w (name, rights)
JOIN pg_class c ON c.relname = w.name AND c.relkind IN ('r', 'p')
JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = %(schema)s
ORDER BY c.relname
