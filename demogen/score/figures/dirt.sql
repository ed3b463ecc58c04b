-- What makes records look kept by people: duplicates, bounces, texts that are not all alike.
SELECT 'note_distinct' AS name, count(DISTINCT body_hash) / count(*) AS value, count(*) AS rows FROM keyed.notes
UNION ALL SELECT 'note_top', max(n) / sum(n), sum(n) FROM (SELECT count(*) AS n FROM keyed.notes GROUP BY body_hash)
UNION ALL SELECT 'subject_top', max(n) / sum(n), sum(n) FROM (SELECT count(*) AS n FROM activities GROUP BY subject)
UNION ALL SELECT 'body_distinct', count(DISTINCT body_hash) / count(*), count(*) FROM done WHERE type = 'email' AND body_known
UNION ALL SELECT 'name_distinct', count(DISTINCT full_name) / count(*), count(*) FROM contacts
UNION ALL SELECT 'bounced', avg((outcome = 'bounced')::INTEGER), count(*) FROM done WHERE type = 'email' AND direction = 'outbound'
UNION ALL SELECT 'note_trivial', avg((body_bytes <= 15)::INTEGER), count(*) FROM keyed.notes
UNION ALL SELECT 'left_out_most', greatest(avg((NOT phone_known)::INTEGER), avg((NOT title_known)::INTEGER)), count(*) FROM keyed.leads
UNION ALL SELECT 'left_out_least', least(avg((NOT phone_known)::INTEGER), avg((NOT company_name_known)::INTEGER)), count(*) FROM keyed.leads
UNION ALL SELECT 'left_out_together', corr((NOT phone_known)::INTEGER, (NOT title_known)::INTEGER), count(*) FROM keyed.leads
UNION ALL SELECT 'duplicate_share', (SELECT count(*) FROM duplicate_contacts) / count(*), count(*) FROM contacts
