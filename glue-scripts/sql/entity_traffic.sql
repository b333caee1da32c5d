-- egress_hourly by entity: the resource that a person would act on, in one account, region and egress class. Shared
-- resources (NAT gateways, endpoints, transit gateways) are entities where their processing is billed; else the sender is.
WITH named AS (
  SELECT
    unix_timestamp(hour) AS hour_start,
    -- Access logs do not tell the account. Guessed from the rows around, it would be another one as soon as those are,
    -- and the entity would lose its history.
    coalesce(account_id, '000000000000') AS account,
    coalesce(region, 'unknown') AS region,
    coalesce(
      CASE
        WHEN resource_type = 'bucket' THEN name
        WHEN egress_class IN ('nat_processing', 'privatelink', 'transit_gateway', 'gateway_endpoint') THEN resource_id
      END,
      instance_id, interface_id, resource_id, local_address, name, 'unknown'
    ) AS resource,
    egress_class,
    CASE
      WHEN resource_type IN ('bucket', 'distribution') THEN NULL
      WHEN egress_class IN ('nat_processing', 'privatelink', 'transit_gateway', 'gateway_endpoint') THEN split_part(resource_id, '-', 1)
      ELSE coalesce(regexp_replace(name, '[-_.]?[0-9]+$', ''), 'unnamed')
    END AS peer_group,
    CASE WHEN resource_type IN ('bucket', 'distribution') THEN resource_type ELSE 'flows' END AS source,
    coalesce(
      peer_interface_id, peer_address, remote_service || ' ' || coalesce(remote_region, region, ''),
      'AS' || CAST(remote_asn AS STRING), remote_address_kind
    ) AS destination,
    coalesce(instance_id, interface_id, name, local_address, 'unknown') AS sender,
    service_port, remote_service, remote_region, remote_org,
    CASE WHEN resource_type = 'internet_gateway' THEN 1 ELSE 0 END AS is_direct,
    CASE
      WHEN remote_address_kind = 'public' AND remote_asn IS NULL AND resource_type NOT IN ('bucket', 'distribution') THEN 1
      ELSE 0
    END AS is_unknown,
    bytes, flows, distinct_destinations, usd
  FROM egress_hourly
  WHERE bytes > 0
)
SELECT
  hour_start, account, region, resource, egress_class,
  concat_ws('/', account, region, egress_class, resource) AS entity,
  concat_ws('/', account, region, source) AS log,
  destination, sender, service_port, is_direct, is_unknown,
  max(peer_group) AS peer_group, -- entities that do the same work; NULL for those that have no like
  max(remote_service) AS remote_service, max(remote_region) AS remote_region, max(remote_org) AS remote_org,
  CAST(sum(bytes) AS BIGINT) AS bytes, CAST(sum(flows) AS BIGINT) AS flows,
  CAST(sum(distinct_destinations) AS BIGINT) AS addresses, sum(usd) AS usd
FROM named
GROUP BY
  hour_start, account, region, resource, egress_class, source, destination, sender, service_port, is_direct, is_unknown
