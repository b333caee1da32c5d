-- Flow-log records folded to one row per hour, interface, address pair, path and service port, which is negative where
-- the source has it: one number is the cheapest key that keeps servers from clients.
-- A record that crosses the hour keeps its share of the first hour apart (first_hour_bytes), so that no byte is lost
-- or counted twice when hours are told apart later. The records' fingerprints are kept: they show copies also between
-- batches that are read one after the other.
WITH timed AS (
  SELECT
    *,
    start_time - start_time % 3600 AS start_hour,
    greatest(start_time, end_time - 1) - greatest(start_time, end_time - 1) % 3600 AS end_hour
  FROM fingerprinted_flow_records
)
SELECT
  start_hour, end_hour, record_kind, interface_id, resource_id, srcaddr, dstaddr, pkt_srcaddr, pkt_dstaddr,
  flow_direction, traffic_path, action, log_status,
  CASE
    WHEN action = 'REJECT' THEN 0
    WHEN dstport < 32768 AND dstport = least(srcport, dstport) THEN dstport
    WHEN srcport < 32768 THEN -srcport
    ELSE 0
  END AS service_port,
  max(account_id) AS account_id, max(region) AS region, max(vpc_id) AS vpc_id, max(subnet_id) AS subnet_id,
  max(az_id) AS az_id, max(instance_id) AS instance_id, max(interface_type) AS interface_type,
  max(workload_name) AS workload_name, max(next_hop_az_id) AS next_hop_az_id,
  max(pkt_src_aws_service) AS pkt_src_aws_service, max(pkt_dst_aws_service) AS pkt_dst_aws_service,
  CAST(sum(bytes) AS BIGINT) AS bytes,
  CAST(sum(
    CASE
      WHEN start_hour = end_hour THEN bytes
      ELSE CAST(floor(bytes * (start_hour + 3600 - start_time) / (end_time - start_time)) AS BIGINT)
    END
  ) AS BIGINT) AS first_hour_bytes,
  CAST(sum(packets) AS BIGINT) AS packets,
  count(*) AS flows,
  min(start_time) AS first_start,
  max(end_time) AS last_end,
  collect_list(fingerprint) AS fingerprints
FROM timed
GROUP BY
  start_hour, end_hour, record_kind, interface_id, resource_id, srcaddr, dstaddr, pkt_srcaddr, pkt_dstaddr,
  flow_direction, traffic_path, action, log_status, service_port
