-- severity: warning
-- says: The industry's figures show in the data up to asOf, within a band; where the targets force others, those do.
WITH asked AS (SELECT * FROM expect_asked WHERE until_us >= as_of_us),
deal AS (
    SELECT
        nr, contact, amount::DOUBLE AS amount, status = 'won' AS won, closed_us < as_of_us AS closed,
        created_us AS begins_us,
        (closed_us - created_us) / 86400000000 AS days
    FROM keyed.deals, asked WHERE created_us < as_of_us
),
sales AS (
    SELECT
        count(DISTINCT contact) AS buyers,
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
        count(*) FILTER (a.over AND a.contact IS NOT NULL AND a.deal IS NULL) AS of_contacts,
        count(*) FILTER (d.closed) AS of_deals,
        count(*) FILTER (a.type = 'call') AS calls,
        count(*) FILTER (a.type = 'email') AS emails
    FROM (
        SELECT
            contact, deal, type,
            CASE status WHEN 'cancelled' THEN due_us ELSE occurred_us END < as_of_us AS over
        FROM keyed.activities, asked WHERE created_us < as_of_us
    ) a
    LEFT JOIN deal d ON d.nr = a.deal
),
people AS (
    SELECT
        (SELECT count(*) FROM keyed.contacts, asked WHERE created_us < as_of_us) AS contacts,
        (SELECT count(*) FROM keyed.leads, asked WHERE created_us < as_of_us) AS leads
),
-- A deal can only be a contact's first if the contact was known by then, so early deals bound how many contacts have one:
-- with n contacts known at the i-th of d deals, at most n + d - i.
arrived AS (SELECT created_us AS moment_us, row_number() OVER (ORDER BY created_us) AS known FROM keyed.contacts),
begun AS (SELECT begins_us, row_number() OVER (ORDER BY begins_us) AS nth, count(*) OVER () AS deals FROM deal),
possible AS (
    SELECT
        'qualification_rate' AS name,
        least(min(coalesce(known, 0) + deals - nth), max(deals)) / (SELECT contacts FROM people) AS most
    FROM begun ASOF LEFT JOIN arrived ON begins_us >= moment_us
),
measured AS (
    SELECT
        contacts / leads AS conversion_rate, buyers / contacts AS qualification_rate, won / closed AS win_rate,
        avg_deal_value, min_deal_value, max_deal_value, cycle_days_min, cycle_days_max,
        of_contacts / contacts AS activities_per_contact, of_deals / closed AS activities_per_deal,
        calls / emails AS call_to_email_ratio
    FROM sales, done, people
),
found AS (SELECT * FROM measured UNPIVOT INCLUDE NULLS (actual FOR name IN (COLUMNS(*)))),
-- The band, moved down to what was possible where that is less.
banded AS (
    SELECT
        name, CASE WHEN most < low THEN 'forced by deals that began before the contacts' ELSE note END AS note,
        least(expected, most) AS expected, least(low, most * 0.8) AS low, high
    FROM expect_figures LEFT JOIN possible USING (name)
)
SELECT
    name || CASE note WHEN '' THEN '' ELSE ' (' || note || ')' END AS subject,
    format('{:.3f} ({:.3f} to {:.3f})', expected, low, high) AS expected,
    round(actual, 4) AS actual,
    coalesce(actual BETWEEN low AND high, false) AS ok
FROM banded LEFT JOIN found USING (name)
WHERE EXISTS (FROM asked);
