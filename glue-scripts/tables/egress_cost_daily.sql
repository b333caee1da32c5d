-- What the bill charges for traffic per day, resource and usage type. Written by the transformation of the same name.
CREATE TABLE egress_cost_daily (
  day DATE,
  account_id STRING,
  region STRING,
  egress_class STRING,
  usage_type STRING,
  operation STRING,
  resource_id STRING,
  gb DOUBLE, -- 2^30 bytes, each byte once
  usd DOUBLE,
  usd_per_gb DOUBLE -- NULL without bytes
)
