-- Flow-log records without their copies: logging at VPC, subnet and interface level at once writes the same record up
-- to three times. Copies agree in interface, 5-tuple and window. What only some logs have, packet addresses and the
-- direction, tells records apart that agree in the rest; a record that lacks it is a copy of those that have it.
WITH told AS (
  SELECT
    *,
    min(pkt_srcaddr) OVER copies AS first_pkt_srcaddr, max(pkt_srcaddr) OVER copies AS last_pkt_srcaddr,
    min(pkt_dstaddr) OVER copies AS first_pkt_dstaddr, max(pkt_dstaddr) OVER copies AS last_pkt_dstaddr,
    min(flow_direction) OVER copies AS first_direction, max(flow_direction) OVER copies AS last_direction
  FROM flow_records
  WINDOW copies AS (
    PARTITION BY
      interface_id, resource_id, srcaddr, dstaddr, srcport, dstport, protocol, start_time, end_time, action, log_status
  )
),
-- Where all that tell it say the same, it holds for those that do not, too: logs can complete each other.
completed AS (
  SELECT
    *,
    CASE WHEN first_pkt_srcaddr = last_pkt_srcaddr THEN last_pkt_srcaddr ELSE pkt_srcaddr END AS known_pkt_srcaddr,
    CASE WHEN first_pkt_dstaddr = last_pkt_dstaddr THEN last_pkt_dstaddr ELSE pkt_dstaddr END AS known_pkt_dstaddr,
    CASE WHEN first_direction = last_direction THEN last_direction ELSE flow_direction END AS known_direction
  FROM told
)
SELECT
  record_kind, max(account_id) AS account_id, interface_id, srcaddr, dstaddr, srcport, dstport, protocol,
  max(packets) AS packets, max(bytes) AS bytes, start_time, end_time, action, log_status, max(vpc_id) AS vpc_id,
  max(subnet_id) AS subnet_id, max(instance_id) AS instance_id, known_pkt_srcaddr AS pkt_srcaddr,
  known_pkt_dstaddr AS pkt_dstaddr, max(region) AS region, max(az_id) AS az_id,
  max(pkt_src_aws_service) AS pkt_src_aws_service, max(pkt_dst_aws_service) AS pkt_dst_aws_service,
  known_direction AS flow_direction, max(traffic_path) AS traffic_path, resource_id,
  max(interface_type) AS interface_type, max(next_hop_az_id) AS next_hop_az_id,
  max(next_hop_interface_type) AS next_hop_interface_type, max(workload_name) AS workload_name
FROM completed
WHERE (known_pkt_srcaddr IS NOT NULL OR last_pkt_srcaddr IS NULL)
  AND (known_pkt_dstaddr IS NOT NULL OR last_pkt_dstaddr IS NULL)
  AND (known_direction IS NOT NULL OR last_direction IS NULL)
GROUP BY
  record_kind, interface_id, resource_id, srcaddr, dstaddr, srcport, dstport, protocol, start_time, end_time,
  action, log_status, known_pkt_srcaddr, known_pkt_dstaddr, known_direction
