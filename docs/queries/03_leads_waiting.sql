-- Which leads wait for us: nobody has answered them, or the last word was their e-mail?
-- Leads that are neither converted nor out of the running and have waited thirty days at most: the unanswered first,
-- then by how long they have waited.
WITH latest AS (
    SELECT greatest((SELECT max(created_at) FROM leads), (SELECT max(created_at) FROM activities)) AS moment
),
spoken AS (
    SELECT
        lead_id, type, direction, occurred_at,
        row_number() OVER (PARTITION BY lead_id ORDER BY occurred_at DESC, id DESC) AS from_last
    FROM activities
    WHERE lead_id IS NOT NULL AND direction IS NOT NULL AND status = 'done'
),
waiting AS (
    SELECT l.*, coalesce(s.occurred_at, l.created_at) AS since, s.lead_id IS NULL AS unanswered
    FROM leads l LEFT JOIN spoken s ON s.lead_id = l.id AND s.from_last = 1
    WHERE l.status IN ('new', 'contacted', 'engaged')
        AND (s.lead_id IS NULL OR (s.type = 'email' AND s.direction = 'inbound'))
)
SELECT
    w.full_name AS lead,
    w.channel,
    w.score,
    u.full_name AS owner,
    CASE WHEN w.unanswered THEN 'our first answer' ELSE 'our reply' END AS waits_for,
    round(cast(extract(epoch FROM (n.moment - w.since)) / 3600 AS decimal(18, 6)), 1) AS hours_waiting
FROM waiting w JOIN users u ON u.id = w.owner_id, latest n
WHERE w.since >= n.moment - interval '720 hours'
ORDER BY w.unanswered DESC, w.since, w.id
LIMIT 25;
