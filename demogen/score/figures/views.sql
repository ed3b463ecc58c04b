-- What the figures look at, in the tenant's own time: what staff did, closed deals, days.
CREATE OR REPLACE TEMP TABLE asked AS SELECT *, gcd(slot_us, 900000000) AS unit_us FROM expect_asked;
CREATE OR REPLACE TEMP TABLE work_days AS
SELECT DISTINCT (make_timestamptz(opens_us) AT TIME ZONE timezone)::DATE AS day FROM expect_work, asked;
CREATE OR REPLACE TEMP TABLE office_days AS
SELECT DISTINCT (make_timestamptz(opens_us) AT TIME ZONE timezone)::DATE AS day FROM expect_office_hours, asked;
-- The weekdays on which offices of the country open, by year: the Emirates moved their weekend in 2022.
CREATE OR REPLACE TEMP TABLE weekdays AS
SELECT DISTINCT extract(year FROM day) AS year, isodow(day) AS weekday FROM office_days;
CREATE OR REPLACE TEMP MACRO is_weekend(moment) AS NOT EXISTS (FROM weekdays w WHERE w.year = extract(year FROM moment) AND w.weekday = isodow(moment));
CREATE OR REPLACE TEMP VIEW done AS SELECT * FROM keyed.activities WHERE status = 'done';
-- When staff did something.
CREATE OR REPLACE TEMP VIEW moments AS
SELECT occurred_us AS us FROM done WHERE direction IS DISTINCT FROM 'inbound'
UNION ALL SELECT created_us FROM keyed.notes
UNION ALL SELECT changed_us FROM keyed.deal_stage_history;
-- How much they did in each quarter of an hour or less, and in its first minute: zones move the clock by whole quarters.
CREATE OR REPLACE TEMP TABLE staff AS
WITH slots AS (
    SELECT us // unit_us * unit_us AS us, count(*) AS n, count(*) FILTER (us % unit_us < 60000000) AS in_first_minute
    FROM moments, asked GROUP BY 1
)
SELECT us AS at_us, timezone(timezone, make_timestamptz(us)) AS local_at, n, in_first_minute FROM slots, asked;
CREATE OR REPLACE TEMP TABLE closed AS
SELECT
    d.*, (make_timestamptz(closed_us) AT TIME ZONE timezone)::DATE AS day, (closed_us - created_us) / 86400000000 AS days, status = 'won' AS won
FROM keyed.deals d, asked WHERE status <> 'open';
CREATE OR REPLACE TEMP TABLE scored_deals AS
WITH met AS (SELECT deal, count(*) AS meetings FROM done WHERE type = 'meeting' AND outcome = 'held' AND deal IS NOT NULL GROUP BY deal)
SELECT c.nr AS id, c.amount, c.days, c.won, coalesce(m.meetings, 0) AS meetings FROM closed c LEFT JOIN met m ON m.deal = c.nr;
CREATE OR REPLACE TEMP TABLE scored_leads AS
SELECT
    nr AS id, converted_us IS NOT NULL AS converted, (channel = 'referrals')::INTEGER AS referral, (channel = 'meta')::INTEGER AS social,
    (first_response_us // 1000000 - created_us // 1000000) / 3600.0 AS hours
FROM keyed.leads WHERE first_response_us IS NOT NULL AND status IN ('engaged', 'disqualified', 'converted');
