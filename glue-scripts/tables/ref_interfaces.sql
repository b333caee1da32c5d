-- Network interfaces.
CREATE TABLE ref_interfaces (
  interface_id STRING,
  account_id STRING,
  region STRING,
  vpc_id STRING,
  subnet_id STRING,
  az_id STRING,
  interface_type STRING, -- interface, nat_gateway, vpc_endpoint, transit_gateway, load_balancer, lambda …
  resource_id STRING, -- what the interface belongs to
  instance_id STRING,
  name STRING
)
