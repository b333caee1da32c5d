-- Every entity that sent anything in the feature window, in every hour in which its log had anything, from the 64 days that
-- baselines look back to: an hour without bytes is a true zero, also before the entity was first seen; an hour without
-- logs is no row. `volume` is what baselines compare.
WITH entities AS (
  SELECT t.entity, max(t.log) AS log
  FROM entity_traffic AS t
  JOIN feature_window AS w ON t.hour_start >= w.start_time AND t.hour_start < w.end_time
  GROUP BY t.entity
),
log_hours AS (
  SELECT DISTINCT t.log, t.hour_start
  FROM entity_traffic AS t
  JOIN feature_window AS w ON t.hour_start >= w.start_time - 64 * 86400 AND t.hour_start < w.end_time
),
totals AS (
  SELECT
    entity, hour_start,
    CAST(sum(bytes) AS BIGINT) AS bytes, CAST(sum(flows) AS BIGINT) AS flows, sum(usd) AS usd
  FROM entity_traffic
  GROUP BY entity, hour_start
)
SELECT
  e.entity, e.log, h.hour_start,
  h.hour_start - h.hour_start % 86400 AS day_start,
  h.hour_start % 86400 AS second_of_day,
  CASE WHEN h.hour_start % 604800 BETWEEN 172800 AND 345599 THEN 1 ELSE 0 END AS is_weekend, -- 1970-01-01 was a Thursday
  CASE
    WHEN CAST(timestamp_seconds(h.hour_start) AS DATE) = last_day(CAST(timestamp_seconds(h.hour_start) AS DATE)) THEN 'last'
    WHEN CAST(timestamp_seconds(h.hour_start - 86400) AS DATE) = last_day(CAST(timestamp_seconds(h.hour_start - 86400) AS DATE)) THEN 'first'
    ELSE 'inner'
  END AS day_of_month,
  coalesce(t.bytes, 0) AS bytes, coalesce(t.flows, 0) AS flows, coalesce(t.usd, 0) AS usd,
  ln(1 + coalesce(t.bytes, 0) / CAST(1048576 AS DOUBLE)) AS volume,
  CASE WHEN t.bytes > 0 THEN ln(t.bytes / CAST(greatest(t.flows, 1) AS DOUBLE)) END AS flow_size
FROM entities AS e
JOIN log_hours AS h ON h.log = e.log
LEFT JOIN totals AS t ON t.entity = e.entity AND t.hour_start = h.hour_start
