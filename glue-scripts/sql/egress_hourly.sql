-- The product's main table: who sent what to whom in which hour, over which path, at what price.
WITH all_flows AS (
  SELECT * FROM egress_flows
  UNION ALL
  SELECT * FROM access_log_flows
),
grouped AS (
  SELECT
    hour_start, account_id, region, vpc_id, az_id, subnet_id, interface_id, instance_id, resource_id, resource_type, name,
    local_address, egress_class, direction, remote_address_kind, remote_service, remote_region, remote_asn, remote_org,
    peer_interface_id, peer_address, peer_az_id, peer_vpc_id, service_port,
    CAST(sum(bytes) AS BIGINT) AS bytes, CAST(sum(packets) AS BIGINT) AS packets, CAST(sum(flows) AS BIGINT) AS flows,
    count(DISTINCT remote_address) AS distinct_destinations
  FROM all_flows
  GROUP BY
    hour_start, account_id, region, vpc_id, az_id, subnet_id, interface_id, instance_id, resource_id, resource_type, name,
    local_address, egress_class, direction, remote_address_kind, remote_service, remote_region, remote_asn, remote_org,
    peer_interface_id, peer_address, peer_az_id, peer_vpc_id, service_port
),
priced AS (
  SELECT
    g.*,
    -- The cross-AZ rate is for both sides of a byte; of one to or from somebody else's public address only ours is paid.
    coalesce(r.usd_per_gb, 0) / CASE WHEN g.resource_type = 'public_address' THEN 2 ELSE 1 END AS usd_per_gb,
    coalesce(r.rate_source, 'list') AS rate_source
  FROM grouped AS g
  LEFT JOIN ref_rates AS r
    ON r.egress_class = g.egress_class AND r.region = coalesce(g.region, 'unknown')
    AND r.peer_region = CASE WHEN g.egress_class = 'inter_region' THEN coalesce(g.remote_region, 'unknown') ELSE '' END
),
rejected AS (
  SELECT
    c.start_hour AS hour_start, i.account_id, i.region, i.vpc_id, i.az_id, i.subnet_id, i.interface_id, i.instance_id,
    i.name, CAST(sum(c.flows) AS BIGINT) AS rejects
  FROM flow_conversations AS c
  JOIN interfaces AS i ON i.interface_id = c.interface_id
  WHERE c.action = 'REJECT'
  GROUP BY c.start_hour, i.account_id, i.region, i.vpc_id, i.az_id, i.subnet_id, i.interface_id, i.instance_id, i.name
)
SELECT
  timestamp_seconds(hour_start) AS hour, account_id, region, vpc_id, az_id, subnet_id, interface_id, instance_id,
  resource_id, resource_type, name, local_address, egress_class, direction, remote_address_kind, remote_service,
  remote_region, remote_asn, remote_org, peer_interface_id, peer_address, peer_az_id, peer_vpc_id, service_port, bytes,
  packets, flows, distinct_destinations, CAST(0 AS BIGINT) AS rejects,
  bytes / CAST(1073741824 AS DOUBLE) * usd_per_gb AS usd, usd_per_gb, rate_source
FROM priced
UNION ALL
SELECT
  timestamp_seconds(hour_start), account_id, region, vpc_id, az_id, subnet_id, interface_id, instance_id,
  CAST(NULL AS STRING), 'rejected', name, CAST(NULL AS STRING), 'unknown', 'out', 'unknown', CAST(NULL AS STRING),
  CAST(NULL AS STRING), CAST(NULL AS BIGINT), CAST(NULL AS STRING), CAST(NULL AS STRING), CAST(NULL AS STRING),
  CAST(NULL AS STRING), CAST(NULL AS STRING), 0, CAST(0 AS BIGINT), CAST(0 AS BIGINT), CAST(0 AS BIGINT),
  CAST(0 AS BIGINT), rejects, CAST(0 AS DOUBLE), CAST(0 AS DOUBLE), 'list'
FROM rejected
