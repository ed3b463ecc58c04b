-- severity: error
-- says: Columns of a closed list hold nothing else.
WITH billing AS (
    SELECT
        count(*) FILTER (plan NOT IN ('starter', 'growth', 'scale')) AS "tenant_billing.plan",
        count(*) FILTER (billing_cycle NOT IN ('monthly', 'yearly')) AS "tenant_billing.billing_cycle"
    FROM tenant_billing
),
staff AS (SELECT count(*) FILTER (role NOT IN ('admin', 'manager', 'rep')) AS "users.role" FROM users),
stages AS (SELECT count(*) FILTER (type NOT IN ('open', 'won', 'lost')) AS "pipeline_stages.type" FROM pipeline_stages),
people AS (
    SELECT
        count(*) FILTER (channel NOT IN ('seo', 'meta', 'google', 'affiliates', 'referrals', 'direct')) AS "contacts.channel",
        count(*) FILTER (lifecycle_stage NOT IN ('contact', 'opportunity', 'customer')) AS "contacts.lifecycle_stage"
    FROM contacts
),
enquiries AS (
    SELECT
        count(*) FILTER (channel NOT IN ('seo', 'meta', 'google', 'affiliates', 'referrals', 'direct')) AS "leads.channel",
        count(*) FILTER (
            status NOT IN ('new', 'contacted', 'engaged', 'unresponsive', 'disqualified', 'converted')
        ) AS "leads.status"
    FROM leads
),
sales AS (
    SELECT
        count(*) FILTER (status NOT IN ('open', 'won', 'lost')) AS "deals.status",
        count(*) FILTER (channel NOT IN ('seo', 'meta', 'google', 'affiliates', 'referrals', 'direct')) AS "deals.channel"
    FROM deals
),
done AS (
    SELECT
        count(*) FILTER (type NOT IN ('call', 'email', 'meeting', 'task')) AS "activities.type",
        count(*) FILTER (direction NOT IN ('inbound', 'outbound')) AS "activities.direction",
        count(*) FILTER (status NOT IN ('planned', 'done', 'cancelled')) AS "activities.status",
        count(*) FILTER (
            outcome NOT IN ('connected', 'voicemail', 'no_answer', 'sent', 'received', 'held', 'no_show', 'completed')
        ) AS "activities.outcome"
    FROM activities
),
counts AS (SELECT * FROM billing, staff, stages, people, enquiries, sales, done)
SELECT subject, 0 AS expected, actual, actual = 0 AS ok FROM counts UNPIVOT (actual FOR subject IN (COLUMNS(*)));
