-- What the queries of the report stand on: the days that are shown, and deals in the tenant's own time.
-- The table `given` holds both days, and what the manifest says of targets and months, as JSON.
CREATE OR REPLACE TEMP TABLE shown AS
SELECT
    t.timezone, t.currency, g.as_of, g.until_on,
    timezone(t.timezone, (g.as_of + 1)::TIMESTAMP) AS as_of_ends,
    timezone(t.timezone, (g.until_on + 1)::TIMESTAMP) AS until_ends
FROM tenants t, given g;
CREATE OR REPLACE TEMP TABLE asked AS
SELECT row_number() OVER () AS place, name, value::DECIMAL(18, 2) AS value
FROM (SELECT unnest(from_json(targets, '[{"name": "VARCHAR", "value": "DECIMAL(18,2)"}]'), recursive := true) FROM given);
CREATE OR REPLACE TEMP TABLE planned AS
SELECT * FROM (
    SELECT unnest(from_json(months, '[{
        "month": "VARCHAR", "leads": "BIGINT", "contacts": "BIGINT", "companies": "BIGINT", "deals": "BIGINT",
        "closedWonValue": "DECIMAL(18,2)", "pipelineValue": "DECIMAL(18,2)"
    }]'), recursive := true) FROM given
);
CREATE OR REPLACE TEMP TABLE closed AS
SELECT
    d.*, timezone(timezone, d.closed_at) AS closed_local,
    date_diff('second', d.created_at, d.closed_at) AS cycle_seconds
FROM deals d, shown WHERE d.status <> 'open';
