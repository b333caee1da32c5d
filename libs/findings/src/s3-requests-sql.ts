/** Condition over `s3_requests`: what calls itself a robot, or a program rather than a browser. */
export const BOT =
  "regexp_matches(lower(coalesce(user_agent, '')), 'bot|crawl|spider|scrap|curl|wget|python|go-http|java/|libwww|headless')";

/**
 * Anonymous downloads that left for the internet, with the columns that traffic is read from. The bucket's region and
 * rate are those of its rows in `egress_hourly`; AWS's own addresses are not the internet.
 */
export const ANONYMOUS_TO_INTERNET = `(
  WITH buckets AS (
    SELECT resource_id, coalesce(max(region), 'unknown') AS region, max(usd_per_gb) AS usd_per_gb,
      max(rate_source) AS rate_source
    FROM egress_hourly
    WHERE resource_type = 'bucket' AND egress_class = 'internet'
    GROUP BY resource_id
  )
  SELECT r.bucket, b.region, date_trunc('hour', make_timestamp(r.request_time * 1000000)) AS hour,
    r.bytes_sent AS bytes, r.bytes_sent / 1073741824 * b.usd_per_gb AS usd, b.rate_source
  FROM s3_requests AS r
  JOIN buckets AS b ON b.resource_id = concat('arn:aws:s3:::', r.bucket)
  JOIN addresses AS a ON a.address = r.remote_ip
  WHERE r.requester IS NULL AND a.is_private = false AND coalesce(a.aws_region, 'GLOBAL') = 'GLOBAL'
    AND coalesce(a.aws_service, '') NOT LIKE 'CLOUDFRONT%'
)`;
