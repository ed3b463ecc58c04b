-- When things were done, by day of the week and hour in the tenant's time: by staff, and by customers.
WITH done AS (
    SELECT timezone(timezone, occurred_at) AS moment, direction IS NOT DISTINCT FROM 'inbound' AS inbound
    FROM activities, shown WHERE status = 'done'
),
counted AS (
    SELECT
        isodow(moment) AS day, hour(moment) AS hour, count(*) FILTER (NOT inbound) AS staff, count(*) FILTER (inbound) AS customers
    FROM done GROUP BY ALL
)
SELECT d.day, h.hour, coalesce(staff, 0) AS staff, coalesce(customers, 0) AS customers
FROM range(1, 8) AS d(day) CROSS JOIN range(0, 24) AS h(hour) LEFT JOIN counted c ON c.day = d.day AND c.hour = h.hour
ORDER BY d.day, h.hour;
