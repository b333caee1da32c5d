-- One row per flow-log record, whatever the file looked like; absent fields and '-' are NULL. Times in seconds since 1970, UTC.
CREATE TABLE flow_records (
  record_kind STRING, -- vpc or tgw
  account_id STRING,
  interface_id STRING, -- of TGW logs the attachment, NULL for regional NAT gateways
  srcaddr STRING,
  dstaddr STRING,
  srcport INTEGER,
  dstport INTEGER,
  protocol INTEGER,
  packets BIGINT,
  bytes BIGINT,
  start_time BIGINT,
  end_time BIGINT,
  action STRING,
  log_status STRING,
  vpc_id STRING,
  subnet_id STRING,
  instance_id STRING,
  pkt_srcaddr STRING,
  pkt_dstaddr STRING,
  region STRING, -- of the record else of the AWSLogs path
  az_id STRING,
  pkt_src_aws_service STRING,
  pkt_dst_aws_service STRING,
  flow_direction STRING,
  traffic_path INTEGER,
  resource_id STRING,
  interface_type STRING,
  next_hop_az_id STRING,
  next_hop_interface_type STRING,
  workload_name STRING -- first of interface-tag, instance-tag, asg-tag, ecs-service-name
)
