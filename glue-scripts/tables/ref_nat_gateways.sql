-- NAT gateways.
CREATE TABLE ref_nat_gateways (
  nat_gateway_id STRING,
  region STRING,
  account_id STRING,
  vpc_id STRING,
  subnet_id STRING,
  az_id STRING,
  name STRING,
  state STRING,
  created_at BIGINT
)
