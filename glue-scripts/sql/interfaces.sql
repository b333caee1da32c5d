-- The interfaces that log, with what logs and inventory say of them. An instance id in the log wins over the
-- inventory's, which only knows today's attachment. Without inventory behaviour gives interfaces away: only a NAT gateway
-- passes packets whose public end is not the record's address, and what sends from several addresses (a transit gateway,
-- a firewall) forwards, because a record shows the primary address of an interface whichever it sent from.
WITH forwarders AS (
  SELECT interface_id
  FROM hourly_conversations
  WHERE record_kind = 'vpc' AND flow_direction = 'egress' AND srcaddr NOT LIKE '%:%'
  GROUP BY interface_id
  HAVING count(DISTINCT srcaddr) > 1
),
behaviour AS (
  SELECT
    coalesce(c.interface_id, c.resource_id) AS interface_id,
    max(
      CASE
        WHEN c.pkt_dstaddr <> c.dstaddr AND d.is_private = false THEN 1
        WHEN c.pkt_srcaddr <> c.srcaddr AND s.is_private = false THEN 1
        ELSE 0
      END
    ) AS translates
  FROM hourly_conversations AS c
  LEFT JOIN addresses AS s ON s.address = c.pkt_srcaddr
  LEFT JOIN addresses AS d ON d.address = c.pkt_dstaddr
  WHERE c.pkt_dstaddr <> c.dstaddr OR c.pkt_srcaddr <> c.srcaddr
  GROUP BY coalesce(c.interface_id, c.resource_id)
),
logged AS (
  SELECT
    coalesce(interface_id, resource_id) AS interface_id,
    max(CASE WHEN account_id <> 'unknown' THEN account_id END) AS account_id,
    max(region) AS region, max(vpc_id) AS vpc_id, max(subnet_id) AS subnet_id, max(az_id) AS az_id,
    max(instance_id) AS instance_id, max(interface_type) AS interface_type, max(resource_id) AS resource_id,
    max(workload_name) AS name
  FROM hourly_conversations
  WHERE record_kind = 'vpc'
  GROUP BY coalesce(interface_id, resource_id)
)
SELECT
  l.interface_id,
  coalesce(l.account_id, r.account_id, n.account_id) AS account_id,
  coalesce(l.region, r.region, n.region) AS region,
  coalesce(l.vpc_id, r.vpc_id, n.vpc_id) AS vpc_id,
  coalesce(l.subnet_id, r.subnet_id, n.subnet_id) AS subnet_id,
  coalesce(l.az_id, r.az_id, n.az_id) AS az_id,
  coalesce(l.instance_id, r.instance_id) AS instance_id,
  CASE
    WHEN coalesce(r.interface_type, l.interface_type) IN ('nat_gateway', 'regional_nat_gateway') THEN 'nat_gateway'
    WHEN l.resource_id LIKE 'nat-%' THEN 'nat_gateway'
    WHEN coalesce(r.interface_type, l.interface_type) LIKE '%vpc_endpoint' THEN 'vpc_endpoint'
    WHEN r.interface_type IS NULL AND l.interface_type IS NULL AND b.translates = 1 THEN 'nat_gateway'
    WHEN r.interface_type IS NULL AND l.interface_type IS NULL AND f.interface_id IS NOT NULL THEN 'forwarder'
    ELSE coalesce(r.interface_type, l.interface_type, 'interface')
  END AS interface_type,
  coalesce(r.resource_id, l.resource_id) AS resource_id,
  coalesce(r.name, n.name, l.name) AS name
FROM logged AS l
LEFT JOIN ref_interfaces AS r ON r.interface_id = l.interface_id
LEFT JOIN ref_nat_gateways AS n ON n.nat_gateway_id = coalesce(r.resource_id, l.resource_id)
LEFT JOIN behaviour AS b ON b.interface_id = l.interface_id
LEFT JOIN forwarders AS f ON f.interface_id = l.interface_id
