-- severity: error
-- says: The tenant is billed once, by its own name, with a tax number of the country's form that is in no register.
WITH facts AS (
    SELECT
        unnest(['legal_name', 'tax_id', 'billing_email', 'country', 'created_at']) AS fact,
        unnest([tenant_name || ' …', tax_id_form, 'billing@' || slug || '.example', a.country, a.starts_us::VARCHAR]) AS expected,
        unnest([legal_name, tax_id, billing_email, b.country, epoch_us(created_at)::VARCHAR]) AS actual,
        unnest([
            starts_with(legal_name, tenant_name), regexp_full_match(tax_id, tax_id_form),
            billing_email = 'billing@' || slug || '.example', b.country = a.country, epoch_us(created_at) = a.starts_us
        ]) AS ok
    FROM tenant_billing b, expect_asked a
)
SELECT 'tenant_billing rows' AS subject, '1' AS expected, count(*)::VARCHAR AS actual, count(*) = 1 AS ok FROM tenant_billing
UNION ALL SELECT 'tenant_billing.' || fact, expected, actual, ok FROM facts;
