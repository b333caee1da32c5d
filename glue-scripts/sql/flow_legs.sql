-- Traffic as one workload (the host) sees it, with the interface that logged it: `vantage` is workload, nat (both ends
-- known), nat_client and nat_remote (default format: a NAT gateway's two sides cannot be joined), endpoint or
-- transit_gateway. `direction` is the host's: out or in; `host_serves` where the host has the service port.
WITH directed AS (
  SELECT
    c.*,
    coalesce(c.interface_id, c.resource_id) AS vantage_id,
    coalesce(
      c.flow_direction,
      CASE
        WHEN own_source.address IS NOT NULL THEN 'egress'
        WHEN own_destination.address IS NOT NULL THEN 'ingress'
      END
    ) AS known_direction
  FROM hourly_conversations AS c
  LEFT JOIN interface_addresses AS own_source
    ON c.flow_direction IS NULL AND own_source.interface_id = c.interface_id AND own_source.address = c.srcaddr
  LEFT JOIN interface_addresses AS own_destination
    ON c.flow_direction IS NULL AND own_destination.interface_id = c.interface_id AND own_destination.address = c.dstaddr
),
described AS (
  SELECT
    d.hour_start, d.record_kind, d.vantage_id, d.srcaddr, d.dstaddr, d.pkt_srcaddr, d.pkt_dstaddr, d.known_direction,
    d.traffic_path, d.service_port, d.next_hop_az_id, d.pkt_src_aws_service, d.pkt_dst_aws_service, d.bytes, d.packets,
    d.flows, d.instance_id AS logged_instance_id,
    coalesce(i.account_id, CASE WHEN d.account_id <> 'unknown' THEN d.account_id END) AS account_id,
    coalesce(i.region, d.region) AS region,
    coalesce(i.vpc_id, d.vpc_id) AS vpc_id,
    i.subnet_id, i.instance_id, i.interface_type, i.name,
    coalesce(i.az_id, d.az_id) AS az_id,
    coalesce(i.resource_id, d.resource_id) AS resource_id
  FROM directed AS d
  LEFT JOIN interfaces AS i ON i.interface_id = d.vantage_id
),
workload AS (
  SELECT
    *,
    'workload' AS vantage,
    CASE WHEN known_direction = 'egress' THEN 'out' ELSE 'in' END AS direction,
    CASE WHEN known_direction = 'egress' THEN coalesce(pkt_srcaddr, srcaddr) ELSE coalesce(pkt_dstaddr, dstaddr) END AS host_address,
    CASE WHEN known_direction = 'egress' THEN coalesce(pkt_dstaddr, dstaddr) ELSE coalesce(pkt_srcaddr, srcaddr) END AS remote_address
  FROM described
  WHERE record_kind = 'vpc' AND interface_type NOT IN ('nat_gateway', 'vpc_endpoint', 'transit_gateway', 'forwarder')
    AND known_direction IS NOT NULL
),
nat_record AS (
  SELECT d.*, CASE WHEN d.known_direction = 'egress' THEN t.is_private ELSE s.is_private END AS far_is_private
  FROM described AS d
  LEFT JOIN addresses AS s ON s.address = d.srcaddr
  LEFT JOIN addresses AS t ON t.address = d.dstaddr
  WHERE d.record_kind = 'vpc' AND d.interface_type = 'nat_gateway'
),
nat AS (
  SELECT
    d.hour_start, d.record_kind, d.vantage_id, d.srcaddr, d.dstaddr, d.pkt_srcaddr, d.pkt_dstaddr, d.known_direction,
    d.traffic_path, d.service_port, d.next_hop_az_id, d.pkt_src_aws_service, d.pkt_dst_aws_service, d.bytes, d.packets,
    d.flows, d.logged_instance_id, d.account_id, d.region, d.vpc_id, d.subnet_id, d.instance_id, d.interface_type,
    d.name, d.az_id, d.resource_id,
    CASE
      WHEN d.pkt_srcaddr IS NOT NULL THEN 'nat'
      WHEN d.far_is_private = false THEN 'nat_remote'
      ELSE 'nat_client'
    END AS vantage,
    CASE
      WHEN d.pkt_dstaddr <> d.dstaddr THEN 'out'
      WHEN d.pkt_srcaddr <> d.srcaddr THEN 'in'
      WHEN (d.known_direction = 'egress') = d.far_is_private THEN 'in'
      ELSE 'out'
    END AS direction,
    CASE
      WHEN d.pkt_dstaddr <> d.dstaddr THEN d.srcaddr
      WHEN d.pkt_srcaddr <> d.srcaddr THEN d.dstaddr
      WHEN d.far_is_private = false THEN NULL
      WHEN d.known_direction = 'egress' THEN d.dstaddr
      ELSE d.srcaddr
    END AS host_address,
    CASE
      WHEN d.pkt_dstaddr <> d.dstaddr THEN d.pkt_dstaddr
      WHEN d.pkt_srcaddr <> d.srcaddr THEN d.pkt_srcaddr
      WHEN d.far_is_private = false AND d.known_direction = 'egress' THEN d.dstaddr
      WHEN d.far_is_private = false THEN d.srcaddr
    END AS remote_address
  FROM nat_record AS d
  WHERE d.pkt_dstaddr <> d.dstaddr
    OR d.pkt_srcaddr <> d.srcaddr
    OR (d.pkt_srcaddr IS NULL AND (d.known_direction IS NOT NULL OR d.far_is_private))
),
endpoint AS (
  SELECT
    *,
    'endpoint' AS vantage,
    CASE WHEN known_direction = 'egress' THEN 'in' ELSE 'out' END AS direction,
    CASE WHEN known_direction = 'egress' THEN coalesce(pkt_dstaddr, dstaddr) ELSE coalesce(pkt_srcaddr, srcaddr) END AS host_address,
    CASE WHEN known_direction = 'egress' THEN coalesce(pkt_srcaddr, srcaddr) ELSE coalesce(pkt_dstaddr, dstaddr) END AS remote_address
  FROM described
  WHERE record_kind = 'vpc' AND interface_type = 'vpc_endpoint' AND known_direction IS NOT NULL
),
transit_gateway AS (
  SELECT *, 'transit_gateway' AS vantage, 'out' AS direction, srcaddr AS host_address, dstaddr AS remote_address
  FROM described
  WHERE record_kind = 'tgw' AND coalesce(known_direction, 'ingress') = 'ingress'
)
SELECT
  hour_start, vantage, vantage_id, resource_id, account_id, region, vpc_id, az_id, subnet_id, instance_id, name, direction,
  host_address, remote_address, traffic_path, abs(service_port) AS service_port,
  CASE WHEN service_port <> 0 THEN (service_port < 0) = (direction = 'out') END AS host_serves, next_hop_az_id,
  CASE WHEN direction = 'out' THEN pkt_dst_aws_service ELSE pkt_src_aws_service END AS logged_aws_service,
  bytes, packets, flows
FROM (
  SELECT * FROM workload
  UNION ALL SELECT * FROM nat
  UNION ALL SELECT * FROM endpoint
  UNION ALL SELECT * FROM transit_gateway
) AS legs
