-- Accepted traffic by hour: the conversations of all batches together, each byte in the hour in which it was sent.
WITH accepted AS (
  SELECT * FROM flow_conversations WHERE action = 'ACCEPT' AND log_status = 'OK'
),
by_hour AS (
  SELECT *, start_hour AS hour_start, first_hour_bytes AS hour_bytes, flows AS hour_flows FROM accepted
  UNION ALL
  SELECT *, end_hour AS hour_start, bytes - first_hour_bytes AS hour_bytes, 0 AS hour_flows
  FROM accepted
  WHERE end_hour <> start_hour
)
SELECT
  hour_start, record_kind, interface_id, resource_id, srcaddr, dstaddr, pkt_srcaddr, pkt_dstaddr, flow_direction,
  traffic_path, service_port,
  max(account_id) AS account_id, max(region) AS region, max(vpc_id) AS vpc_id, max(subnet_id) AS subnet_id,
  max(az_id) AS az_id, max(instance_id) AS instance_id, max(interface_type) AS interface_type,
  max(workload_name) AS workload_name, max(next_hop_az_id) AS next_hop_az_id,
  max(pkt_src_aws_service) AS pkt_src_aws_service, max(pkt_dst_aws_service) AS pkt_dst_aws_service,
  CAST(sum(hour_bytes) AS BIGINT) AS bytes,
  CAST(sum(CASE WHEN hour_flows = 0 THEN 0 ELSE packets END) AS BIGINT) AS packets,
  CAST(sum(hour_flows) AS BIGINT) AS flows
FROM by_hour
GROUP BY
  hour_start, record_kind, interface_id, resource_id, srcaddr, dstaddr, pkt_srcaddr, pkt_dstaddr, flow_direction,
  traffic_path, service_port
