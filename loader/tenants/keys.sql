-- Foreign keys of one column between some tables: where they stand and what they name.
SELECT c.relname AS child, a.attname AS child_column, p.relname AS parent, b.attname AS parent_column
FROM pg_constraint k
JOIN pg_class c ON c.oid = k.conrelid
JOIN pg_class p ON p.oid = k.confrelid
JOIN pg_namespace n ON n.oid = c.relnamespace AND n.oid = p.relnamespace
JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.conkey[1]
JOIN pg_attribute b ON b.attrelid = p.oid AND b.attnum = k.confkey[1]
WHERE k.contype = 'f' AND cardinality(k.conkey) = 1 AND n.nspname = %(schema)s AND c.relname = ANY(%(tables)s)
ORDER BY 1, 2
