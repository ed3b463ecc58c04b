-- How many days closed deals took: the shortest, the quartiles, the longest.
SELECT
    status, count(*) AS deals,
    round(min(cycle_seconds) / 86400.0, 1)::DECIMAL(9, 1) AS shortest,
    round(quantile_cont(cycle_seconds, 0.25) / 86400.0, 1)::DECIMAL(9, 1) AS quarter,
    round(quantile_cont(cycle_seconds, 0.5) / 86400.0, 1)::DECIMAL(9, 1) AS median,
    round(quantile_cont(cycle_seconds, 0.75) / 86400.0, 1)::DECIMAL(9, 1) AS three_quarters,
    round(max(cycle_seconds) / 86400.0, 1)::DECIMAL(9, 1) AS longest
FROM closed GROUP BY status ORDER BY status DESC;
