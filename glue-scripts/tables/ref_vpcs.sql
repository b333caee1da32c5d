-- VPCs, a row per CIDR.
CREATE TABLE ref_vpcs (
  region STRING,
  account_id STRING,
  vpc_id STRING,
  name STRING,
  range_start STRING,
  range_end STRING
)
