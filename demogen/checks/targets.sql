-- severity: error
-- says: The totals at the end of asOf are the config's targets, to the unit and to the minor unit of money.
WITH asked AS (SELECT * FROM expect_asked WHERE until_us >= as_of_us),
deal AS (
    SELECT amount, closed_at IS NOT NULL AND epoch_us(closed_at) < as_of_us AS closed, status
    FROM deals, asked WHERE epoch_us(created_at) < as_of_us
),
found AS (
    SELECT 'leads' AS subject, leads AS expected, (SELECT count(*) FROM leads l WHERE epoch_us(l.created_at) < as_of_us) AS actual FROM asked
    UNION ALL SELECT 'contacts', contacts, (SELECT count(*) FROM contacts c WHERE epoch_us(c.created_at) < as_of_us) FROM asked
    UNION ALL SELECT 'companies', companies, (SELECT count(*) FROM companies c WHERE epoch_us(c.created_at) < as_of_us) FROM asked
    UNION ALL SELECT 'closedWonCount', won_count, (SELECT count(*) FROM deal WHERE closed AND status = 'won') FROM asked
    UNION ALL SELECT 'closedWonValue (hundredths)', won_hundredths, (SELECT coalesce(sum(amount) * 100, 0)::BIGINT FROM deal WHERE closed AND status = 'won') FROM asked
    UNION ALL SELECT 'pipelineValue (hundredths)', pipeline_hundredths, (SELECT coalesce(sum(amount) * 100, 0)::BIGINT FROM deal WHERE NOT closed) FROM asked
)
SELECT subject, expected, actual, expected = actual AS ok FROM found;
