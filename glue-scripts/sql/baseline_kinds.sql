-- How long each log has been there in each hour, and so which earlier hours a baseline may be made of: the same hour of
-- the week, of days alike (working days or weekends), of any day, or the last day's; NULL is too early to tell.
WITH log_hours AS (
  SELECT DISTINCT log, hour_start, is_weekend FROM entity_hours
),
counts AS (
  SELECT
    h.log, h.hour_start,
    sum(CASE WHEN (h.hour_start - p.hour_start) % 604800 = 0 THEN 1 ELSE 0 END) AS weeks,
    sum(CASE WHEN (h.hour_start - p.hour_start) % 86400 = 0 AND h.is_weekend = p.is_weekend
      AND h.hour_start - p.hour_start <= 14 * 86400 THEN 1 ELSE 0 END) AS days_alike,
    sum(CASE WHEN (h.hour_start - p.hour_start) % 86400 = 0 AND h.hour_start - p.hour_start <= 14 * 86400 THEN 1 ELSE 0 END) AS days,
    sum(CASE WHEN h.hour_start - p.hour_start <= 86400 THEN 1 ELSE 0 END) AS hours
  FROM log_hours AS h
  JOIN feature_window AS w ON h.hour_start >= w.start_time AND h.hour_start < w.end_time
  JOIN log_hours AS p ON p.log = h.log AND p.hour_start < h.hour_start AND p.hour_start >= h.hour_start - 56 * 86400
  GROUP BY h.log, h.hour_start
)
SELECT
  log, hour_start,
  CASE
    WHEN weeks >= 4 THEN 'hour_of_week'
    WHEN days_alike >= 4 THEN 'hour_of_days_alike'
    WHEN days >= 5 THEN 'hour_of_day'
    WHEN hours >= 6 THEN 'last_day'
  END AS kind
FROM counts
