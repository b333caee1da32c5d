-- Subnets, a row per CIDR.
CREATE TABLE ref_subnets (
  region STRING,
  account_id STRING,
  vpc_id STRING,
  subnet_id STRING,
  az_id STRING,
  name STRING,
  range_start STRING,
  range_end STRING
)
