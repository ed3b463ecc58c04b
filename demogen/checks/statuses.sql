-- severity: error
-- says: What a row says of itself agrees with its moments and with the rows around it.
WITH replies AS (SELECT DISTINCT lead FROM keyed.activities WHERE lead IS NOT NULL AND direction = 'inbound')
SELECT
    count(*) FILTER ((l.status = 'new') <> (l.first_response_us IS NULL)) AS "leads are new until the first response",
    count(*) FILTER ((l.status = 'converted') <> (l.converted_us IS NOT NULL)) AS "leads are converted when converted_at is set",
    count(*) FILTER ((l.contact IS NULL) <> (l.converted_us IS NULL)) AS "leads have a contact when converted",
    count(*) FILTER (
        (l.status IN ('engaged', 'disqualified', 'converted')) <> (r.lead IS NOT NULL)
    ) AS "leads are engaged when they replied"
FROM keyed.leads l LEFT JOIN replies r ON r.lead = l.nr;
-- Activities are many and their combinations few.
WITH act AS (
    SELECT
        type, direction, status, outcome, due_us IS NOT NULL AS due, occurred_us IS NOT NULL AS occurred,
        duration_seconds IS NOT NULL AS lasted, due_us >= until_us AS ahead, count(*) AS rows
    FROM keyed.activities, expect_asked GROUP BY ALL
)
SELECT
    sum(rows) FILTER ((status = 'done') <> occurred) AS "activities are done when occurred_at is set",
    sum(rows) FILTER ((status = 'done') <> (outcome IS NOT NULL)) AS "activities have an outcome when done",
    sum(rows) FILTER ((type IN ('meeting', 'task')) <> due) AS "activities are due if meeting or task",
    sum(rows) FILTER ((type IN ('call', 'email')) <> (direction IS NOT NULL)) AS "activities have a direction if call or e-mail",
    sum(rows) FILTER (status <> 'done' AND type IN ('call', 'email')) AS "activities are planned if meeting or task",
    sum(rows) FILTER (
        lasted
        <> coalesce((type = 'call' AND outcome = 'connected') OR (type = 'meeting' AND outcome = 'held'), false)
    ) AS "activities last if connected or held",
    sum(rows) FILTER (
        outcome IS NOT NULL AND NOT CASE type
            WHEN 'call' THEN outcome = 'connected' OR (outcome IN ('voicemail', 'no_answer') AND direction = 'outbound')
            WHEN 'email' THEN outcome = CASE direction WHEN 'inbound' THEN 'received' ELSE 'sent' END
                OR (outcome = 'bounced' AND direction = 'outbound')
            WHEN 'meeting' THEN outcome IN ('held', 'no_show')
            ELSE outcome = 'completed'
        END
    ) AS "activities have an outcome of their type",
    sum(rows) FILTER (status = 'cancelled' AND ahead) AS "activities are cancelled when their time is over"
FROM act;
WITH bought AS (SELECT contact, bool_or(status = 'won') AS won FROM keyed.deals GROUP BY contact),
active AS (SELECT contact, max(occurred_us) AS last FROM keyed.activities WHERE contact IS NOT NULL GROUP BY contact)
SELECT
    count(*) FILTER (
        c.lifecycle_stage <> CASE WHEN b.won THEN 'customer' WHEN b.won IS NULL THEN 'contact' ELSE 'opportunity' END
    ) AS "contacts are as far as their deals",
    count(*) FILTER (c.last_activity_us IS DISTINCT FROM a.last) AS "contacts.last_activity_at is the latest"
FROM keyed.contacts c LEFT JOIN bought b ON b.contact = c.nr LEFT JOIN active a ON a.contact = c.nr;
SELECT
    count(*) FILTER (is_active <> (deactivated_us IS NULL)) AS "users are active until deactivated_at",
    count(*) FILTER (deactivated_us <= created_us) AS "users come before they leave"
FROM keyed.users;
SELECT
    count(*) FILTER ((d.status = 'open') <> (d.closed_at IS NULL)) AS "deals are open until closed_at",
    count(*) FILTER ((d.status = 'lost') <> (d.lost_reason IS NOT NULL)) AS "deals have a lost reason if lost",
    count(*) FILTER (d.lost_reason IS NOT NULL AND s.name IS DISTINCT FROM r.stage) AS "deals are in the lost reason's stage"
FROM deals d
LEFT JOIN pipeline_stages s ON s.id = d.stage_id
LEFT JOIN expect_lost_reasons r ON r.reason = d.lost_reason;
