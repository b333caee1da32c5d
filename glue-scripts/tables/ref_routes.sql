-- Routes, each route table expanded to the subnets that use it.
CREATE TABLE ref_routes (
  vpc_id STRING,
  subnet_id STRING,
  range_start STRING,
  range_end STRING,
  prefix_length INTEGER,
  target_type STRING, -- local, internet_gateway, egress_only_internet_gateway, nat_gateway, transit_gateway, vpc_peering, virtual_private_gateway, vpc_endpoint, interface, other, blackhole
  target_id STRING
)
