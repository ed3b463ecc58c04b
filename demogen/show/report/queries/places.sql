-- Where companies are, with what was won there: the places with most companies, and all others together.
WITH sold AS (
    SELECT company_id, sum(amount) AS value, count(*) AS won FROM deals WHERE status = 'won' GROUP BY 1
),
place AS (
    SELECT
        c.city, c.state, count(*) AS companies, coalesce(sum(s.won), 0)::BIGINT AS won, coalesce(sum(s.value), 0) AS value
    FROM companies c LEFT JOIN sold s ON s.company_id = c.id GROUP BY 1, 2
),
placed AS (SELECT *, row_number() OVER (ORDER BY companies DESC, value DESC, city, state) AS rank FROM place)
SELECT
    CASE WHEN least(rank, 16) < 16 THEN min(city) ELSE format('{} other places', count(*)) END AS city,
    CASE WHEN least(rank, 16) < 16 THEN min(state) END AS state,
    sum(companies)::BIGINT AS companies, sum(won)::BIGINT AS won, sum(value) AS value
FROM placed GROUP BY least(rank, 16) ORDER BY least(rank, 16);
