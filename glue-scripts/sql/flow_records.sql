-- Records of any flow log in one shape. An impossible record keeps its place with the status MALFORMED and without
-- impossible numbers, so that it can be counted: no record moves a petabyte, none is from before 2006 or after 2100.
-- Times may be in milliseconds. Transit gateway logs name the attachment, the gateway and the sending side instead of
-- an interface.
WITH told AS (
  SELECT
    *,
    tgw_id IS NOT NULL OR tgw_attachment_id IS NOT NULL AS is_tgw,
    CASE WHEN bytes BETWEEN 0 AND 1000000000000000 THEN bytes END AS possible_bytes,
    CASE WHEN packets BETWEEN 0 AND 1000000000000000 THEN packets END AS possible_packets,
    CASE WHEN srcport BETWEEN 0 AND 65535 THEN CAST(srcport AS INTEGER) END AS possible_srcport,
    CASE WHEN dstport BETWEEN 0 AND 65535 THEN CAST(dstport AS INTEGER) END AS possible_dstport,
    CASE WHEN protocol BETWEEN 0 AND 255 THEN CAST(protocol AS INTEGER) END AS possible_protocol,
    CASE
      WHEN logged_start BETWEEN 1136073600 AND 4102444800 THEN logged_start
      WHEN logged_start BETWEEN 1136073600000 AND 4102444800000 THEN CAST(floor(logged_start / 1000) AS BIGINT)
    END AS start_time,
    CASE
      WHEN logged_end BETWEEN 1136073600 AND 4102444800 THEN logged_end
      WHEN logged_end BETWEEN 1136073600000 AND 4102444800000 THEN CAST(floor(logged_end / 1000) AS BIGINT)
    END AS end_time
  FROM logged_records
),
judged AS (
  SELECT
    *,
    CASE WHEN is_tgw THEN 'ACCEPT' ELSE action END AS decision,
    CASE
      WHEN log_status IN ('NODATA', 'SKIPDATA') THEN log_status
      WHEN is_whole AND log_status = 'OK' AND (is_tgw OR action IN ('ACCEPT', 'REJECT'))
        -- Those that Block Public Access rejected lack bytes.
        AND (possible_bytes IS NOT NULL OR (bytes IS NULL AND action = 'REJECT'))
        AND (possible_packets IS NOT NULL OR packets IS NULL)
        AND (possible_srcport IS NOT NULL OR srcport IS NULL)
        AND (possible_dstport IS NOT NULL OR dstport IS NULL)
        AND (possible_protocol IS NOT NULL OR protocol IS NULL)
        AND end_time >= start_time
        AND coalesce(srcaddr, pkt_srcaddr, dstaddr, pkt_dstaddr) IS NOT NULL THEN 'OK'
      ELSE 'MALFORMED'
    END AS status
  FROM told
)
SELECT
  CASE WHEN is_tgw THEN 'tgw' ELSE 'vpc' END AS record_kind,
  coalesce(nullif(account_id, 'unknown'), path_account_id) AS account_id,
  CASE WHEN is_tgw THEN tgw_attachment_id ELSE interface_id END AS interface_id,
  srcaddr, dstaddr, possible_srcport AS srcport, possible_dstport AS dstport, possible_protocol AS protocol,
  possible_packets AS packets, possible_bytes AS bytes, start_time, end_time, decision AS action, status AS log_status,
  CASE WHEN is_tgw THEN tgw_src_vpc_id ELSE vpc_id END AS vpc_id,
  CASE WHEN is_tgw THEN tgw_src_subnet_id ELSE subnet_id END AS subnet_id,
  instance_id, pkt_srcaddr, pkt_dstaddr,
  coalesce(region, path_region) AS region,
  CASE WHEN is_tgw THEN tgw_src_az_id ELSE az_id END AS az_id,
  pkt_src_aws_service, pkt_dst_aws_service, flow_direction,
  CASE WHEN traffic_path BETWEEN 0 AND 255 THEN CAST(traffic_path AS INTEGER) END AS traffic_path,
  CASE WHEN is_tgw THEN tgw_id ELSE resource_id END AS resource_id,
  interface_type, next_hop_az_id, next_hop_interface_type,
  coalesce(interface_tag, instance_tag, asg_tag, ecs_service_name) AS workload_name
FROM judged
