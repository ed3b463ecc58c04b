-- What the figures look at, in the tenant's own time: what staff did, closed deals, days.
CREATE OR REPLACE TEMP TABLE asked AS SELECT * FROM expect_asked;
CREATE OR REPLACE TEMP TABLE work_days AS
SELECT DISTINCT (make_timestamptz(opens_us) AT TIME ZONE timezone)::DATE AS day FROM expect_work, asked;
CREATE OR REPLACE TEMP TABLE office_days AS
SELECT DISTINCT (make_timestamptz(opens_us) AT TIME ZONE timezone)::DATE AS day FROM expect_office_hours, asked;
-- The weekdays on which offices of the country open, by year: the Emirates moved their weekend in 2022.
CREATE OR REPLACE TEMP TABLE weekdays AS
SELECT DISTINCT extract(year FROM day) AS year, isodow(day) AS weekday FROM office_days;
CREATE OR REPLACE TEMP MACRO is_weekend(moment) AS NOT EXISTS (FROM weekdays w WHERE w.year = extract(year FROM moment) AND w.weekday = isodow(moment));
CREATE OR REPLACE TEMP TABLE done AS
SELECT id, type, direction, outcome, lead_id, contact_id, deal_id, user_id, occurred_at, subject, body
FROM activities WHERE status = 'done';
CREATE OR REPLACE TEMP TABLE staff AS
SELECT timezone(timezone, moment) AS local_at, epoch_us(moment) AS at_us
FROM (
    SELECT occurred_at AS moment FROM done WHERE direction IS DISTINCT FROM 'inbound'
    UNION ALL SELECT created_at FROM notes
    UNION ALL SELECT changed_at FROM deal_stage_history
), asked;
CREATE OR REPLACE TEMP TABLE closed AS
SELECT
    d.*, (d.closed_at AT TIME ZONE timezone)::DATE AS day, date_diff('microsecond', d.created_at, d.closed_at) / 86400000000 AS days,
    d.status = 'won' AS won
FROM deals d, asked WHERE d.status <> 'open';
CREATE OR REPLACE TEMP TABLE scored_deals AS
SELECT c.id, c.amount, c.days, c.won, count(a.id) FILTER (a.type = 'meeting' AND a.outcome = 'held') AS meetings
FROM closed c LEFT JOIN done a ON a.deal_id = c.id
GROUP BY ALL;
CREATE OR REPLACE TEMP TABLE scored_leads AS
SELECT
    id, converted_at IS NOT NULL AS converted, (channel = 'referrals')::INTEGER AS referral, (channel = 'meta')::INTEGER AS social,
    date_diff('second', created_at, first_response_at) / 3600.0 AS hours
FROM leads WHERE first_response_at IS NOT NULL AND status IN ('engaged', 'disqualified', 'converted');
