-- What the bill charges for traffic per day, resource and usage type. A line that spans days (daily and monthly bills,
-- other time zones) is spread over them evenly. Data transfer that no class explains is `unknown`; free ingress is left out.
WITH traffic AS (
  SELECT
    usage_start, greatest(usage_end, usage_start + 1) AS usage_end, account_id, coalesce(from_region, region) AS region,
    coalesce(egress_class, 'unknown') AS egress_class, usage_type, operation, resource_id, bytes, cost
  FROM bill_lines
  WHERE egress_class IS NOT NULL OR line_kind = 'unknown_transfer'
),
dated AS (
  SELECT
    *,
    usage_start - usage_start % 86400 AS first_day,
    (usage_end - 1) - (usage_end - 1) % 86400 AS last_day
  FROM traffic
),
by_day AS (
  SELECT *, first_day AS day_start, CAST(1 AS DOUBLE) AS share FROM dated WHERE first_day = last_day
  UNION ALL
  SELECT
    d.*, d.first_day + n.day_number * 86400 AS day_start,
    (least(d.usage_end, d.first_day + (n.day_number + 1) * 86400) - greatest(d.usage_start, d.first_day + n.day_number * 86400))
      / CAST(d.usage_end - d.usage_start AS DOUBLE) AS share
  FROM dated AS d
  JOIN range(0, 367) AS n (day_number) ON d.first_day + n.day_number * 86400 <= d.last_day
  WHERE d.first_day <> d.last_day
),
totals AS (
  SELECT
    day_start, account_id, region, egress_class, usage_type, operation, resource_id,
    coalesce(sum(bytes * share), 0) / CAST(1073741824 AS DOUBLE) AS gb,
    sum(cost * share) AS usd
  FROM by_day
  GROUP BY day_start, account_id, region, egress_class, usage_type, operation, resource_id
)
SELECT
  CAST(timestamp_seconds(day_start) AS DATE) AS day, account_id, region, egress_class, usage_type, operation, resource_id,
  gb, usd, CASE WHEN gb > 0 THEN usd / gb END AS usd_per_gb
FROM totals
