-- severity: error
-- says: Texts are filled in and clean, and there is none about what has not happened.
SELECT
    count(*) FILTER (body_unclean) AS "activities.body",
    count(*) FILTER ((status = 'done') <> body_known) AS "activities.body when done"
FROM keyed.activities;
SELECT count(*) FILTER (is_unclean(subject)) AS "activities.subject" FROM (SELECT DISTINCT subject FROM activities);
SELECT count(*) FILTER (body_unclean) AS "notes.body" FROM keyed.notes;
SELECT count(*) FILTER (is_unclean(name)) AS "deals.name" FROM deals;
