-- Records of any flow log in one shape. An impossible record keeps its place with the status MALFORMED and without
-- impossible numbers, so that it can be counted. Transit gateway logs name the attachment, the gateway and the sending
-- side instead of an interface.
SELECT
  CASE WHEN is_tgw THEN 'tgw' ELSE 'vpc' END AS record_kind,
  coalesce(nullif(account_id, 'unknown'), path_account_id) AS account_id,
  CASE WHEN is_tgw THEN tgw_attachment_id ELSE interface_id END AS interface_id,
  srcaddr, dstaddr, possible_srcport AS srcport, possible_dstport AS dstport, possible_protocol AS protocol,
  possible_packets AS packets, possible_bytes AS bytes, start_time, end_time,
  CASE WHEN is_tgw THEN 'ACCEPT' ELSE action END AS action, status AS log_status,
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
FROM judged_records
