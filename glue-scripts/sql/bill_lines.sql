-- Lines of a CUR 2.0 bill that can price traffic: usage (savings plans and reservations cover it without taking it off the
-- bill), and the discounts on it, whose quantity is that of another line. Taxes, credits and refunds price nothing,
-- nor do impossible lines (`judged_cur_lines`).
WITH lines AS (
  SELECT
    *,
    CASE WHEN line_type LIKE '%Discount' THEN 1 ELSE 0 END AS is_discount
  FROM judged_cur_lines
  WHERE complaint IS NULL
    AND (line_type IN ('Usage', 'DiscountedUsage', 'SavingsPlanCoveredUsage') OR line_type LIKE '%Discount')
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
