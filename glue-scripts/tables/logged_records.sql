-- Flow-log records as a log has them, by AWS's field names with underscores; what a log leaves out is NULL, '-' too.
CREATE TABLE logged_records (
  file STRING,
  line STRING, -- as it came; records of Parquet files as JSON
  path_account_id STRING, -- of the AWSLogs path
  path_region STRING,
  is_whole BOOLEAN, -- has as many fields as its log, and numbers where numbers belong
  account_id STRING,
  interface_id STRING,
  srcaddr STRING,
  dstaddr STRING,
  srcport BIGINT,
  dstport BIGINT,
  protocol BIGINT,
  packets BIGINT,
  bytes BIGINT,
  logged_start BIGINT, -- seconds, or milliseconds in some exports
  logged_end BIGINT,
  action STRING, -- ACCEPT where the log has no such field
  log_status STRING, -- OK where the log has no such field
  vpc_id STRING,
  subnet_id STRING,
  instance_id STRING,
  pkt_srcaddr STRING,
  pkt_dstaddr STRING,
  region STRING,
  az_id STRING,
  pkt_src_aws_service STRING,
  pkt_dst_aws_service STRING,
  flow_direction STRING,
  traffic_path BIGINT,
  resource_id STRING,
  interface_type STRING,
  next_hop_az_id STRING,
  next_hop_interface_type STRING,
  interface_tag STRING,
  instance_tag STRING,
  asg_tag STRING,
  ecs_service_name STRING,
  tgw_id STRING,
  tgw_attachment_id STRING,
  tgw_src_vpc_id STRING,
  tgw_src_subnet_id STRING,
  tgw_src_az_id STRING
)
