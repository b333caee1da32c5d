-- Which interface and instance had an address in which hour: addresses are given to other interfaces in time.
SELECT
  hour_start, coalesce(vpc_id, '') AS vpc_id, host_address AS address,
  max(vantage_id) AS interface_id, max(instance_id) AS instance_id, max(name) AS name
FROM flow_legs
WHERE vantage = 'workload' AND direction = 'out'
GROUP BY hour_start, coalesce(vpc_id, ''), host_address
