-- Subnets whose route table leads to a gateway endpoint.
CREATE TABLE ref_gateway_endpoints (
  vpc_id STRING,
  subnet_id STRING,
  endpoint_id STRING,
  service STRING -- S3 or DYNAMODB
)
