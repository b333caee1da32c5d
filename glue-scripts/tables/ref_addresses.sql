-- Addresses of interfaces, private and public; unattached Elastic IPs without interface.
CREATE TABLE ref_addresses (
  address_key STRING,
  address STRING,
  vpc_id STRING,
  interface_id STRING,
  is_public BOOLEAN
)
