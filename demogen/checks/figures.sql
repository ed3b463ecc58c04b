-- severity: error
-- says: The industry's figures show in the data up to asOf, within a band; where the targets force others, those do.
WITH asked AS (SELECT * FROM expect_asked WHERE until_us >= as_of_us),
deal AS (
    SELECT
        id, contact_id, amount::DOUBLE AS amount, status = 'won' AS won, epoch_us(closed_at) < as_of_us AS closed,
        (epoch_us(closed_at) - epoch_us(created_at)) / 86400000000 AS days
    FROM deals, asked WHERE epoch_us(created_at) < as_of_us
),
sales AS (
    SELECT
        count(DISTINCT contact_id) AS buyers,
        count(*) FILTER (closed) AS closed,
        count(*) FILTER (closed AND won) AS won,
        avg(amount) FILTER (closed AND won) AS avg_deal_value,
        min(amount) FILTER (closed AND won) AS min_deal_value,
        max(amount) FILTER (closed AND won) AS max_deal_value,
        min(days) FILTER (closed) AS cycle_days_min,
        max(days) FILTER (closed) AS cycle_days_max
    FROM deal
),
done AS (
    SELECT
        count(*) FILTER (a.contact_id IS NOT NULL AND a.deal_id IS NULL AND over_us < as_of_us) AS of_contacts,
        count(*) FILTER (d.closed) AS of_deals,
        count(*) FILTER (a.type = 'call') AS calls,
        count(*) FILTER (a.type = 'email') AS emails
    FROM (
        SELECT contact_id, deal_id, type, CASE status WHEN 'cancelled' THEN epoch_us(due_at) ELSE epoch_us(occurred_at) END AS over_us
        FROM activities, asked WHERE epoch_us(created_at) < as_of_us
    ) a
    LEFT JOIN deal d ON d.id = a.deal_id, asked
),
people AS (
    SELECT
        (SELECT count(*) FROM contacts, asked WHERE epoch_us(created_at) < as_of_us) AS contacts,
        (SELECT count(*) FROM leads, asked WHERE epoch_us(created_at) < as_of_us) AS leads
),
-- A deal can only be a contact's first if the contact was known by then, so early deals bound how many contacts have one:
-- with n contacts known at the i-th of d deals, at most n + d - i.
met AS (
    SELECT
        kind,
        count(*) FILTER (kind = 0) OVER by_time AS known,
        count(*) FILTER (kind = 1) OVER by_time AS nth,
        count(*) FILTER (kind = 1) OVER () AS deals
    FROM (
        SELECT epoch_us(created_at) AS moment_us, 0 AS kind FROM contacts
        UNION ALL SELECT epoch_us(created_at), 1 FROM deals
    ), asked
    WHERE moment_us < as_of_us
    WINDOW by_time AS (ORDER BY moment_us, kind ROWS UNBOUNDED PRECEDING)
),
possible AS (
    SELECT 'qualification_rate' AS name, least(min(known + deals - nth), max(deals)) / (SELECT contacts FROM people) AS most
    FROM met WHERE kind = 1
),
measured AS (
    SELECT
        contacts / leads AS conversion_rate, buyers / contacts AS qualification_rate, won / closed AS win_rate,
        avg_deal_value, min_deal_value, max_deal_value, cycle_days_min, cycle_days_max,
        of_contacts / contacts AS activities_per_contact, of_deals / closed AS activities_per_deal,
        calls / emails AS call_to_email_ratio
    FROM sales, done, people
),
found AS (SELECT * FROM measured UNPIVOT INCLUDE NULLS (actual FOR name IN (COLUMNS(*))))
SELECT
    name || CASE WHEN most < low THEN ' (forced by deals that began before the contacts)' WHEN note = '' THEN '' ELSE ' (' || note || ')' END AS subject,
    format('{:.3f} ({:.3f} to {:.3f})', least(expected, coalesce(most, expected)), least(low, coalesce(most * 0.8, low)), high) AS expected,
    round(actual, 4) AS actual,
    coalesce(actual BETWEEN least(low, coalesce(most * 0.8, low)) AND high, false) AS ok
FROM expect_figures LEFT JOIN found USING (name) LEFT JOIN possible USING (name), asked;
