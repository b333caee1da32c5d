-- What each entity usually sends at an hour, by its own earlier hours alone. Slots are three hours wide: a clock that
-- changes for daylight saving moves the pattern by one. Hours of the same day are not compared with each other, so that
-- a level that changed in the morning is still news in the evening.
WITH targets AS (
  SELECT h.*, k.kind
  FROM entity_hours AS h
  JOIN baseline_kinds AS k ON k.log = h.log AND k.hour_start = h.hour_start
  WHERE h.bytes > 0 AND k.kind IS NOT NULL
),
slots AS (
  SELECT *, (second_of_day + (n.shift + 23) * 3600) % 86400 AS slot
  FROM targets
  CROSS JOIN range(0, 3) AS n (shift)
  WHERE kind <> 'last_day'
),
compared_hours AS (
  SELECT
    t.entity, t.hour_start, p.volume, p.flow_size,
    CASE
      WHEN t.kind = 'hour_of_week' AND (t.hour_start - p.hour_start + 3600) % 604800 > 7200 THEN 0
      WHEN t.kind = 'hour_of_days_alike' AND t.is_weekend <> p.is_weekend THEN 0
      WHEN t.kind <> 'hour_of_week' AND t.hour_start - p.hour_start > 14 * 86400 + 3600 THEN 0
      ELSE 1
    END AS is_alike,
    CASE WHEN t.day_of_month <> 'inner' AND t.day_of_month = p.day_of_month THEN 1 ELSE 0 END AS is_month_edge
  FROM slots AS t
  JOIN entity_hours AS p
    ON p.entity = t.entity AND p.second_of_day = t.slot
    AND p.hour_start <= t.hour_start - 20 * 3600 AND p.hour_start >= t.hour_start - 64 * 86400
),
samples AS (
  SELECT * FROM compared_hours WHERE is_alike + is_month_edge > 0
  UNION ALL
  SELECT t.entity, t.hour_start, p.volume, p.flow_size, 1, 0
  FROM targets AS t
  JOIN entity_hours AS p
    ON p.entity = t.entity AND p.hour_start < t.hour_start AND p.hour_start >= t.hour_start - 86400
  WHERE t.kind = 'last_day'
),
quantiles AS (
  SELECT
    entity, hour_start,
    sum(is_alike) AS samples,
    median(volume) FILTER (WHERE is_alike = 1) AS center,
    percentile_cont(0.25) WITHIN GROUP (ORDER BY volume) FILTER (WHERE is_alike = 1) AS lower_quartile,
    percentile_cont(0.75) WITHIN GROUP (ORDER BY volume) FILTER (WHERE is_alike = 1) AS upper_quartile,
    max(volume) FILTER (WHERE is_alike = 1) AS peak,
    median(flow_size) FILTER (WHERE is_alike = 1) AS flow_size,
    median(volume) FILTER (WHERE is_month_edge = 1) AS month_edge
  FROM samples
  GROUP BY entity, hour_start
),
-- Most hours of a sporadic entity are zero: what it sends when it sends is compared with the other times it did.
sporadic AS (
  SELECT
    t.entity, t.hour_start, count(*) AS samples,
    median(p.volume) AS center,
    percentile_cont(0.25) WITHIN GROUP (ORDER BY p.volume) AS lower_quartile,
    percentile_cont(0.75) WITHIN GROUP (ORDER BY p.volume) AS upper_quartile,
    max(p.volume) AS peak,
    median(p.flow_size) AS flow_size
  FROM targets AS t
  JOIN quantiles AS q ON q.entity = t.entity AND q.hour_start = t.hour_start AND q.center = 0
  JOIN entity_hours AS p
    ON p.entity = t.entity AND p.bytes > 0
    AND p.hour_start <= t.hour_start - CASE WHEN t.kind = 'last_day' THEN 1 ELSE 20 END * 3600
    AND p.hour_start >= t.hour_start - 56 * 86400
  GROUP BY t.entity, t.hour_start
  HAVING count(*) >= 3
),
days AS (
  SELECT entity, day_start, avg(volume) AS level FROM entity_hours GROUP BY entity, day_start
),
target_days AS (
  SELECT DISTINCT entity, day_start FROM targets WHERE kind = 'hour_of_week'
),
-- Growth: whole weeks against whole weeks, so that no season is in it.
drifts AS (
  SELECT
    t.entity, t.day_start,
    median(d.level) FILTER (WHERE d.day_start >= t.day_start - 7 * 86400) - median(d.level) AS drift
  FROM target_days AS t
  JOIN days AS d ON d.entity = t.entity AND d.day_start < t.day_start AND d.day_start >= t.day_start - 56 * 86400
  GROUP BY t.entity, t.day_start
)
SELECT
  t.entity, t.hour_start,
  CASE WHEN s.samples IS NOT NULL THEN 'when_active' WHEN q.center = 0 THEN 'new' ELSE t.kind END AS kind,
  CAST(coalesce(s.samples, q.samples) AS INTEGER) AS samples,
  CASE
    WHEN s.samples IS NOT NULL THEN greatest(s.center, coalesce(q.month_edge, 0))
    ELSE greatest(q.center + coalesce(d.drift, 0), coalesce(q.month_edge, 0), 0)
  END AS center,
  CASE
    WHEN s.samples IS NOT NULL THEN s.upper_quartile - s.lower_quartile
    ELSE q.upper_quartile - q.lower_quartile
  END / 1.349 AS measured_spread,
  coalesce(s.peak, q.peak + greatest(coalesce(d.drift, 0), 0)) AS peak,
  coalesce(s.flow_size, q.flow_size) AS flow_size
FROM targets AS t
JOIN quantiles AS q ON q.entity = t.entity AND q.hour_start = t.hour_start
LEFT JOIN sporadic AS s ON s.entity = t.entity AND s.hour_start = t.hour_start
LEFT JOIN drifts AS d ON d.entity = t.entity AND d.day_start = t.day_start
WHERE q.samples > 0
