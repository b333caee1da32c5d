-- VPC endpoints.
CREATE TABLE ref_endpoints (
  endpoint_id STRING,
  region STRING,
  account_id STRING,
  vpc_id STRING,
  service_name STRING,
  service STRING,
  endpoint_type STRING,
  az_count INTEGER
)
