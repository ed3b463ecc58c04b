-- What both CRMs need beside the names of countries: text in fields that hold HTML, moments, and the tenant's days and stages.

CREATE TEMP MACRO as_html(said) AS
  replace(replace(replace(replace(replace(
    said, '&', '&amp;'), '<', '&lt;'), '>', '&gt;'), chr(13) || chr(10), '<br>'), chr(10), '<br>');

-- Moments in ISO 8601, to the second: finer ones are not everywhere understood.
CREATE TEMP MACRO as_moment(instant) AS strftime(CAST(instant AS TIMESTAMP), '%Y-%m-%dT%H:%M:%SZ');

-- Deals with the day on which they were closed, or on which that was expected.
CREATE TEMP VIEW dated_deals AS
SELECT d.*, coalesce(CAST(CAST(d.closed_at AS TIMESTAMP) + to_seconds(z.ahead) AS DATE), d.expected_close_on) AS close_on
FROM deals d ASOF LEFT JOIN zone z ON d.closed_at >= z.since;

-- Stages by kind and place, whatever they are called: the open ones numbered from 1, and how many there are.
CREATE TEMP VIEW numbered_stages AS
SELECT
  id,
  type,
  row_number() OVER (PARTITION BY pipeline_id, type ORDER BY position, id) AS place,
  count(*) OVER (PARTITION BY pipeline_id, type) AS places
FROM pipeline_stages;

-- The first of ours is the first of theirs and the last the last; those between lie evenly.
CREATE TEMP MACRO spread(theirs, place, places) AS
  theirs[1 + ((place - 1) * (len(theirs) - 1) * 2 + places - 1) // (2 * greatest(places - 1, 1))];

-- What a stage is called: both CRMs ship with these two ends; `theirs` are the open ones.
CREATE TEMP MACRO stage_name(kind, theirs, place, places) AS CASE kind
  WHEN 'won' THEN 'Closed Won'
  WHEN 'lost' THEN 'Closed Lost'
  ELSE spread(theirs, place, places)
END;
