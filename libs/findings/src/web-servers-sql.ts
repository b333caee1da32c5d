/** A host that answers so many addresses in one hour serves them; a client talks to few. */
const CLIENTS_OF_A_SERVER = 10;

/**
 * Traffic to the internet of public web servers and load balancers (`server`), and of buckets that serve nobody
 * anonymously; those that do are s3-public's.
 */
export const WEB_SERVERS = `(
  WITH clients AS (
    SELECT interface_id, hour, sum(distinct_destinations) AS addresses
    FROM egress_hourly
    WHERE egress_class = 'internet' AND resource_type = 'internet_gateway' AND service_port IN (80, 443, 8080, 8443)
    GROUP BY ALL
  ),
  servers AS (
    SELECT interface_id FROM clients GROUP BY interface_id HAVING max(addresses) >= ${CLIENTS_OF_A_SERVER}
    UNION
    SELECT interface_id FROM ref_interfaces WHERE interface_type = 'load_balancer'
  )
  SELECT e.*, coalesce(i.resource_id, e.instance_id, e.interface_id) AS server, false AS is_bucket
  FROM egress_hourly AS e
  JOIN servers AS s ON s.interface_id = e.interface_id
  LEFT JOIN ref_interfaces AS i ON i.interface_id = e.interface_id AND i.interface_type = 'load_balancer'
  WHERE e.egress_class = 'internet' AND e.resource_type = 'internet_gateway' AND e.service_port IN (80, 443, 8080, 8443)
  UNION ALL
  SELECT e.*, e.name AS server, true AS is_bucket
  FROM egress_hourly AS e
  WHERE e.egress_class = 'internet' AND e.resource_type = 'bucket'
    AND e.name NOT IN (SELECT bucket FROM s3_requests WHERE requester IS NULL AND bytes_sent > 0)
)`;
