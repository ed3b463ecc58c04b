-- What makes records look kept by people: duplicates, bounces, texts that are not all alike.
-- A statement for each, so that a table that is missing leaves out no more than what asks for it.
SELECT 'note_distinct' AS name, count(DISTINCT body_hash) / count(*) AS value, count(*) AS rows FROM keyed.notes;
SELECT 'note_top', max(n) / sum(n), sum(n) FROM (SELECT count(*) AS n FROM keyed.notes GROUP BY body_hash);
SELECT 'subject_top', max(n) / sum(n), sum(n) FROM (SELECT count(*) AS n FROM activities GROUP BY subject);
SELECT 'body_distinct', count(DISTINCT body_hash) / count(*), count(*) FROM done WHERE type = 'email' AND body_known;
SELECT 'name_distinct', count(DISTINCT full_name) / count(*), count(*) FROM contacts;
SELECT 'bounced', avg((outcome = 'bounced')::INTEGER), count(*) FROM done WHERE type = 'email' AND direction = 'outbound';
SELECT 'note_trivial', avg((body_bytes <= 15)::INTEGER), count(*) FROM keyed.notes;
SELECT 'left_out_most', greatest(avg((NOT phone_known)::INTEGER), avg((NOT title_known)::INTEGER)), count(*) FROM keyed.leads;
SELECT 'left_out_least', least(avg((NOT phone_known)::INTEGER), avg((NOT company_name_known)::INTEGER)), count(*) FROM keyed.leads;
SELECT 'left_out_together', corr((NOT phone_known)::INTEGER, (NOT title_known)::INTEGER), count(*) FROM keyed.leads;
SELECT 'duplicate_share', (SELECT count(*) FROM duplicate_contacts) / count(*), count(*) FROM contacts;
