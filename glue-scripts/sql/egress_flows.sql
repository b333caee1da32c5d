-- The bytes of each class, every byte once (docs/classification.md). A leg behind a NAT gateway makes up to three rows:
-- what its destination costs, the NAT gateway's processing, and the way to a NAT gateway in another zone. What a transit
-- gateway takes to another region makes two. What is billed as cross-AZ on our side only has the resource type
-- public_address.
WITH legs AS (
  SELECT
    p.*,
    CASE
      -- Somebody's instance: what is sent to and received from public addresses of the region is charged to either side.
      WHEN aws_service = 'EC2' AND aws_region = p.region THEN 'public_address'
      WHEN direction = 'in' THEN NULL
      WHEN aws_service IN ('CLOUDFRONT', 'CLOUDFRONT_ORIGIN_FACING') THEN 'cloudfront'
      WHEN aws_region IS NOT NULL AND aws_region <> 'GLOBAL' AND p.region IS NULL THEN 'unknown'
      WHEN aws_region = p.region THEN 'same_region_service'
      WHEN aws_region <> 'GLOBAL' THEN 'inter_region'
      WHEN remote_is_private THEN 'unknown'
      ELSE 'internet'
    END AS public_class,
    CASE
      -- Inside a VPC, AWS charges no way to and from Application and Classic Load Balancers.
      WHEN path = 'local' AND 'load_balancer' IN (host_interface_type, peer_interface_type) THEN 'same_az'
      WHEN host_az_id IS NULL OR peer_az_id IS NULL THEN 'unknown'
      WHEN host_az_id = peer_az_id THEN 'same_az'
      ELSE 'cross_az'
    END AS zone_class,
    -- Each byte once: the sender's record; the receiver's only where the sender does not log.
    CASE WHEN direction = 'out' OR (peer_vpc_id IS NOT NULL AND peer_is_logged = 0) THEN 1 ELSE 0 END AS is_only_record,
    CASE WHEN vantage = 'workload' THEN target_id ELSE p.resource_id END AS nat_gateway_id,
    CASE WHEN vantage = 'workload' THEN n.az_id ELSE p.az_id END AS nat_az_id
  FROM placed_legs AS p
  LEFT JOIN ref_nat_gateways AS n ON p.vantage = 'workload' AND n.nat_gateway_id = p.target_id
),
destinations AS (
  SELECT
    *,
    CASE
      WHEN path = 'local' AND peer_interface_type = 'vpc_endpoint' AND peer_is_logged = 0 THEN 'privatelink'
      WHEN path = 'local' AND peer_interface_type = 'vpc_endpoint' THEN NULL
      WHEN path = 'local' AND is_only_record = 1 AND (direction = 'out' OR zone_class <> 'unknown') THEN zone_class
      WHEN path = 'nat_gateway' AND nat_is_logged = 0 THEN public_class
      WHEN path = 'internet_gateway' AND peer_vpc_id IS NOT NULL AND is_only_record = 1 THEN 'cross_az'
      WHEN path = 'internet_gateway' AND peer_vpc_id IS NULL THEN public_class
      WHEN path = 'gateway_endpoint' AND direction = 'out' THEN 'gateway_endpoint'
      WHEN path = 'vpc_peering' AND is_only_record = 1 AND zone_class = 'cross_az' THEN 'vpc_peering'
      WHEN path = 'vpc_peering' AND is_only_record = 1 AND (direction = 'out' OR zone_class = 'same_az') THEN zone_class
      WHEN path = 'inter_region_peering' AND direction = 'out' THEN 'inter_region'
      WHEN path = 'transit_gateway' AND vantage = 'workload' AND is_only_record = 1 THEN 'transit_gateway'
      WHEN path = 'transit_gateway' AND vantage = 'transit_gateway' AND host_is_logged = 0 THEN 'transit_gateway'
      WHEN path = 'virtual_private_gateway' AND direction = 'out' THEN 'vpn_dx'
      WHEN path = 'unknown' AND direction = 'out' THEN 'unknown'
      WHEN path = 'endpoint' THEN 'privatelink'
      WHEN path IN ('nat', 'nat_remote') THEN public_class
    END AS destination_class
  FROM legs
),
is_behind_nat AS (
  SELECT * FROM destinations
  WHERE vantage IN ('nat', 'nat_client') OR (path = 'nat_gateway' AND nat_is_logged = 0)
),
billed AS (
  SELECT *, destination_class AS egress_class FROM destinations WHERE destination_class IS NOT NULL
  UNION ALL
  SELECT *, 'inter_region' AS egress_class FROM destinations
  WHERE destination_class = 'transit_gateway' AND peer_region <> region
  UNION ALL
  SELECT *, 'nat_processing' AS egress_class FROM is_behind_nat
  UNION ALL
  SELECT *, 'cross_az' AS egress_class FROM is_behind_nat WHERE host_az_id <> nat_az_id
),
flows AS (
  SELECT
    b.hour_start,
    coalesce(b.account_id, b.host_account_id) AS account_id, b.region, b.vpc_id, b.host_az_id AS az_id,
    b.host_subnet_id AS subnet_id,
    CASE
      WHEN b.vantage = 'workload' THEN b.vantage_id
      ELSE coalesce(s.interface_id, b.host_interface_id)
    END AS interface_id,
    CASE
      WHEN b.vantage = 'workload' THEN coalesce(b.instance_id, b.host_instance_id)
      ELSE coalesce(s.instance_id, b.host_instance_id)
    END AS instance_id,
    coalesce(CASE WHEN b.vantage = 'workload' THEN b.name END, s.name, b.host_name) AS name,
    b.host_address AS local_address,
    CASE
      WHEN b.path IN ('nat_gateway', 'nat', 'nat_client', 'nat_remote') THEN b.nat_gateway_id
      WHEN b.path = 'gateway_endpoint' THEN b.gateway_endpoint_id
      WHEN b.egress_class = 'privatelink' AND b.vantage = 'workload' THEN b.peer_resource_id
      WHEN b.path IN ('transit_gateway', 'vpc_peering', 'virtual_private_gateway') THEN coalesce(b.target_id, b.resource_id)
      WHEN b.vantage = 'endpoint' THEN b.resource_id
    END AS resource_id,
    CASE WHEN b.egress_class = 'public_address' THEN 'public_address' ELSE b.path END AS resource_type,
    CASE WHEN b.egress_class = 'public_address' THEN 'cross_az' ELSE b.egress_class END AS egress_class,
    b.direction, b.aws_service, b.aws_region, b.logged_aws_service, b.asn, b.org,
    -- Own hosts on the far side; behind a NAT gateway in another zone that is the gateway.
    CASE WHEN b.egress_class = 'cross_az' AND b.nat_gateway_id IS NOT NULL AND b.path LIKE 'nat%' THEN b.nat_gateway_id ELSE b.peer_interface_id END AS peer_interface_id,
    CASE WHEN b.peer_vpc_id IS NOT NULL THEN b.remote_address END AS peer_address,
    CASE WHEN b.egress_class = 'cross_az' AND b.path LIKE 'nat%' THEN b.nat_az_id ELSE b.peer_az_id END AS peer_az_id,
    b.peer_vpc_id, b.peer_region,
    b.remote_address,
    CASE
      WHEN b.remote_address IS NULL THEN 'unknown'
      WHEN b.peer_vpc_id IS NOT NULL THEN 'own'
      WHEN b.aws_service IS NOT NULL THEN 'aws'
      WHEN b.remote_is_private THEN 'private'
      ELSE 'public'
    END AS remote_address_kind,
    b.service_port, b.bytes, b.packets, b.flows
  FROM billed AS b
  LEFT JOIN host_sightings AS s
    ON b.vantage <> 'workload' AND s.hour_start = b.hour_start AND s.vpc_id = coalesce(b.vpc_id, '')
    AND s.address = b.host_address
)
SELECT
  f.hour_start, f.account_id, f.region, f.vpc_id, f.az_id, f.subnet_id, f.interface_id, f.instance_id, f.name,
  f.local_address, f.resource_id, f.resource_type, f.egress_class, f.direction, f.remote_address, f.remote_address_kind,
  coalesce(e.service, f.aws_service, f.logged_aws_service) AS remote_service,
  CASE
    WHEN f.egress_class = 'inter_region' THEN coalesce(f.peer_region, f.aws_region)
    ELSE coalesce(f.aws_region, f.peer_region)
  END AS remote_region,
  f.asn AS remote_asn, f.org AS remote_org,
  f.peer_interface_id, f.peer_address, f.peer_az_id, f.peer_vpc_id, f.service_port, f.bytes, f.packets, f.flows
FROM flows AS f
LEFT JOIN ref_endpoints AS e ON e.endpoint_id = f.resource_id
