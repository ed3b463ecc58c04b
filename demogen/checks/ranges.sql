-- severity: error
-- says: Numbers lie where they can lie, and money has no digits that its currency does not have.
SELECT
    count(*) FILTER (probability NOT BETWEEN 0 AND 100) AS "pipeline_stages.probability",
    count(*) FILTER (position < 1) AS "pipeline_stages.position",
    count(*) FILTER (avg_days_in_stage < 0) AS "pipeline_stages.avg_days_in_stage"
FROM pipeline_stages;
WITH grain AS (SELECT 10 ** (2 - least(digits, 2)) AS hundredths FROM expect_asked)
SELECT
    count(*) FILTER (employee_count < 1) AS "companies.employee_count",
    count(*) FILTER (annual_revenue <= 0) AS "companies.annual_revenue",
    count(*) FILTER ((annual_revenue * 100)::BIGINT % hundredths::BIGINT <> 0) AS "companies.annual_revenue digits"
FROM companies, grain;
SELECT count(*) FILTER (score NOT BETWEEN 0 AND 100) AS "leads.score" FROM leads;
WITH grain AS (SELECT 10 ** (2 - least(digits, 2)) AS hundredths FROM expect_asked)
SELECT
    count(*) FILTER (amount <= 0) AS "deals.amount",
    count(*) FILTER ((amount * 100)::BIGINT % hundredths::BIGINT <> 0) AS "deals.amount digits",
    count(*) FILTER (probability NOT BETWEEN 0 AND 100) AS "deals.probability",
    -- One day of slack: the day is the tenant's, the moment is UTC.
    count(*) FILTER (epoch_us(expected_close_on) + 86400000000 < epoch_us(created_at) - 86400000000) AS "deals.expected_close_on"
FROM deals, grain;
SELECT count(*) FILTER (duration_seconds NOT BETWEEN 1 AND 14400) AS "activities.duration_seconds" FROM keyed.activities;
SELECT count(*) FILTER (NOT regexp_full_match(color, '#[0-9a-f]{6}')) AS "tags.color" FROM tags;
