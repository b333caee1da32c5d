import { HOURS_PER_MONTH } from '@egress/contracts';
import { sqlLiteral } from '@egress/sql-engine';
import type { ClaimedFinding } from '../claimed-finding';
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
import type { MonthlyEstimate } from '../monthly-estimate';
import { WEB_SERVERS } from '../web-servers-sql';
import { gbPerMonth, readTraffic, type Traffic } from '../traffic';

interface ServerKey {
  readonly region: string;
  readonly accountId: string | null;
  /** Load balancer, instance, interface or bucket. */
  readonly server: string;
  readonly name: string | null;
  readonly isBucket: boolean;
}

/**
 * Web content that goes to the internet without CloudFront: `DTO(Go) − CF(Go)`, or less a flat-rate plan. Flow logs do
 * not count requests, so that a plan, whose limit is in requests, only raises the upper bound there.
 */
export const noCf: Cause = {
  cause: 'no-cf',
  needsOneOf: [],
  find: async (context) => {
    const month = await internetMonth(context);
    const servers = await readTraffic<ServerKey>(
      context,
      {
        region: "coalesce(region, 'unknown')",
        accountId: 'account_id',
        server: 'server',
        name: 'name',
        isBucket: 'is_bucket',
      },
      'true',
      WEB_SERVERS,
    );
    const sized = servers.map((traffic) => ({
      traffic,
      gb: gbPerMonth(traffic.isBucket ? ofBuckets(context) : context, traffic),
    }));
    const found = await Promise.all(sized.map((server) => describe(context, month, server, sized)));
    return found.filter((finding) => finding !== null);
  },
};

interface Server {
  readonly traffic: ServerKey & Traffic;
  readonly gb: MonthlyEstimate;
}

async function describe(
  analysis: CauseContext,
  month: InternetMonth,
  self: Server,
  all: readonly Server[],
): Promise<ClaimedFinding | null> {
  const { gb, traffic } = self;
  const { region, accountId, server, name, isBucket } = traffic;
  const context = isBucket ? ofBuckets(analysis) : analysis;
  const requests = isBucket ? await requestsPerMonth(context, server) : null;
  const others = all.filter((other) => other !== self);
  const neighbours = others.filter((other) => other.traffic.region === region);
  const today = (volume: number) => internetSaving(context, month, region, volume, totalGb(neighbours));
  const paid = (volume: number) => payAsYouGo(context, month, volume, requests ?? 0, totalGb(others));
  const withPayAsYouGo = (volume: number) => Math.max(0, today(volume) - paid(volume));
  const withPlan = (volume: number) =>
    Math.max(
      withPayAsYouGo(volume),
      today(volume) - (cheapestPlan(context, volume, requests ?? 0) ?? Infinity),
    );
  const likely = requests === null ? withPayAsYouGo : withPlan;
  const expected = likely(gb.expected);
  const high = Math.max(expected, withPlan(gb.expected), withPlan(gb.high));
  if (high <= 0) return null;
  const label = name === null || name === server ? server : `${name} (${server})`;
  return {
    cause: 'no-cf',
    heading: `${label} serves the web without CloudFront`,
    resource: server,
    region,
    accountId,
    claims: [internetClaim(month, region, { low: Math.min(expected, likely(gb.low)), expected, high })],
    addedUsdPerMonth: 0,
    evidence: [
      sampleLength(context),
      gigabytes('web bytes to the internet', gb.expected),
      dollars('internet transfer today', today(gb.expected)),
      ...(requests === null ? [] : [count('requests a month', Math.round(requests))]),
      ...offerEvidence(context, gb.expected, requests, paid(gb.expected)),
    ],
    fix: distributionFix(label, isBucket ? `${server}.s3.${region}.amazonaws.com` : 'ORIGIN_DNS_NAME'),
    risk: 'A flat-rate plan has limits on bytes and requests beyond which delivery may be slowed, and excludes Lambda@Edge and real-time logs. Cookies, WebSockets and client addresses behave differently behind CloudFront: try it on a test name first.',
    doesNotHelp:
      'Traffic that is not HTTP, uploads, and clients that keep using the old name or address. Long answers that nobody asks for twice are cheaper, not faster.',
  };
}

function totalGb(servers: readonly Server[]): number {
  return servers.reduce((sum, { gb }) => sum + gb.expected, 0);
}

async function requestsPerMonth(context: CauseContext, bucket: string): Promise<number> {
  const { requests } = await context.engine.queryOne<{ requests: number }>(
    `SELECT count(*) AS requests FROM s3_requests WHERE bucket = ${sqlLiteral(bucket)}`,
  );
  return (requests / context.windowHours) * HOURS_PER_MONTH;
}

function distributionFix(label: string, origin: string): ClaimedFinding['fix'] {
  return {
    summary: `Put a CloudFront distribution before ${label}; bytes from an AWS origin to CloudFront are free.`,
    awsCli: `aws cloudfront create-distribution --origin-domain-name ${origin}
# Then point the public name to the distribution, and admit only CloudFront at the origin:
aws ec2 describe-managed-prefix-lists --filters Name=prefix-list-name,Values=com.amazonaws.global.cloudfront.origin-facing`,
    terraform: `resource "aws_cloudfront_distribution" "web" {
  enabled = true

  origin {
    domain_name = "${origin}"
    origin_id   = "web"
    custom_origin_config {
      http_port              = 80
      https_port             = 443
      origin_protocol_policy = "https-only"
      origin_ssl_protocols   = ["TLSv1.2"]
    }
  }

  default_cache_behavior {
    target_origin_id       = "web"
    viewer_protocol_policy = "redirect-to-https"
    allowed_methods        = ["GET", "HEAD"]
    cached_methods         = ["GET", "HEAD"]
    cache_policy_id        = "658327ea-f89d-4fab-a63d-7e88639e58f6" # Managed-CachingOptimized
    compress               = true
  }

  restrictions {
    geo_restriction { restriction_type = "none" }
  }
  viewer_certificate { cloudfront_default_certificate = true }
}`,
  };
}
