-- What the bill really charges per GB of each class, region and destination region, discounts included.
SELECT
  egress_class, coalesce(from_region, region) AS region,
  CASE WHEN egress_class = 'inter_region' THEN coalesce(to_region, 'unknown') ELSE '' END AS peer_region,
  sum(cost) / (sum(bytes) / 1073741824) AS usd_per_gb,
  'bill' AS rate_source
FROM bill_lines
WHERE egress_class IS NOT NULL
GROUP BY 1, 2, 3
HAVING sum(bytes) > 0
