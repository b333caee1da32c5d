-- Lines of a CUR 2.0 bill, of every charge type, as far as they say what traffic costs. Empty strings are NULL.
CREATE TABLE cur_lines (
  file STRING,
  line STRING, -- all columns of the bill, as JSON
  is_whole BOOLEAN, -- has numbers and times where they belong
  line_type STRING,
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
  net_cost DOUBLE, -- after discounts; the unblended cost where the bill has no net one
  unblended_cost DOUBLE,
  list_cost DOUBLE
)
