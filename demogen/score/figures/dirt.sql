-- What makes records look kept by people: duplicates, bounces, texts that are not all alike.
WITH words AS (SELECT string_split_regex(lower(body), '[^\w]+') AS w FROM notes),
grams AS (SELECT unnest(list_transform(range(1, len(w) - 2), lambda i: concat_ws(' ', w[i], w[i + 1], w[i + 2], w[i + 3]))) AS gram FROM words WHERE len(w) > 4)
SELECT 'note_distinct' AS name, count(DISTINCT body) / count(*) AS value, count(*) AS rows FROM notes
UNION ALL SELECT 'note_top', max(n) / sum(n), sum(n) FROM (SELECT count(*) AS n FROM notes GROUP BY body)
UNION ALL SELECT 'subject_top', max(n) / sum(n), sum(n) FROM (SELECT count(*) AS n FROM activities GROUP BY subject)
UNION ALL SELECT 'body_distinct', count(DISTINCT body) / count(*), count(*) FROM done WHERE type = 'email' AND body IS NOT NULL
UNION ALL SELECT 'name_distinct', count(DISTINCT full_name) / count(*), count(*) FROM contacts
UNION ALL SELECT 'bounced', avg((outcome = 'bounced')::INTEGER), count(*) FROM done WHERE type = 'email' AND direction = 'outbound'
UNION ALL SELECT 'note_trivial', avg((octet_length(encode(body)) <= 15)::INTEGER), count(*) FROM notes
UNION ALL SELECT 'left_out_most', greatest(avg((phone IS NULL)::INTEGER), avg((title IS NULL)::INTEGER)), count(*) FROM leads
UNION ALL SELECT 'left_out_least', least(avg((phone IS NULL)::INTEGER), avg((company_name IS NULL)::INTEGER)), count(*) FROM leads
UNION ALL SELECT 'left_out_together', corr((phone IS NULL)::INTEGER, (title IS NULL)::INTEGER), count(*) FROM leads
UNION ALL SELECT 'duplicate_share', (SELECT count(*) FROM duplicate_contacts) / count(*), count(*) FROM contacts
