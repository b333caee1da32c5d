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
  bucket_region STRING, -- of the log's path or the request's host header
  source_region STRING, -- AWS region that the request came from, NULL from elsewhere
  request_time BIGINT,
  http_status INTEGER,
  bytes_sent BIGINT,
  object_size BIGINT
)
