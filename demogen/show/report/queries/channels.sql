-- What each channel brought: leads, those that became contacts, and what was won with contacts of it.
WITH came AS (SELECT channel, count(*) AS leads, count(contact_id) AS converted FROM leads GROUP BY 1),
sold AS (
    SELECT channel, count(*) AS won, sum(amount) AS value FROM deals WHERE status = 'won' GROUP BY 1
)
SELECT
    channel, coalesce(leads, 0) AS leads, coalesce(converted, 0) AS converted,
    round(100.0 * converted / nullif(leads, 0), 1)::DECIMAL(5, 1) AS conversion,
    coalesce(won, 0) AS won, coalesce(value, 0) AS value
FROM came FULL JOIN sold USING (channel) ORDER BY value DESC, leads DESC, channel;
