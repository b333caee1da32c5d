/** A host that answers so many addresses in one hour serves them. */
const CLIENTS_OF_A_SERVER = 10;

const WEB_PORTS = '(80, 443, 8080, 8443)';

/**
 * Traffic to the internet of public web servers and load balancers (`server`), and of buckets that serve nobody
 * anonymously; those that do are s3-public's. What a server sends as the client of others is left out.
 */
export const WEB_SERVERS = `(
  WITH served AS (
    SELECT l.vantage_id AS interface_id, timestamp_seconds(l.hour_start) AS hour, l.service_port,
      count(DISTINCT l.remote_address) FILTER (l.host_serves) AS clients,
      coalesce(sum(l.bytes) FILTER (l.host_serves), 0) / sum(l.bytes) AS share
    FROM flow_legs AS l
    JOIN addresses AS a ON a.address = l.remote_address AND NOT a.is_private
    WHERE l.vantage = 'workload' AND l.direction = 'out' AND l.service_port IN ${WEB_PORTS} AND l.bytes > 0
    GROUP BY ALL
  ),
  servers AS (
    SELECT interface_id FROM served GROUP BY interface_id, hour HAVING sum(clients) >= ${CLIENTS_OF_A_SERVER}
    UNION
    SELECT interface_id FROM ref_interfaces WHERE interface_type = 'load_balancer'
  )
  SELECT e.* REPLACE (CAST(e.bytes * d.share AS BIGINT) AS bytes, e.usd * d.share AS usd),
    coalesce(i.resource_id, e.instance_id, e.interface_id) AS server, false AS is_bucket
  FROM egress_hourly AS e
  JOIN servers AS s ON s.interface_id = e.interface_id
  JOIN served AS d ON d.interface_id = e.interface_id AND d.hour = e.hour AND d.service_port = e.service_port
  LEFT JOIN ref_interfaces AS i ON i.interface_id = e.interface_id AND i.interface_type = 'load_balancer'
  WHERE e.egress_class = 'internet' AND e.resource_type = 'internet_gateway'
  UNION ALL
  SELECT e.*, e.name AS server, true AS is_bucket
  FROM egress_hourly AS e
  WHERE e.egress_class = 'internet' AND e.resource_type = 'bucket'
    AND e.name NOT IN (SELECT bucket FROM s3_requests WHERE requester IS NULL AND bytes_sent > 0)
)`;
