-- Which of our e-mails are answered?
-- An e-mail is answered when the next one between us and this person is theirs and comes within seven days. E-mails of
-- the latest seven days are left out, and those that bounced.
WITH latest AS (
    SELECT greatest((SELECT max(created_at) FROM leads), (SELECT max(created_at) FROM activities)) AS moment
),
mails AS (
    SELECT
        a.direction, a.outcome, a.occurred_at,
        CASE
            WHEN a.lead_id IS NOT NULL THEN 1
            WHEN a.deal_id IS NOT NULL THEN 2
            ELSE 3
        END AS kind,
        lead(a.direction) OVER person AS next_direction,
        lead(a.occurred_at) OVER person AS next_at
    FROM activities a
    WHERE a.type = 'email' AND a.status = 'done'
    WINDOW person AS (PARTITION BY coalesce(a.lead_id, a.contact_id) ORDER BY a.occurred_at, a.id)
),
sent AS (
    SELECT
        m.kind,
        CASE
            WHEN m.next_direction = 'inbound' AND m.next_at < m.occurred_at + interval '168 hours'
                THEN cast(extract(epoch FROM (m.next_at - m.occurred_at)) AS double precision) / 3600
        END AS hours
    FROM mails m, latest n
    WHERE m.direction = 'outbound' AND m.outcome = 'sent' AND m.occurred_at < n.moment - interval '168 hours'
)
SELECT
    CASE kind WHEN 1 THEN 'about an enquiry' WHEN 2 THEN 'about a deal' ELSE 'to a contact' END AS email,
    count(*) AS sent,
    count(hours) AS answered,
    round(cast(100.0 * count(hours) / count(*) AS decimal(18, 6)), 1) AS reply_pct,
    round(cast(percentile_cont(0.5) WITHIN GROUP (ORDER BY hours) AS decimal(18, 6)), 1) AS median_hours,
    round(cast(percentile_cont(0.9) WITHIN GROUP (ORDER BY hours) AS decimal(18, 6)), 1) AS ninetieth_hours
FROM sent
GROUP BY kind
ORDER BY kind;
