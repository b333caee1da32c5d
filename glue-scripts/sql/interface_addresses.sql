-- The own addresses of each interface that logs: from the inventory, from the direction of its records, and where
-- neither is there (default format without inventory) the address that most of its records share. Interfaces that
-- forward what others send own none of the addresses in their records.
WITH undirected AS (
  SELECT c.interface_id, c.srcaddr, c.dstaddr, c.flows
  FROM hourly_conversations AS c
  LEFT JOIN (SELECT DISTINCT interface_id FROM ref_addresses) AS known ON known.interface_id = c.interface_id
  WHERE c.flow_direction IS NULL AND c.record_kind = 'vpc' AND known.interface_id IS NULL AND c.interface_id IS NOT NULL
),
counted AS (
  SELECT u.interface_id, u.address, sum(u.flows) AS flows
  FROM (
    SELECT interface_id, srcaddr AS address, flows FROM undirected
    UNION ALL
    SELECT interface_id, dstaddr, flows FROM undirected
  ) AS u
  GROUP BY u.interface_id, u.address
),
most_frequent AS (
  SELECT
    c.interface_id,
    c.address,
    row_number() OVER (
      PARTITION BY c.interface_id
      ORDER BY c.flows DESC, CASE WHEN a.is_private THEN 0 ELSE 1 END, c.address
    ) AS place
  FROM counted AS c
  LEFT JOIN addresses AS a ON a.address = c.address
)
SELECT interface_id, address FROM ref_addresses WHERE interface_id IS NOT NULL AND is_public = false
UNION
SELECT i.interface_id, CASE WHEN c.flow_direction = 'egress' THEN c.srcaddr ELSE c.dstaddr END
FROM hourly_conversations AS c
JOIN interfaces AS i ON i.interface_id = coalesce(c.interface_id, c.resource_id)
WHERE c.record_kind = 'vpc' AND c.flow_direction IS NOT NULL AND i.interface_type NOT IN ('transit_gateway', 'forwarder')
UNION
SELECT interface_id, address FROM most_frequent WHERE place = 1
