-- Where companies are, with what was won there: the places with most companies, and all others together.
WITH sold AS (
    SELECT company_id, sum(amount) AS value, count(*) AS won FROM deals WHERE status = 'won' GROUP BY 1
),
place AS (
    SELECT
        c.city, c.state, count(*) AS companies, coalesce(sum(s.won), 0)::BIGINT AS won, coalesce(sum(s.value), 0) AS value
    FROM companies c LEFT JOIN sold s ON s.company_id = c.id GROUP BY 1, 2
),
placed AS (
    SELECT *, row_number() OVER (ORDER BY companies DESC, value DESC, city, state) AS rank, count(*) OVER () AS places FROM place
),
shown_places AS (SELECT *, CASE WHEN rank < 16 OR places = 16 THEN rank ELSE 17 END AS line FROM placed)
SELECT
    CASE WHEN line < 17 THEN min(city) ELSE format('{} other places', count(*)) END AS city,
    CASE WHEN line < 17 THEN min(state) END AS state, line = 17 AS rest,
    sum(companies)::BIGINT AS companies, sum(won)::BIGINT AS won, sum(value) AS value
FROM shown_places GROUP BY line ORDER BY line;
