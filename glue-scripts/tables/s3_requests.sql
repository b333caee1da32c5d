-- S3 server access logs: one row per request.
CREATE TABLE s3_requests (
  bucket STRING,
  requester STRING, -- NULL = anonymous
  remote_ip STRING,
  request_id STRING,
  operation STRING,
  object_key STRING,
  referer_host STRING,
  user_agent STRING,
  source_region STRING,
  request_time BIGINT,
  http_status INTEGER,
  bytes_sent BIGINT,
  object_size BIGINT
)
