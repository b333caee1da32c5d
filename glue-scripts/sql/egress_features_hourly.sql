-- One row for each entity and hour of `feature_window` in which it sent anything and there is a baseline to compare with:
-- the vector that the forest scores, what it was compared with, and the evidence for the anomaly's type
-- (docs/features.md). An hour uses earlier hours only.
WITH peers AS (
  SELECT
    e.account, e.region, e.egress_class, e.peer_group, b.hour_start,
    count(*) AS peers,
    median(b.center) AS center,
    (percentile_cont(0.75) WITHIN GROUP (ORDER BY b.center) - percentile_cont(0.25) WITHIN GROUP (ORDER BY b.center)) / 1.349 AS spread
  FROM entity_baselines AS b
  JOIN entity_evidence AS e ON e.entity = b.entity AND e.hour_start = b.hour_start
  WHERE b.kind <> 'new'
  GROUP BY e.account, e.region, e.egress_class, e.peer_group, b.hour_start
),
compared AS (
  SELECT
    b.entity, b.hour_start, b.kind,
    h.volume, h.flow_size - b.flow_size AS flow_size_change,
    h.volume - p.volume AS change,
    CASE WHEN b.kind = 'new' AND e.peers >= 3 THEN e.center ELSE b.center END AS center,
    CASE
      WHEN b.kind = 'new' AND e.peers >= 3 THEN sqrt(e.spread * e.spread + 0.25)
      WHEN b.kind = 'new' THEN 1
      ELSE least(
        -- Few samples make a spread that is small by chance: eight more are assumed at a quarter.
        sqrt((b.samples * b.measured_spread * b.measured_spread + 8 * 0.0625) / (b.samples + 8)),
        -- Traffic that is on or off has a spread without bounds: three of them end at twice the most there was.
        (greatest(b.peak, b.center) + 0.75 - b.center) / 3
      )
    END AS spread
  FROM entity_baselines AS b
  JOIN entity_hours AS h ON h.entity = b.entity AND h.hour_start = b.hour_start
  JOIN entity_evidence AS v ON v.entity = b.entity AND v.hour_start = b.hour_start
  LEFT JOIN entity_hours AS p ON p.entity = b.entity AND p.hour_start = b.hour_start - 3600
  LEFT JOIN peers AS e
    ON e.account = v.account AND e.region = v.region AND e.egress_class = v.egress_class AND e.peer_group = v.peer_group
    AND e.hour_start = b.hour_start
),
deviations AS (
  SELECT
    *,
    (volume - center) / spread AS deviation,
    coalesce(change, 0) / spread AS change_deviation,
    CASE WHEN (volume - center) / spread > 3 THEN 1 ELSE 0 END AS is_above_band
  FROM compared
),
-- A run of hours above the band ends where an hour is missing or within it.
bounded AS (
  SELECT
    *,
    CASE
      WHEN is_above_band = 1 AND (
        lag(is_above_band) OVER (PARTITION BY entity ORDER BY hour_start) = 1
        AND lag(hour_start) OVER (PARTITION BY entity ORDER BY hour_start) = hour_start - 3600
      ) THEN 0
      ELSE is_above_band
    END AS is_start
  FROM deviations
),
runs AS (
  SELECT
    *,
    max(CASE WHEN is_start = 1 THEN hour_start END) OVER (PARTITION BY entity ORDER BY hour_start) AS run_start
  FROM bounded
)
SELECT
  timestamp_seconds(r.hour_start) AS hour,
  v.account, v.region, v.resource, v.egress_class,
  CASE WHEN r.is_above_band = 1 THEN timestamp_seconds(coalesce(o.onset, r.run_start)) END AS onset,
  v.bytes,
  CAST(round((exp(r.center) - 1) * 1048576) AS BIGINT) AS expected_bytes,
  CAST(round((exp(least(r.center + 3 * r.spread, 29)) - 1) * 1048576) AS BIGINT) AS band_bytes,
  r.kind AS baseline,
  v.usd,
  concat(
    array_repeat(round(CAST(sign(r.deviation) * ln(1 + abs(r.deviation)) AS DOUBLE), 6) + 0, 1),
    array_repeat(round(CAST(r.volume - r.center AS DOUBLE), 6) + 0, 1),
    array_repeat(round(CAST(sign(r.change_deviation) * ln(1 + abs(r.change_deviation)) AS DOUBLE), 6) + 0, 1),
    array_repeat(round(CAST(v.new_destination_share AS DOUBLE), 6) + 0, 1),
    array_repeat(round(CAST(coalesce(r.flow_size_change, 0) AS DOUBLE), 6) + 0, 1)
  ) AS vector,
  CASE WHEN b.bytes > 0 THEN b.anonymous_bytes / CAST(b.bytes AS DOUBLE) END AS anonymous_share,
  v.open_port_share, v.new_destination_share, v.unknown_destination_share,
  v.sender, v.destination, v.service_port, v.remote_service, v.remote_region, v.remote_org
FROM runs AS r
JOIN entity_evidence AS v ON v.entity = r.entity AND v.hour_start = r.hour_start
LEFT JOIN bucket_requests_hourly AS b ON b.bucket = v.resource AND b.hour_start = r.hour_start
-- The run that an earlier calculation left open, where this one begins within it.
LEFT JOIN open_runs AS o ON o.entity = r.entity AND o.last_hour = r.run_start - 3600
