-- Which own hosts talk to each other across availability zones, at 0.01 USD per GB on each side, in the last seven days.
SELECT
  account_id, region, az_id AS from_az, coalesce(name, instance_id, interface_id, local_address) AS sender,
  peer_az_id AS to_az, coalesce(peer_interface_id, peer_address) AS receiver, service_port,
  sum(bytes) / 1073741824.0 AS gb, sum(usd) AS usd
FROM egress_hourly
WHERE "date" >= CAST(CAST(current_date - INTERVAL '7' DAY AS DATE) AS VARCHAR)
  AND egress_class = 'cross_az' AND resource_type <> 'public_address'
GROUP BY 1, 2, 3, 4, 5, 6, 7
ORDER BY usd DESC
LIMIT 100
