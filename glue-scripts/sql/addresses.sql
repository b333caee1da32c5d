-- Every address that occurs, as a key whose string order is address order ('4' + 8 or '6' + 32 hex digits), with the
-- AWS service and region that own it, or else the autonomous system. Text that is no address has a NULL key.
WITH seen AS (
  SELECT srcaddr AS address FROM hourly_conversations
  UNION SELECT dstaddr FROM hourly_conversations
  UNION SELECT pkt_srcaddr FROM hourly_conversations
  UNION SELECT pkt_dstaddr FROM hourly_conversations
  UNION SELECT remote_ip FROM s3_requests
),
octets AS (
  SELECT
    address,
    TRY_CAST(split_part(address, '.', 1) AS BIGINT) AS o1,
    TRY_CAST(split_part(address, '.', 2) AS BIGINT) AS o2,
    TRY_CAST(split_part(address, '.', 3) AS BIGINT) AS o3,
    TRY_CAST(split_part(address, '.', 4) AS BIGINT) AS o4
  FROM seen
  WHERE address IS NOT NULL AND address NOT LIKE '%:%'
),
ipv4 AS (
  SELECT
    address,
    CASE
      WHEN o1 BETWEEN 0 AND 255 AND o2 BETWEEN 0 AND 255 AND o3 BETWEEN 0 AND 255 AND o4 BETWEEN 0 AND 255
        THEN concat('4', lpad(hex(o1 * 16777216 + o2 * 65536 + o3 * 256 + o4), 8, '0'))
    END AS address_key
  FROM octets
),
-- '::' stands for as many zero groups as make eight in all.
groups_of_ipv6 AS (
  SELECT
    address,
    replace(
      address, '::', concat(':', repeat('0:', 8 - (length(address) - length(replace(address, ':', '')))))
    ) AS full_form
  FROM seen
  WHERE address LIKE '%:%'
),
ipv6 AS (
  SELECT
    address,
    concat('6', upper(concat(
      lpad(split_part(full_form, ':', 1), 4, '0'), lpad(split_part(full_form, ':', 2), 4, '0'),
      lpad(split_part(full_form, ':', 3), 4, '0'), lpad(split_part(full_form, ':', 4), 4, '0'),
      lpad(split_part(full_form, ':', 5), 4, '0'), lpad(split_part(full_form, ':', 6), 4, '0'),
      lpad(split_part(full_form, ':', 7), 4, '0'), lpad(split_part(full_form, ':', 8), 4, '0')
    ))) AS address_key
  FROM groups_of_ipv6
),
keyed AS (
  SELECT address, address_key FROM ipv4
  UNION ALL
  SELECT address, address_key FROM ipv6
),
-- Sorted together, the last range that starts at or before an address is the only one that can hold it.
ip_range_starts AS (
  SELECT
    address,
    address_key,
    max(range_start) OVER (ORDER BY address_key, sort_order ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS range_start
  FROM (
    SELECT address, address_key, CAST(NULL AS STRING) AS range_start, 1 AS sort_order
    FROM keyed
    WHERE address_key IS NOT NULL
    UNION ALL
    SELECT CAST(NULL AS STRING), range_start, range_start, 0 FROM ref_ip_ranges
  ) AS starts_and_addresses
),
aws AS (
  SELECT s.address, r.service AS aws_service, r.region AS aws_region
  FROM ip_range_starts AS s
  JOIN ref_ip_ranges AS r ON r.range_start = s.range_start
  WHERE s.address IS NOT NULL AND s.address_key <= r.range_end
),
asn_range_starts AS (
  SELECT
    address,
    address_key,
    max(range_start) OVER (ORDER BY address_key, sort_order ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS range_start
  FROM (
    SELECT k.address, k.address_key, CAST(NULL AS STRING) AS range_start, 1 AS sort_order
    FROM keyed AS k
    LEFT JOIN aws AS a ON a.address = k.address
    WHERE k.address_key IS NOT NULL AND a.address IS NULL
    UNION ALL
    SELECT CAST(NULL AS STRING), range_start, range_start, 0 FROM ref_asn
  ) AS starts_and_addresses
),
autonomous_systems AS (
  SELECT s.address, r.asn, r.org
  FROM asn_range_starts AS s
  JOIN ref_asn AS r ON r.range_start = s.range_start
  WHERE s.address IS NOT NULL AND s.address_key <= r.range_end
)
SELECT
  k.address,
  k.address_key,
  -- RFC 1918, shared (RFC 6598), link-local and loopback; IPv6 unique-local, link-local and loopback.
  coalesce(
    k.address_key BETWEEN '40A000000' AND '40AFFFFFF'
    OR k.address_key BETWEEN '4AC100000' AND '4AC1FFFFF'
    OR k.address_key BETWEEN '4C0A80000' AND '4C0A8FFFF'
    OR k.address_key BETWEEN '464400000' AND '4647FFFFF'
    OR k.address_key BETWEEN '4A9FE0000' AND '4A9FEFFFF'
    OR k.address_key BETWEEN '47F000000' AND '47FFFFFFF'
    OR k.address_key BETWEEN '6FC' AND '6FDFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF'
    OR k.address_key BETWEEN '6FE8' AND '6FEBFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF'
    OR k.address_key = '600000000000000000000000000000001',
    false
  ) AS is_private,
  aws.aws_service,
  aws.aws_region,
  n.asn,
  n.org
FROM keyed AS k
LEFT JOIN aws ON aws.address = k.address
LEFT JOIN autonomous_systems AS n ON n.address = k.address
