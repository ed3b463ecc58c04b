-- severity: error
-- says: The totals at the end of asOf are the config's targets, to the unit and to the minor unit of money.
WITH asked AS (SELECT * FROM expect_asked WHERE until_us >= as_of_us),
deal AS (
    SELECT amount, closed_us IS NOT NULL AND closed_us < as_of_us AS closed, status
    FROM keyed.deals, asked WHERE created_us < as_of_us
),
found AS (
    SELECT 'leads' AS subject, leads AS expected, (SELECT count(*) FROM keyed.leads l WHERE l.created_us < as_of_us) AS actual FROM asked
    UNION ALL SELECT 'contacts', contacts, (SELECT count(*) FROM keyed.contacts c WHERE c.created_us < as_of_us) FROM asked
    UNION ALL SELECT 'companies', companies, (SELECT count(*) FROM keyed.companies c WHERE c.created_us < as_of_us) FROM asked
    UNION ALL SELECT 'closedWonCount', won_count, (SELECT count(*) FROM deal WHERE closed AND status = 'won') FROM asked
    UNION ALL SELECT 'closedWonValue (hundredths)', won_hundredths, (SELECT coalesce(sum(amount) * 100, 0)::BIGINT FROM deal WHERE closed AND status = 'won') FROM asked
    UNION ALL SELECT 'pipelineValue (hundredths)', pipeline_hundredths, (SELECT coalesce(sum(amount) * 100, 0)::BIGINT FROM deal WHERE NOT closed) FROM asked
)
SELECT subject, expected, actual, expected = actual AS ok FROM found;
