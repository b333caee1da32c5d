-- Which senders cost most in the last seven days, and where their bytes go.
SELECT
  account_id, region, coalesce(name, instance_id, interface_id, resource_id) AS sender, egress_class,
  coalesce(remote_service, remote_org, peer_vpc_id, remote_address_kind) AS destination,
  sum(bytes) / 1073741824.0 AS gb, sum(usd) AS usd
FROM egress_hourly
WHERE "date" >= CAST(CAST(current_date - INTERVAL '7' DAY AS DATE) AS VARCHAR)
GROUP BY 1, 2, 3, 4, 5
ORDER BY usd DESC, gb DESC
LIMIT 100
