-- Flow bytes and dollars beside the bill's, per day, region and class. Bills settle within two days, so the newest two
-- days are left out; what the bill has and the logs do not is unexplained.
WITH logged AS (
  SELECT "date", coalesce(region, 'unknown') AS region, egress_class, sum(bytes) / 1073741824.0 AS gb, sum(usd) AS usd
  FROM egress_hourly
  WHERE bytes > 0 AND "date" >= CAST(CAST(current_date - INTERVAL '16' DAY AS DATE) AS VARCHAR)
  GROUP BY 1, 2, 3
),
billed AS (
  SELECT "date", coalesce(region, 'unknown') AS region, egress_class, sum(gb) AS gb, sum(usd) AS usd
  FROM egress_cost_daily
  WHERE "date" >= CAST(CAST(current_date - INTERVAL '16' DAY AS DATE) AS VARCHAR)
  GROUP BY 1, 2, 3
)
SELECT
  coalesce(l."date", b."date") AS day, coalesce(l.region, b.region) AS region,
  coalesce(l.egress_class, b.egress_class) AS egress_class,
  coalesce(l.gb, 0) AS flow_gb, b.gb AS bill_gb, coalesce(l.usd, 0) AS flow_usd, b.usd AS bill_usd,
  b.usd - coalesce(l.usd, 0) AS unexplained_usd
FROM logged AS l
FULL OUTER JOIN billed AS b ON b."date" = l."date" AND b.region = l.region AND b.egress_class = l.egress_class
WHERE coalesce(l."date", b."date") < CAST(CAST(current_date - INTERVAL '2' DAY AS DATE) AS VARCHAR)
ORDER BY 1 DESC, bill_usd DESC
