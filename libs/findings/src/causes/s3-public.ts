import { BYTES_PER_GB, HOURS_PER_MONTH } from '@egress/contracts';
import { sqlLiteral } from '@egress/sql-engine';
import type { ClaimedFinding, EvidenceItem } from '../claimed-finding';
import { count, dollars, gigabytes, sampleLength } from '../evidence';
import { type Cause, type CauseContext, ofBuckets } from '../findings-context';
import {
  cheapestPlan,
  internetClaim,
  type InternetMonth,
  internetMonth,
  internetSaving,
  offerEvidence,
  payAsYouGo,
} from '../internet-saving';
import { ANONYMOUS_TO_INTERNET, BOT } from '../s3-requests-sql';
import { gbPerMonth, readTraffic, type Traffic } from '../traffic';

type AnonymousTraffic = Traffic & { readonly bucket: string; readonly region: string };

interface Requests {
  readonly requests: number;
  readonly botBytes: number;
  readonly linkedBytes: number;
  readonly addresses: number;
}

/**
 * Buckets that serve anonymous requests to the internet. Blocking public access saves `DTO(Go)`; content that must stay
 * public saves the difference to CloudFront, which is the lower bound.
 */
export const s3Public: Cause = {
  cause: 's3-public',
  needsOneOf: ['s3-logs'],
  find: async (analysis) => {
    const context = ofBuckets(analysis);
    const month = await internetMonth(analysis);
    const buckets = await readTraffic<{ bucket: string; region: string }>(
      context,
      { bucket: 'bucket', region: 'region' },
      'true',
      ANONYMOUS_TO_INTERNET,
    );
    return Promise.all(buckets.map((bucket) => describe(context, month, bucket)));
  },
};

async function describe(
  context: CauseContext,
  month: InternetMonth,
  traffic: AnonymousTraffic,
): Promise<ClaimedFinding> {
  const { bucket, region } = traffic;
  const gb = gbPerMonth(context, traffic);
  const seen = await context.engine.queryOne<Requests>(`
    SELECT count(*) AS requests, coalesce(sum(bytes_sent) FILTER (${BOT}), 0) AS "botBytes",
      coalesce(sum(bytes_sent) FILTER (referer_host IS NOT NULL), 0) AS "linkedBytes",
      count(DISTINCT remote_ip) AS addresses
    FROM s3_requests WHERE requester IS NULL AND bytes_sent > 0 AND bucket = ${sqlLiteral(bucket)}`);
  const months = HOURS_PER_MONTH / context.windowHours;
  const requests = seen.requests * months;
  const blocked = (volume: number) => internetSaving(context, month, region, volume);
  const throughCloudFront = (volume: number) => {
    const plan = cheapestPlan(context, volume, requests) ?? Infinity;
    return Math.max(0, blocked(volume) - Math.min(plan, payAsYouGo(context, month, volume, requests)));
  };
  return {
    cause: 's3-public',
    heading: `Bucket ${bucket} serves anyone without signing in`,
    resource: bucket,
    region,
    accountId: null,
    claims: [
      internetClaim(month, region, {
        low: Math.min(throughCloudFront(gb.low), throughCloudFront(gb.expected)),
        expected: blocked(gb.expected),
        high: blocked(gb.high),
      }),
    ],
    addedUsdPerMonth: 0,
    isRisk: true,
    evidence: [
      sampleLength(context),
      gigabytes('anonymous bytes to the internet', gb.expected),
      count('anonymous requests in the sample', seen.requests),
      count('addresses that asked', seen.addresses),
      gigabytes('asked for by bots and scripts', (seen.botBytes / BYTES_PER_GB) * months),
      gigabytes('linked from other sites', (seen.linkedBytes / BYTES_PER_GB) * months),
      ...(await topReferers(context, bucket)),
      dollars('internet transfer', blocked(gb.expected)),
      dollars('saved if it stays public through CloudFront', throughCloudFront(gb.expected)),
      ...offerEvidence(context, gb.expected, requests, payAsYouGo(context, month, gb.expected, requests)),
    ],
    fix: publicAccessFix(bucket),
    risk: 'A site that is meant to be public goes dark when access is blocked: put CloudFront with origin access control before it and move its names first. The first two lines of the fix keep what was set, which is the way back.',
    doesNotHelp:
      'Signed requests and other principals with rights on the bucket; what was downloaded already; objects that are equally public in another bucket.',
  };
}

async function topReferers(context: CauseContext, bucket: string): Promise<EvidenceItem[]> {
  const referers = await context.engine.query<{ host: string; bytes: number }>(`
    SELECT referer_host AS host, CAST(sum(bytes_sent) AS BIGINT) AS bytes FROM s3_requests
    WHERE requester IS NULL AND bytes_sent > 0 AND referer_host IS NOT NULL AND bucket = ${sqlLiteral(bucket)}
    GROUP BY referer_host ORDER BY bytes DESC, host LIMIT 5`);
  const months = HOURS_PER_MONTH / context.windowHours;
  return referers.map(({ host, bytes }) => gigabytes(`linked from ${host}`, (bytes / BYTES_PER_GB) * months));
}

function publicAccessFix(bucket: string): ClaimedFinding['fix'] {
  return {
    summary: `Block public access to ${bucket}; if its content is meant to be public, serve it through CloudFront with origin access control.`,
    awsCli: `aws s3api get-public-access-block --bucket ${bucket} > ${bucket}-public-access-block.json
aws s3api get-bucket-policy --bucket ${bucket} --query Policy --output text > ${bucket}-policy.json
aws s3api put-public-access-block --bucket ${bucket} --public-access-block-configuration \\
  BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true`,
    terraform: `resource "aws_s3_bucket_public_access_block" "private" {
  bucket                  = "${bucket}"
  block_public_acls       = true
  ignore_public_acls      = true
  block_public_policy     = true
  restrict_public_buckets = true
}

# Where the content is public on purpose, the origin of a distribution reads it with:
resource "aws_cloudfront_origin_access_control" "bucket" {
  name                              = "${bucket}"
  origin_access_control_origin_type = "s3"
  signing_behavior                  = "always"
  signing_protocol                  = "sigv4"
}`,
  };
}
