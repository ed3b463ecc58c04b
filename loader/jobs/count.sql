-- How many jobs a list has in all, with the filters of list.sql.
SELECT count(*) AS jobs
FROM demo_generation_jobs
{filters}