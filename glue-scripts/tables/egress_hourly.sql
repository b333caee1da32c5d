-- Who sent what to whom in which hour, over which path, at what price. Written by the transformation of the same name.
CREATE TABLE egress_hourly (
  hour TIMESTAMP,
  account_id STRING,
  region STRING, -- edge for what CloudFront serves
  vpc_id STRING,
  az_id STRING,
  subnet_id STRING,
  interface_id STRING, -- of the sender, also behind a NAT gateway
  instance_id STRING,
  resource_id STRING, -- what processes the bytes: NAT gateway, endpoint, transit gateway, bucket, distribution
  resource_type STRING, -- the path: local, nat_gateway, internet_gateway and others, bucket, distribution, rejected
  name STRING, -- of the sender
  local_address STRING,
  egress_class STRING,
  direction STRING, -- out; in only where both ways are billed
  remote_address_kind STRING, -- own, aws, private, public, unknown
  remote_service STRING,
  remote_region STRING,
  remote_asn BIGINT,
  remote_org STRING,
  peer_interface_id STRING, -- of own hosts at the far end
  peer_address STRING,
  peer_az_id STRING,
  peer_vpc_id STRING,
  service_port INTEGER,
  bytes BIGINT,
  packets BIGINT,
  flows BIGINT,
  distinct_destinations BIGINT,
  rejects BIGINT,
  usd DOUBLE,
  usd_per_gb DOUBLE, -- GB = 2^30 bytes
  rate_source STRING -- bill or list
)
