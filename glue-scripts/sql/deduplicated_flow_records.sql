-- Flow-log records without their copies: logging at VPC, subnet and interface level at once writes the same record up
-- to three times. Copies agree in interface, 5-tuple, window and packet addresses. Where one log has packet addresses
-- and another (default format) has not, the richer record stands for both.
WITH distinct_records AS (
  SELECT
    record_kind, interface_id, resource_id, srcaddr, dstaddr, srcport, dstport, protocol, start_time, end_time,
    action, log_status, flow_direction, pkt_srcaddr, pkt_dstaddr,
    max(account_id) AS account_id, max(packets) AS packets, max(bytes) AS bytes, max(vpc_id) AS vpc_id,
    max(subnet_id) AS subnet_id, max(instance_id) AS instance_id, max(region) AS region, max(az_id) AS az_id,
    max(pkt_src_aws_service) AS pkt_src_aws_service, max(pkt_dst_aws_service) AS pkt_dst_aws_service,
    max(traffic_path) AS traffic_path, max(interface_type) AS interface_type,
    max(next_hop_az_id) AS next_hop_az_id, max(next_hop_interface_type) AS next_hop_interface_type,
    max(workload_name) AS workload_name
  FROM flow_records
  GROUP BY
    record_kind, interface_id, resource_id, srcaddr, dstaddr, srcport, dstport, protocol, start_time, end_time,
    action, log_status, flow_direction, pkt_srcaddr, pkt_dstaddr
),
ranked AS (
  SELECT
    *,
    max(CASE WHEN pkt_srcaddr IS NULL THEN 0 ELSE 1 END) OVER (
      PARTITION BY interface_id, resource_id, srcaddr, dstaddr, srcport, dstport, protocol, start_time, end_time, action
    ) AS richest
  FROM distinct_records
)
SELECT
  record_kind, account_id, interface_id, srcaddr, dstaddr, srcport, dstport, protocol, packets, bytes,
  start_time, end_time, action, log_status, vpc_id, subnet_id, instance_id, pkt_srcaddr, pkt_dstaddr, region, az_id,
  pkt_src_aws_service, pkt_dst_aws_service, flow_direction, traffic_path, resource_id, interface_type,
  next_hop_az_id, next_hop_interface_type, workload_name
FROM ranked
WHERE pkt_srcaddr IS NOT NULL OR richest = 0
