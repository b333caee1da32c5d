-- CloudFront access logs: one row per request.
CREATE TABLE cloudfront_requests (
  distribution_id STRING,
  edge_location STRING,
  client_ip STRING,
  host STRING,
  uri_stem STRING,
  result_type STRING,
  content_type STRING,
  request_id STRING,
  country STRING,
  request_time BIGINT,
  http_status INTEGER,
  sc_bytes BIGINT, -- edge to viewer
  cs_bytes BIGINT
)
