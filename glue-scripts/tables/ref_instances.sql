-- EC2 instances.
CREATE TABLE ref_instances (
  instance_id STRING,
  region STRING,
  account_id STRING,
  vpc_id STRING,
  subnet_id STRING,
  az_id STRING,
  name STRING,
  state STRING
)
