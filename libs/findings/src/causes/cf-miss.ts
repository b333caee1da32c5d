import { BYTES_PER_GB, HOURS_PER_MONTH } from '@egress/contracts';
import { sqlLiteral } from '@egress/sql-engine';
import type { ClaimedFinding, EvidenceItem } from '../claimed-finding';
import { count, gigabytes, round, sampleLength } from '../evidence';
import type { Cause, CauseContext } from '../findings-context';

/** Static content commonly reaches more; below it a cache policy is worth a look. */
const GOOD_BYTE_HIT_RATIO = 0.8;

interface Distribution {
  readonly distributionId: string;
  readonly hitBytes: number;
  readonly missBytes: number;
  readonly misses: number;
}

/** Distributions that fetch too many of their bytes from the origin. From AWS origins that transfer is free. */
export const cfMiss: Cause = {
  cause: 'cf-miss',
  needsOneOf: ['cloudfront-logs'],
  find: async (context) => {
    const distributions = await context.engine.query<Distribution>(`
      SELECT distribution_id AS "distributionId",
        CAST(coalesce(sum(sc_bytes) FILTER (result_type LIKE '%Hit'), 0) AS BIGINT) AS "hitBytes",
        CAST(coalesce(sum(sc_bytes) FILTER (result_type = 'Miss'), 0) AS BIGINT) AS "missBytes",
        count(*) FILTER (result_type = 'Miss') AS misses
      FROM cloudfront_requests
      GROUP BY distribution_id
      HAVING "missBytes" > 0 AND "hitBytes" < ${GOOD_BYTE_HIT_RATIO} * ("hitBytes" + "missBytes")
      ORDER BY "missBytes" DESC, "distributionId"`);
    return Promise.all(
      distributions.map((distribution) =>
        describe({ ...context, windowHours: context.distributionHours }, distribution),
      ),
    );
  },
};

async function describe(context: CauseContext, distribution: Distribution): Promise<ClaimedFinding> {
  const { distributionId, hitBytes, missBytes, misses } = distribution;
  const ratio = hitBytes / (hitBytes + missBytes);
  return {
    cause: 'cf-miss',
    heading: `${distributionId} serves only ${round(ratio * 100, 1)} % of its bytes from the cache`,
    resource: distributionId,
    region: 'edge',
    accountId: null,
    claims: [],
    addedUsdPerMonth: 0,
    isRisk: true,
    evidence: [
      sampleLength(context),
      { name: 'byte hit ratio', value: round(ratio * 100, 2), unit: '%' },
      gigabytes('fetched from the origin', monthly(context, missBytes / BYTES_PER_GB)),
      count('requests to the origin a month', Math.round(monthly(context, misses))),
      ...(await missedTypes(context, distributionId)),
    ],
    fix: {
      summary: 'Cache longer, vary on fewer headers, cookies and query strings, and turn origin shield on.',
      awsCli: `aws cloudfront get-distribution-config --id ${distributionId} > ${distributionId}.json
# In .DistributionConfig set DefaultCacheBehavior.CachePolicyId to 658327ea-f89d-4fab-a63d-7e88639e58f6 (CachingOptimized)
# and Origins.Items[].OriginShield to {"Enabled":true,"OriginShieldRegion":"REGION_OF_THE_ORIGIN"}, then:
jq .DistributionConfig ${distributionId}.json > config.json
aws cloudfront update-distribution --id ${distributionId} --if-match "$(jq -r .ETag ${distributionId}.json)" \\
  --distribution-config file://config.json`,
      terraform: `resource "aws_cloudfront_cache_policy" "longer" {
  name        = "longer"
  min_ttl     = 60
  default_ttl = 86400
  max_ttl     = 31536000
  parameters_in_cache_key_and_forwarded_to_origin {
    cookies_config { cookie_behavior = "none" }
    headers_config { header_behavior = "none" }
    query_strings_config { query_string_behavior = "none" }
    enable_accept_encoding_gzip   = true
    enable_accept_encoding_brotli = true
  }
}
# and in aws_cloudfront_distribution ${distributionId}: cache_policy_id = aws_cloudfront_cache_policy.longer.id`,
    },
    risk: 'Pages that differ by user must not be cached for all: exclude their paths before the policy changes. Origin shield has a price per request.',
    doesNotHelp:
      'The transfer bill of an AWS origin: its bytes to CloudFront are free, so that only requests and work at the origin are saved. An origin outside AWS saves what its provider charges per GB, which is not in these logs.',
  };
}

async function missedTypes(context: CauseContext, distributionId: string): Promise<EvidenceItem[]> {
  const types = await context.engine.query<{ type: string; bytes: number }>(`
    SELECT coalesce(content_type, 'unknown') AS type, CAST(sum(sc_bytes) AS BIGINT) AS bytes FROM cloudfront_requests
    WHERE result_type = 'Miss' AND distribution_id = ${sqlLiteral(distributionId)}
    GROUP BY type ORDER BY bytes DESC, type LIMIT 3`);
  return types.map(({ type, bytes }) => gigabytes(`missed ${type}`, monthly(context, bytes / BYTES_PER_GB)));
}

function monthly(context: CauseContext, value: number): number {
  return context.windowHours > 0 ? (value / context.windowHours) * HOURS_PER_MONTH : 0;
}
