-- Who has an address in a VPC: the interfaces that log, the inventory's interfaces, and else the subnet whose range
-- holds the address (a subnet lies in one availability zone, so that the zone holds whoever has the address today).
WITH logged AS (
  SELECT i.vpc_id, ia.address, i.region, i.account_id, i.subnet_id, i.az_id, i.interface_id, i.instance_id,
    i.interface_type, i.resource_id, i.name, 1 AS is_logged, false AS is_public
  FROM interface_addresses AS ia
  JOIN interfaces AS i ON i.interface_id = ia.interface_id
),
-- A second private address appears only as packet address; its owner is the interface that logs it.
secondary AS (
  SELECT DISTINCT vpc_id, host_address AS address, region, account_id, subnet_id, az_id, vantage_id AS interface_id,
    instance_id, 'interface' AS interface_type, resource_id, name, 1 AS is_logged, false AS is_public
  FROM flow_legs
  WHERE vantage = 'workload'
),
inventory AS (
  SELECT r.vpc_id, a.address, r.region, r.account_id, r.subnet_id, r.az_id, r.interface_id, r.instance_id,
    r.interface_type, r.resource_id, r.name,
    CASE WHEN logging.interface_id IS NULL THEN 0 ELSE 1 END AS is_logged,
    a.is_public
  FROM ref_addresses AS a
  JOIN ref_interfaces AS r ON r.interface_id = a.interface_id
  LEFT JOIN interfaces AS logging ON logging.interface_id = r.interface_id
),
by_subnet AS (
  SELECT s.vpc_id, a.address, s.region, s.account_id, s.subnet_id, s.az_id, CAST(NULL AS STRING) AS interface_id,
    CAST(NULL AS STRING) AS instance_id, CAST(NULL AS STRING) AS interface_type, CAST(NULL AS STRING) AS resource_id,
    CAST(NULL AS STRING) AS name, 0 AS is_logged, false AS is_public
  FROM addresses AS a
  JOIN ref_subnets AS s ON a.address_key BETWEEN s.range_start AND s.range_end
),
known AS (
  SELECT * FROM logged
  UNION ALL SELECT * FROM secondary
  UNION ALL SELECT * FROM inventory
  UNION ALL SELECT * FROM by_subnet
)
SELECT
  coalesce(vpc_id, '') AS vpc_id, address, max(region) AS region, max(account_id) AS account_id,
  max(subnet_id) AS subnet_id, max(az_id) AS az_id, max(interface_id) AS interface_id, max(instance_id) AS instance_id,
  max(interface_type) AS interface_type, max(resource_id) AS resource_id, max(name) AS name,
  max(is_logged) AS is_logged,
  max(CASE WHEN is_public THEN 1 ELSE 0 END) AS is_public
FROM known
WHERE address IS NOT NULL
GROUP BY coalesce(vpc_id, ''), address
