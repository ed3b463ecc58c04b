-- When things were done, by day of the week and hour in the tenant's time: by staff, and by customers.
-- They are counted by quarters of an hour first: zones move the clock by whole ones, and many things fall into each.
WITH quarter AS (
    SELECT
        epoch_us(occurred_at) // 900000000 AS nth, count(*) AS n, count(*) FILTER (direction = 'inbound') AS inbound
    FROM activities WHERE status = 'done' GROUP BY 1
),
moved AS (SELECT timezone(timezone, make_timestamptz(nth * 900000000)) AS moment, n, inbound FROM quarter, shown),
counted AS (
    SELECT isodow(moment) AS day, hour(moment) AS hour, sum(n - inbound)::BIGINT AS staff, sum(inbound)::BIGINT AS customers
    FROM moved GROUP BY ALL
)
SELECT d.day, h.hour, coalesce(staff, 0) AS staff, coalesce(customers, 0) AS customers
FROM range(1, 8) AS d(day) CROSS JOIN range(0, 24) AS h(hour) LEFT JOIN counted c ON c.day = d.day AND c.hour = h.hour
ORDER BY d.day, h.hour;
