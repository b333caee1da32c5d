-- What buckets and distributions served to requesters that no flow log covers, in the shape of egress_flows.
-- Requests from AWS addresses of the bucket's own region are free and, where they are ours, in the flow logs.
WITH buckets AS (
  -- Not every line tells the bucket's region.
  SELECT bucket, max(bucket_region) AS bucket_region FROM s3_requests GROUP BY bucket
),
served AS (
  SELECT
    r.request_time - r.request_time % 3600 AS hour_start, r.bucket, b.bucket_region, r.remote_ip, r.bytes_sent,
    a.aws_service, a.asn, a.org,
    CASE WHEN a.aws_region = 'GLOBAL' THEN r.source_region ELSE coalesce(r.source_region, a.aws_region) END AS caller_region
  FROM s3_requests AS r
  JOIN buckets AS b ON b.bucket = r.bucket
  JOIN addresses AS a ON a.address = r.remote_ip
  WHERE r.bytes_sent > 0 AND a.is_private = false
)
SELECT
  hour_start, CAST(NULL AS STRING) AS account_id, bucket_region AS region, CAST(NULL AS STRING) AS vpc_id,
  CAST(NULL AS STRING) AS az_id, CAST(NULL AS STRING) AS subnet_id, CAST(NULL AS STRING) AS interface_id,
  CAST(NULL AS STRING) AS instance_id, bucket AS name, CAST(NULL AS STRING) AS local_address,
  concat('arn:aws:s3:::', bucket) AS resource_id, 'bucket' AS resource_type,
  CASE
    WHEN aws_service IN ('CLOUDFRONT', 'CLOUDFRONT_ORIGIN_FACING') THEN 'cloudfront'
    WHEN caller_region IS NOT NULL AND bucket_region IS NULL THEN 'unknown'
    WHEN caller_region IS NOT NULL THEN 'inter_region'
    ELSE 'internet'
  END AS egress_class,
  'out' AS direction, remote_ip AS remote_address,
  CASE WHEN aws_service IS NULL THEN 'public' ELSE 'aws' END AS remote_address_kind,
  aws_service AS remote_service, caller_region AS remote_region, asn AS remote_asn, org AS remote_org,
  CAST(NULL AS STRING) AS peer_interface_id, CAST(NULL AS STRING) AS peer_address, CAST(NULL AS STRING) AS peer_az_id,
  CAST(NULL AS STRING) AS peer_vpc_id, 443 AS service_port,
  CAST(sum(bytes_sent) AS BIGINT) AS bytes, CAST(0 AS BIGINT) AS packets, count(*) AS flows
FROM served
WHERE caller_region IS NULL OR bucket_region IS NULL OR caller_region <> bucket_region
GROUP BY hour_start, bucket, bucket_region, remote_ip, aws_service, caller_region, asn, org
UNION ALL
SELECT
  request_time - request_time % 3600, CAST(NULL AS STRING), 'edge', CAST(NULL AS STRING), CAST(NULL AS STRING),
  CAST(NULL AS STRING), CAST(NULL AS STRING), CAST(NULL AS STRING), distribution_id, CAST(NULL AS STRING), distribution_id,
  'distribution', 'cloudfront', 'out', CAST(NULL AS STRING), 'public', CAST(NULL AS STRING), CAST(NULL AS STRING),
  CAST(NULL AS BIGINT), CAST(NULL AS STRING), CAST(NULL AS STRING), CAST(NULL AS STRING), CAST(NULL AS STRING),
  CAST(NULL AS STRING), 443, CAST(sum(sc_bytes) AS BIGINT), CAST(0 AS BIGINT), count(*)
FROM cloudfront_requests
GROUP BY request_time - request_time % 3600, distribution_id
