-- What each usage type of the bill charges for, as far as traffic is concerned. `bytes_per_gb` is how many bytes a billed GB
-- counts: half where the bill writes a moved byte on two lines, none where a surcharge's bytes are on another line already.
-- Rules: https://docs.aws.amazon.com/cur/latest/userguide/cur-data-transfers-charges.html, the first one that fits counts.
WITH billed AS (
  SELECT DISTINCT usage_type, operation, service FROM cur_lines
  WHERE line_type IN ('Usage', 'DiscountedUsage', 'SavingsPlanCoveredUsage') OR line_type LIKE '%Discount'
),
-- Up to two billing codes come first: none is us-east-1. AWS-Out-Bytes only begins like one.
first_codes AS (
  SELECT
    *, regexp_extract(trim(coalesce(usage_type, '')), '^([A-Z]{2,5}[0-9]{0,2})-.', 1) AS first_word
  FROM billed
),
second_codes AS (
  SELECT
    usage_type, operation, service,
    CASE WHEN first_word = 'AWS' THEN '' ELSE first_word END AS code,
    CASE
      WHEN first_word IN ('', 'AWS') THEN trim(coalesce(usage_type, ''))
      ELSE substr(trim(usage_type), length(first_word) + 2)
    END AS after_code
  FROM first_codes
),
words AS (
  SELECT
    *, CASE WHEN code = '' THEN '' ELSE regexp_extract(after_code, '^([A-Z]{2,5}[0-9]{0,2})-.', 1) END AS second_word
  FROM second_codes
),
parts AS (
  SELECT
    usage_type, operation, service,
    coalesce(operation, '') AS op,
    coalesce(lower(service) LIKE '%cloudfront%', false) AS is_cloudfront,
    code,
    CASE WHEN second_word = 'AWS' THEN '' ELSE second_word END AS peer_code,
    CASE WHEN second_word IN ('', 'AWS') THEN after_code ELSE substr(after_code, length(second_word) + 2) END AS suffix
  FROM words
),
placed AS (
  SELECT
    p.*,
    -- CloudFront bills by edge geography; of these only EU is also a region's code.
    CASE
      WHEN p.code IN ('US', 'CA', 'ZA', 'ME', 'SA', 'JP', 'AU', 'AP', 'IN') OR (p.code = 'EU' AND p.is_cloudfront) THEN 'edge'
      WHEN p.code = '' THEN 'us-east-1'
      ELSE r.region
    END AS region,
    q.region AS peer_region,
    p.peer_code <> '' OR p.op LIKE 'TGWPeering%' AS is_inter_region
  FROM parts AS p
  LEFT JOIN ref_billing_codes AS r ON r.code = p.code
  LEFT JOIN ref_billing_codes AS q ON q.code = p.peer_code
),
ruled AS (
  SELECT
    *,
    CASE
      WHEN suffix = 'DataTransfer-In-Bytes' THEN 'in_from_internet'
      WHEN suffix = 'DataTransfer-Out-OBytes' THEN 'cloudfront_edge'
      WHEN suffix = 'DataTransfer-Out-Bytes' AND (region = 'edge' OR is_cloudfront) THEN 'cloudfront_edge'
      WHEN suffix = 'DataTransfer-Out-Bytes' THEN 'internet'
      WHEN suffix = 'DataTransfer-Regional-Bytes' AND op LIKE 'VPCPeering%' THEN 'vpc_peering'
      WHEN suffix = 'DataTransfer-Regional-Bytes' THEN 'cross_az'
      WHEN suffix = 'CloudFront-Out-Bytes' THEN 'cloudfront'
      WHEN suffix = 'CloudFront-In-Bytes' THEN 'in_from_edge'
      WHEN suffix = 'AWS-In-Bytes' AND is_inter_region THEN 'in_from_peer'
      WHEN suffix = 'AWS-Out-Bytes' AND is_inter_region THEN 'inter_region'
      -- Without a second region these are the two lines of peering inside the region.
      WHEN suffix IN ('AWS-In-Bytes', 'AWS-Out-Bytes') THEN 'vpc_peering'
      WHEN lower(suffix) IN ('vpcpeering-in-bytes', 'vpcpeering-out-bytes') THEN 'vpc_peering'
      WHEN suffix = 'C3DataTransfer-In-Bytes' THEN 'in_from_region'
      WHEN suffix = 'C3DataTransfer-Out-Bytes' THEN 'same_region_service'
      WHEN suffix LIKE 'DataTransfer-In-ABytes%' OR suffix LIKE 'AWS-In-ABytes%' THEN 'in_from_internet'
      WHEN suffix LIKE 'DataTransfer-Out-ABytes%' THEN 'internet_surcharge'
      WHEN suffix LIKE 'AWS-Out-ABytes%' THEN 'inter_region_surcharge'
      WHEN suffix IN ('Bytes-Internet', 'Bytes-AWS') THEN 'internet_surcharge'
      WHEN regexp_like(suffix, '^DataXfer-Out([^A-Za-z0-9_]|$)') THEN 'vpn_dx'
      WHEN regexp_like(suffix, '^DataXfer-In([^A-Za-z0-9_]|$)') THEN 'in_from_internet'
      WHEN regexp_like(suffix, '^(Regional)?NatGateway-([A-Za-z0-9_]+-)?Bytes$') THEN 'nat_processing'
      WHEN suffix = 'VpcEndpoint-Bytes' THEN 'privatelink'
      WHEN regexp_like(suffix, '^TransitGateway-([A-Za-z0-9_]+-)?Bytes$') THEN 'transit_gateway'
      WHEN regexp_like(suffix, '^(Regional)?(NatGateway|VpcEndpoint|TransitGateway)-([A-Za-z0-9_]+-)?Hours')
        OR regexp_like(suffix, '^(PublicIPv4:|ElasticIP:|GlobalAccelerator|LCUUsage|VPN-Usage-Hours)') THEN 'hours'
      -- Gateway Load Balancer endpoints, VPC Lattice and others: no class of ours has their prices.
      WHEN regexp_like(lower(suffix), '^(vpc|transitgateway|cloudwan).*-bytes$') THEN 'unknown_transfer'
      WHEN regexp_like(suffix, 'DataTransfer|AWS-(In|Out)-Bytes|Bytes-(Internet|AWS)|CloudFront-.*-Bytes|DataXfer|-ABytes')
        THEN 'unknown_transfer'
      -- Of a service that only moves bytes they are traffic; of other services processed logs and the like.
      WHEN suffix LIKE '%-Bytes' AND regexp_like(lower(coalesce(service, '')), 'vpc|virtual private cloud|elb|load ?balancing|cloud ?wan')
        THEN 'unknown_transfer'
      ELSE 'other'
    END AS rule
  FROM placed
)
SELECT
  usage_type, operation, service,
  CASE WHEN rule IN ('hours', 'other', 'unknown_transfer') THEN rule ELSE 'transfer' END AS line_kind,
  CASE
    WHEN rule IN ('hours', 'other', 'unknown_transfer') OR substr(rule, 1, 8) = 'in_from_' THEN CAST(NULL AS STRING)
    WHEN rule = 'cloudfront_edge' THEN 'cloudfront'
    WHEN rule = 'internet_surcharge' THEN 'internet'
    WHEN rule = 'inter_region_surcharge' THEN 'inter_region'
    ELSE rule
  END AS egress_class,
  CASE
    WHEN rule = 'in_from_internet' THEN CAST(NULL AS STRING)
    WHEN rule IN ('in_from_edge', 'cloudfront_edge') THEN 'edge'
    WHEN rule = 'in_from_peer' THEN peer_region
    ELSE region
  END AS from_region,
  CASE
    WHEN substr(rule, 1, 8) = 'in_from_' THEN region
    WHEN rule IN ('inter_region', 'inter_region_surcharge') THEN peer_region
  END AS to_region,
  CAST(CASE
    WHEN rule LIKE '%surcharge' THEN 0
    WHEN rule IN ('cross_az', 'vpc_peering') THEN 536870912
    ELSE 1073741824
  END AS DOUBLE) AS bytes_per_gb
FROM ruled
