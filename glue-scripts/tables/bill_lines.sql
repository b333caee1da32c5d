-- Bill lines that can price traffic (usage and discounts), all schemas alike.
CREATE TABLE bill_lines (
  usage_start BIGINT,
  usage_end BIGINT,
  account_id STRING,
  region STRING,
  service STRING,
  usage_type STRING,
  operation STRING,
  description STRING,
  resource_id STRING,
  unit STRING,
  quantity DOUBLE,
  cost DOUBLE, -- effective USD
  list_cost DOUBLE,
  line_kind STRING, -- transfer, hours, other, unknown_transfer
  egress_class STRING, -- NULL unless a billed transfer
  from_region STRING,
  to_region STRING,
  bytes DOUBLE -- each byte once: halved where the bill writes a moved byte twice
)
