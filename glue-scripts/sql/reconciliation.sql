-- Flow bytes and dollars beside the bill's for the same hours, those of `analysis_window`, per region and class. A bill
-- line that covers more time than the window (daily or monthly bills) counts with the share that overlaps. The bill's bytes
-- are halves of what it writes for either side of a way, and of a way to somebody else's public address it has only ours.
WITH flow_totals AS (
  SELECT
    coalesce(region, 'unknown') AS region, egress_class,
    CAST(floor(sum(CASE WHEN resource_type = 'public_address' THEN bytes / CAST(2 AS DOUBLE) ELSE bytes END)) AS BIGINT) AS flow_bytes,
    sum(usd) AS flow_usd
  FROM egress_hourly
  WHERE bytes > 0 AND EXISTS (
    SELECT 1 FROM analysis_window AS w
    WHERE hour < timestamp_seconds(w.end_time) AND hour > timestamp_seconds(w.start_time - 3600)
  )
  GROUP BY coalesce(region, 'unknown'), egress_class
),
bill_shares AS (
  SELECT
    coalesce(b.from_region, b.region, 'unknown') AS region, b.egress_class, b.bytes, b.cost,
    greatest(0, least(b.usage_end, w.end_time) - greatest(b.usage_start, w.start_time))
      / CAST(greatest(b.usage_end - b.usage_start, 1) AS DOUBLE) AS share
  FROM bill_lines AS b
  CROSS JOIN analysis_window AS w
  WHERE b.egress_class IS NOT NULL
),
bill_totals AS (
  SELECT region, egress_class, sum(bytes * share) AS bill_bytes, sum(cost * share) AS bill_usd
  FROM bill_shares
  WHERE share > 0
  GROUP BY region, egress_class
)
SELECT
  coalesce(f.region, b.region) AS region,
  coalesce(f.egress_class, b.egress_class) AS egress_class,
  coalesce(f.flow_bytes, 0) AS flow_bytes,
  b.bill_bytes,
  coalesce(f.flow_usd, 0) AS flow_usd,
  b.bill_usd,
  b.bill_usd - coalesce(f.flow_usd, 0) AS unexplained_usd
FROM flow_totals AS f
FULL OUTER JOIN bill_totals AS b ON b.region = f.region AND b.egress_class = f.egress_class
