-- Why deals were lost, and what they would have been worth.
SELECT coalesce(lost_reason, 'unknown') AS reason, count(*) AS deals, sum(amount) AS value
FROM deals WHERE status = 'lost' GROUP BY 1 ORDER BY deals DESC, value DESC, reason;
