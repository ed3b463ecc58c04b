-- How many of the last jobs were generated and loaded, and how their seconds compare with the committed rate.
SELECT count(*), percentile_cont(0.5) WITHIN GROUP (ORDER BY seconds / (%(base)s + rows / %(rate)s))
FROM (
    SELECT
        (metrics ->> 'seconds')::double precision AS seconds,
        (config #>> '{targets,leads}')::double precision + (config #>> '{targets,contacts}')::double precision
        + (config #>> '{targets,companies}')::double precision
        + (config #>> '{targets,closedWonCount}')::double precision AS rows
    FROM demo_generation_jobs
    WHERE status = 'completed' AND queued
    ORDER BY completed_at DESC NULLS LAST LIMIT %(most)s
) last
