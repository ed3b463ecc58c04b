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
-- Activities are many and their combinations few.
act AS (SELECT type, direction, status, outcome, count(*) AS rows FROM activities GROUP BY ALL),
done AS (
    SELECT
        sum(rows) FILTER (type NOT IN ('call', 'email', 'meeting', 'task')) AS "activities.type",
        sum(rows) FILTER (direction NOT IN ('inbound', 'outbound')) AS "activities.direction",
        sum(rows) FILTER (status NOT IN ('planned', 'done', 'cancelled')) AS "activities.status",
        sum(rows) FILTER (
            outcome NOT IN ('connected', 'voicemail', 'no_answer', 'sent', 'received', 'held', 'no_show', 'completed', 'bounced')
        ) AS "activities.outcome"
    FROM act
),
counts AS (SELECT * FROM billing, staff, stages, people, enquiries, sales, done)
SELECT subject, 0 AS expected, coalesce(actual, 0)::BIGINT AS actual, coalesce(actual, 0) = 0 AS ok
FROM counts UNPIVOT INCLUDE NULLS (actual FOR subject IN (COLUMNS(*)));
