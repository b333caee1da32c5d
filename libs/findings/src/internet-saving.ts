import { BYTES_PER_GB, HOURS_PER_MONTH } from '@egress/contracts';
import {
  compareCloudFrontPlans,
  EDGE,
  edgeGeography,
  edgeShares,
  mixedCloudFrontCost,
  monthlyInternetCost,
  nearestGeography,
  type EdgeShares,
} from '@egress/prices';
import type { Claim, EvidenceItem } from './claimed-finding';
import { dollars, text } from './evidence';
import type { CauseContext } from './findings-context';
import type { MonthlyEstimate } from './monthly-estimate';

interface Volume {
  readonly gb: number;
  readonly usd: number;
}

/** The month's bytes to the internet per region, and from CloudFront's edges, at this window's pace. */
export interface InternetMonth {
  readonly byRegion: ReadonlyMap<string, Volume>;
  readonly edgeGb: number;
  /** Where CloudFront would serve from: where it does, or else near the regions that serve without it. */
  readonly edgeShares: EdgeShares;
}

/** Volumes decide the tier in which a saving happens. */
export async function internetMonth(context: CauseContext): Promise<InternetMonth> {
  const rows = await context.engine.query<Volume & { egressClass: string; region: string }>(`
    WITH volumes AS (
      SELECT egress_class, coalesce(region, 'unknown') AS region, bytes, usd,
        ${HOURS_PER_MONTH} / CASE resource_type
          WHEN 'bucket' THEN ${context.bucketHours}
          WHEN 'distribution' THEN ${context.distributionHours}
          ELSE ${context.windowHours} END AS months
      FROM egress_hourly
      WHERE bytes > 0 AND (egress_class = 'internet' OR (egress_class = 'cloudfront' AND region = '${EDGE}'))
    )
    SELECT egress_class AS "egressClass", region, sum(bytes * months) / ${BYTES_PER_GB} AS gb,
      sum(usd * months) AS usd
    FROM volumes
    GROUP BY ALL`);
  const internet = rows.filter(({ egressClass }) => egressClass === 'internet');
  const served = await servedGeographies(context);
  const nearby = internet.map(({ region, gb }) => ({ geography: nearestGeography(region), bytes: gb }));
  return {
    byRegion: new Map(internet.map(({ region, gb, usd }) => [region, { gb, usd }])),
    edgeGb: rows.find(({ egressClass }) => egressClass === 'cloudfront')?.gb ?? 0,
    edgeShares: edgeShares(served.length > 0 ? served : nearby),
  };
}

async function servedGeographies(context: CauseContext) {
  const rows = await context.engine.query<{ location: string; bytes: number }>(
    `SELECT edge_location AS location, sum(sc_bytes) AS bytes FROM cloudfront_requests
     WHERE edge_location IS NOT NULL AND sc_bytes > 0 GROUP BY ALL`,
  );
  return rows.flatMap(({ location, bytes }) => {
    const geography = edgeGeography(location);
    return geography === null ? [] : [{ geography, bytes }];
  });
}

/**
 * USD per month by which a region's internet bill falls when `gb` fewer leave it: the difference of two tiered list
 * prices, `DTO(all) − DTO(all − gb)`, with the discount that the region's actual dollars show.
 *
 * @param besideGb what other findings of the same kind would take out of the region too: all share tiers and allowances
 */
export function internetSaving(
  context: CauseContext,
  month: InternetMonth,
  region: string,
  gb: number,
  besideGb = 0,
): number {
  const now = month.byRegion.get(region);
  if (now === undefined || gb <= 0) return 0;
  const gbByRegion = Object.fromEntries([...month.byRegion].map(([name, volume]) => [name, volume.gb]));
  const listOf = (regionGb: number) =>
    monthlyInternetCost(context.prices, { ...gbByRegion, [region]: Math.max(0, regionGb) });
  const before = listOf(now.gb);
  const fall = totalOf(before) - totalOf(listOf(now.gb - gb - besideGb));
  const listUsd = before[region] ?? 0;
  return listUsd > 0 ? (fall * (gb / (gb + besideGb)) * now.usd) / listUsd : (gb * now.usd) / now.gb;
}

/** Every byte that leaves a region for the internet can be saved once, whichever fix does it. */
export function internetClaim(month: InternetMonth, region: string, saving: MonthlyEstimate): Claim {
  return {
    pool: `internet|${region}`,
    poolUsdPerMonth: month.byRegion.get(region)?.usd ?? 0,
    saving,
  };
}

/**
 * USD per month that the same bytes add to CloudFront's bill, pay-as-you-go, on top of what it carries already.
 *
 * @param besideGb what other findings of the same kind would move there too: all share tiers and the free 1 TB
 */
export function payAsYouGo(
  context: CauseContext,
  month: InternetMonth,
  gb: number,
  requests = 0,
  besideGb = 0,
): number {
  if (gb <= 0) return 0;
  const { prices } = context;
  const listOf = (edgeGb: number) => mixedCloudFrontCost(prices, edgeGb, month.edgeShares);
  const allUsd = listOf(month.edgeGb + gb + besideGb) - listOf(month.edgeGb);
  return allUsd * (gb / (gb + besideGb)) + compareCloudFrontPlans(prices, { gb: 0, requests }).payAsYouGoUsd;
}

/** USD per month of the cheapest flat-rate plan that holds the traffic; null when none does. */
export function cheapestPlan(context: CauseContext, gb: number, requests: number): number | null {
  return compareCloudFrontPlans(context.prices, { gb, requests }).plan?.usdPerMonth ?? null;
}

/** CloudFront's offers for a volume, side by side. `requests` is null where no log counts them. */
export function offerEvidence(
  context: CauseContext,
  gb: number,
  requests: number | null,
  payAsYouGoUsd: number,
): EvidenceItem[] {
  const plans = context.prices.cloudFront.plans.map((plan) => {
    const fits = gb <= plan.gbPerMonth && (requests ?? 0) <= plan.requestsPerMonth;
    const limits = `${plan.gbPerMonth} GB and ${plan.requestsPerMonth / 1e6} M requests a month`;
    const verdict = fits ? (requests === null ? 'enough if the requests fit' : 'enough') : 'too small';
    return text(`CloudFront ${plan.name} plan`, `$${plan.usdPerMonth} for ${limits}: ${verdict}`);
  });
  return [
    dollars('CloudFront pay-as-you-go', payAsYouGoUsd),
    text('edges assumed', 'as CloudFront’s logs tell them, without logs those near the serving regions'),
    ...plans,
  ];
}

function totalOf(usdByRegion: Readonly<Record<string, number>>): number {
  return Object.values(usdByRegion).reduce((sum, usd) => sum + usd, 0);
}
