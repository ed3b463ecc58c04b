-- In which months is the pipeline expected to close?
-- By the day that was expected when the deal was created. Overdue is what was expected before today, which is the
-- tenant's day of the latest moment on record. Weighted is the amount times the chance of the deal's stage.
WITH today AS (
    SELECT cast(timezone(t.timezone, greatest(
        (SELECT max(created_at) FROM leads), (SELECT max(created_at) FROM activities)
    )) AS date) AS day
    FROM tenants t
),
months AS (
    SELECT
        cast(date_trunc('month', d.expected_close_on) AS date) AS month,
        count(*) AS deals,
        sum(d.amount) AS value,
        sum(d.amount * d.probability) AS hundredfold,
        count(*) FILTER (WHERE d.expected_close_on < t.day) AS overdue,
        sum(d.amount) FILTER (WHERE d.expected_close_on < t.day) AS overdue_value
    FROM deals d, today t
    WHERE d.status = 'open'
    GROUP BY cast(date_trunc('month', d.expected_close_on) AS date)
)
SELECT
    month,
    deals,
    cast(value AS decimal(18, 2)) AS value,
    round(cast(hundredfold / 100 AS decimal(18, 6)), 2) AS weighted,
    round(cast(sum(hundredfold) OVER (ORDER BY month) / 100 AS decimal(18, 6)), 2) AS weighted_so_far,
    overdue,
    cast(coalesce(overdue_value, 0) AS decimal(18, 2)) AS overdue_value
FROM months
ORDER BY month;
