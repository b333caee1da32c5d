-- What tells the type of an anomaly: who took the bytes of an entity in an hour, and which of that is new within a day.
-- In an entity's first six hours no destination is new, and in a log's first six no port, for then all would be.
WITH logs AS (
  SELECT log, min(hour_start) + 6 * 3600 AS ports_known_from FROM entity_traffic GROUP BY log
),
entities AS (
  SELECT entity, min(hour_start) + 6 * 3600 AS destinations_known_from FROM entity_traffic GROUP BY entity
),
destinations AS (
  SELECT entity, destination, min(hour_start) AS destination_since FROM entity_traffic GROUP BY entity, destination
),
ports AS (
  SELECT entity, service_port, is_direct, min(hour_start) AS port_since
  FROM entity_traffic
  GROUP BY entity, service_port, is_direct
),
-- Grouped and joined to the hours of the window: a window function would sort all of the history for one new hour.
dated AS (
  SELECT t.*, l.ports_known_from, e.destinations_known_from, d.destination_since, p.port_since
  FROM entity_traffic AS t
  JOIN feature_window AS w ON t.hour_start >= w.start_time AND t.hour_start < w.end_time
  JOIN logs AS l ON l.log = t.log
  JOIN entities AS e ON e.entity = t.entity
  LEFT JOIN destinations AS d ON d.entity = t.entity AND d.destination IS NOT DISTINCT FROM t.destination
  LEFT JOIN ports AS p ON p.entity = t.entity AND p.service_port = t.service_port AND p.is_direct = t.is_direct
),
ranked AS (
  SELECT
    *,
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
  FROM dated
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
