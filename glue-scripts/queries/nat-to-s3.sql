-- Bytes to and from S3 that a NAT gateway processed in the last seven days. In the gateway's own region a gateway endpoint
-- takes them for nothing.
SELECT
  account_id, region, resource_id AS nat_gateway, coalesce(name, instance_id, interface_id, local_address) AS workload,
  remote_region AS bucket_region, remote_region = region AS endpoint_helps,
  sum(bytes) / 1073741824.0 AS gb, sum(usd) AS usd
FROM egress_hourly
WHERE "date" >= CAST(CAST(current_date - INTERVAL '7' DAY AS DATE) AS VARCHAR)
  AND egress_class = 'nat_processing' AND remote_service = 'S3'
GROUP BY 1, 2, 3, 4, 5, 6
ORDER BY usd DESC
LIMIT 100
