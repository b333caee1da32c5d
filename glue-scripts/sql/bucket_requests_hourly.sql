-- What each bucket served in each hour, and how much of it to requesters without a name.
SELECT
  request_time - request_time % 3600 AS hour_start, bucket,
  CAST(sum(bytes_sent) AS BIGINT) AS bytes,
  CAST(sum(CASE WHEN requester IS NULL THEN bytes_sent ELSE 0 END) AS BIGINT) AS anonymous_bytes
FROM s3_requests
WHERE bytes_sent > 0
GROUP BY request_time - request_time % 3600, bucket
