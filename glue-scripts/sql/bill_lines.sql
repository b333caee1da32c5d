-- Lines of a CUR 2.0 bill that can price traffic: usage (savings plans and reservations cover it without taking it off the
-- bill), and the discounts on it, whose quantity is that of another line. Taxes, credits and refunds price nothing. A line
-- without a time, or with a number that no bill has, is left out.
WITH lines AS (
  SELECT
    *,
    CASE WHEN line_type LIKE '%Discount' THEN 1 ELSE 0 END AS is_discount
  FROM cur_lines
  WHERE (line_type IN ('Usage', 'DiscountedUsage', 'SavingsPlanCoveredUsage') OR line_type LIKE '%Discount')
    AND usage_start IS NOT NULL
    AND abs(coalesce(quantity, 0)) < 1000000000000000000 AND abs(coalesce(net_cost, unblended_cost, 0)) < 1000000000000000000
)
SELECT
  l.usage_start, coalesce(l.usage_end, l.usage_start + 3600) AS usage_end, l.account_id, l.region, l.service,
  l.usage_type, l.operation, l.description, l.resource_id, l.unit,
  CASE WHEN l.is_discount = 1 THEN CAST(0 AS DOUBLE) ELSE l.quantity END AS quantity,
  -- The usage lines' net cost already contains the discount lines.
  coalesce(CASE WHEN l.is_discount = 1 THEN l.net_cost ELSE coalesce(l.net_cost, l.unblended_cost) END, 0) AS cost,
  l.list_cost, u.line_kind, u.egress_class, u.from_region, u.to_region,
  CASE
    WHEN u.line_kind = 'transfer' AND coalesce(lower(l.unit), 'gb') IN ('gb', 'gib', 'gigabyte', 'gigabytes')
      THEN CASE WHEN l.is_discount = 1 THEN CAST(0 AS DOUBLE) ELSE coalesce(l.quantity, 0) END * u.bytes_per_gb
  END AS bytes
FROM lines AS l
JOIN billed_usage AS u
  ON u.usage_type IS NOT DISTINCT FROM l.usage_type AND u.operation IS NOT DISTINCT FROM l.operation
  AND u.service IS NOT DISTINCT FROM l.service
