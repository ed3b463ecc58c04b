-- What became of the deals of each owner.
SELECT
    u.full_name AS rep, count(*) FILTER (d.status = 'won') AS won, count(*) FILTER (d.status = 'lost') AS lost,
    coalesce(sum(d.amount) FILTER (d.status = 'won'), 0) AS value,
    round(100.0 * count(*) FILTER (d.status = 'won') / nullif(count(*) FILTER (d.status <> 'open'), 0), 1)::DECIMAL(5, 1) AS win_rate,
    count(*) FILTER (d.status = 'open') AS open
FROM deals d JOIN users u ON u.id = d.owner_id
GROUP BY u.id, u.full_name ORDER BY value DESC, won DESC, u.id;
