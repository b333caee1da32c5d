-- Legs with both ends placed (VPC, zone, owner) and the path the bytes take between them:
-- local, nat_gateway, internet_gateway, gateway_endpoint, vpc_peering, inter_region_peering, transit_gateway,
-- virtual_private_gateway or unknown. The log's traffic-path wins over the inventory's routes, which are today's.
WITH lone_hosts AS (
  -- Addresses that only one VPC has, so that a peer outside the own VPC can be told.
  SELECT address, max(vpc_id) AS vpc_id FROM hosts GROUP BY address HAVING count(*) = 1
),
nat_clients AS (
  SELECT DISTINCT coalesce(vpc_id, '') AS vpc_id, host_address
  FROM flow_legs
  WHERE vantage IN ('nat', 'nat_client') AND host_address IS NOT NULL
),
ended AS (
  SELECT
    l.*,
    h.interface_id AS host_interface_id, h.interface_type AS host_interface_type, h.instance_id AS host_instance_id,
    h.name AS host_name,
    coalesce(l.subnet_id, h.subnet_id) AS host_subnet_id,
    h.account_id AS host_account_id,
    CASE WHEN l.vantage = 'workload' THEN coalesce(l.az_id, h.az_id) ELSE h.az_id END AS host_az_id,
    coalesce(h.is_logged, 0) AS host_is_logged,
    a.is_private AS remote_is_private, a.aws_service, a.aws_region, a.asn, a.org,
    coalesce(near.vpc_id, far.vpc_id) AS peer_vpc_id,
    -- Inside the VPC every address but an Elastic IP is private, also of IPv6 and of VPCs with public ranges.
    CASE WHEN near.is_public = 0 THEN 1 ELSE 0 END AS peer_is_local,
    coalesce(near.region, far.region) AS peer_region,
    coalesce(near.az_id, far.az_id, CASE WHEN l.direction = 'out' AND a.is_private THEN l.next_hop_az_id END) AS peer_az_id,
    coalesce(near.interface_id, far.interface_id) AS peer_interface_id,
    coalesce(near.interface_type, far.interface_type) AS peer_interface_type,
    coalesce(near.resource_id, far.resource_id) AS peer_resource_id,
    coalesce(near.is_logged, far.is_logged, 0) AS peer_is_logged,
    CASE WHEN nc.host_address IS NULL THEN 0 ELSE 1 END AS nat_is_logged,
    CASE WHEN g.endpoint_id IS NULL THEN 0 ELSE 1 END AS has_gateway_endpoint,
    g.endpoint_id AS gateway_endpoint_id,
    r.target_type, r.target_id
  FROM flow_legs AS l
  LEFT JOIN hosts AS h ON h.vpc_id = coalesce(l.vpc_id, '') AND h.address = l.host_address
  LEFT JOIN addresses AS a ON a.address = l.remote_address
  LEFT JOIN hosts AS near ON near.vpc_id = coalesce(l.vpc_id, '') AND near.address = l.remote_address
  LEFT JOIN lone_hosts AS lone ON near.address IS NULL AND lone.address = l.remote_address
  LEFT JOIN hosts AS far ON far.vpc_id = lone.vpc_id AND far.address = l.remote_address
  LEFT JOIN nat_clients AS nc
    ON l.vantage = 'workload' AND nc.vpc_id = coalesce(l.vpc_id, '') AND nc.host_address = l.host_address
  LEFT JOIN ref_gateway_endpoints AS g
    ON g.subnet_id = coalesce(l.subnet_id, h.subnet_id) AND g.service = a.aws_service AND a.aws_region = l.region
  LEFT JOIN leg_routes AS r
    ON r.subnet_id = coalesce(l.subnet_id, h.subnet_id) AND r.remote_address = l.remote_address
)
SELECT
  *,
  CASE
    WHEN vantage <> 'workload' THEN vantage
    WHEN peer_is_local = 1 THEN 'local'
    WHEN traffic_path = 7 THEN 'gateway_endpoint'
    WHEN traffic_path = 3 THEN 'virtual_private_gateway'
    WHEN traffic_path = 4 THEN 'vpc_peering'
    WHEN traffic_path = 5 THEN 'inter_region_peering'
    WHEN traffic_path = 8 THEN 'internet_gateway'
    WHEN has_gateway_endpoint = 1 THEN 'gateway_endpoint'
    WHEN traffic_path = 2 THEN 'internet_gateway'
    WHEN target_type = 'nat_gateway' THEN 'nat_gateway'
    WHEN target_type IN ('internet_gateway', 'egress_only_internet_gateway') THEN 'internet_gateway'
    WHEN target_type = 'vpc_peering' AND peer_region <> region THEN 'inter_region_peering'
    WHEN target_type IN ('transit_gateway', 'virtual_private_gateway', 'vpc_peering') THEN target_type
    WHEN remote_is_private = false AND (traffic_path = 1 OR nat_is_logged = 1) THEN 'nat_gateway'
    WHEN remote_is_private = false THEN 'internet_gateway'
    WHEN remote_is_private AND traffic_path = 1 THEN 'local'
    ELSE 'unknown'
  END AS path
FROM ended
