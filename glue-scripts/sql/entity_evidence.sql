-- What tells the type of an anomaly: who took the bytes of an entity in an hour, and which of that is new within a day.
-- In an entity's first six hours no destination is new, and in a log's first six no port, for then all would be.
WITH dated AS (
  SELECT
    t.*,
    min(t.hour_start) OVER (PARTITION BY t.log) + 6 * 3600 AS ports_known_from,
    min(t.hour_start) OVER (PARTITION BY t.entity) + 6 * 3600 AS destinations_known_from,
    min(t.hour_start) OVER (PARTITION BY t.entity, t.destination) AS destination_since,
    min(t.hour_start) OVER (PARTITION BY t.entity, t.service_port, t.is_direct) AS port_since
  FROM entity_traffic AS t
),
ranked AS (
  SELECT
    d.*,
    CASE
      WHEN destination_since > hour_start - 86400 AND destination_since >= destinations_known_from THEN bytes
      ELSE 0
    END AS new_destination_bytes,
    CASE
      WHEN is_direct = 1 AND addresses >= 3 AND service_port NOT IN (0, 80, 443)
        AND port_since > hour_start - 86400 AND port_since >= ports_known_from THEN bytes
      ELSE 0
    END AS open_port_bytes,
    row_number() OVER (PARTITION BY entity, hour_start ORDER BY bytes DESC, destination, sender, service_port, is_direct, is_unknown) AS place
  FROM dated AS d
  JOIN feature_window AS w ON d.hour_start >= w.start_time AND d.hour_start < w.end_time
)
SELECT
  entity, hour_start, account, region, resource, egress_class,
  max(peer_group) AS peer_group, CAST(sum(bytes) AS BIGINT) AS bytes, sum(usd) AS usd,
  sum(new_destination_bytes) / CAST(sum(bytes) AS DOUBLE) AS new_destination_share,
  sum(open_port_bytes) / CAST(sum(bytes) AS DOUBLE) AS open_port_share,
  sum(CASE WHEN is_unknown = 1 THEN bytes ELSE 0 END) / CAST(sum(bytes) AS DOUBLE) AS unknown_destination_share,
  max(CASE WHEN place = 1 THEN sender END) AS sender,
  max(CASE WHEN place = 1 THEN destination END) AS destination,
  max(CASE WHEN place = 1 THEN service_port END) AS service_port,
  max(CASE WHEN place = 1 THEN remote_service END) AS remote_service,
  max(CASE WHEN place = 1 THEN remote_region END) AS remote_region,
  max(CASE WHEN place = 1 THEN remote_org END) AS remote_org
FROM ranked
GROUP BY entity, hour_start, account, region, resource, egress_class
