import type { EdgeShares } from './edge-geography';
import type { PriceBook } from './price-book';
import { firstTierPrice, tieredCostBeyond, type Tier } from './tiered-cost';

type CloudFrontPlan = PriceBook['cloudFront']['plans'][number];

export interface CloudFrontComparison {
  /** Transfer to viewers and HTTPS requests, both beyond the free allowance. */
  readonly payAsYouGoUsd: number;
  /** The cheapest flat-rate plan whose allowances hold the traffic; null when none does. */
  readonly plan: CloudFrontPlan | null;
}

/**
 * USD for a month's bytes (in GB) from CloudFront's edges to viewers, 1 TB free. `geography` is the code of CloudFront's
 * usage types (US, EU, JP, …). Throws for a geography that is not in the book.
 */
export function cloudFrontCost(book: PriceBook, gb: number, geography = 'US'): number {
  return mixedCloudFrontCost(book, gb, { [geography]: 1 });
}

/**
 * `cloudFrontCost` of bytes that leave from edges in several geographies. Each has tiers of its own; of the free 1 TB,
 * which AWS gives once, each gets a part in proportion to its volume.
 */
export function mixedCloudFrontCost(book: PriceBook, gb: number, shares: EdgeShares): number {
  const freeGb = Math.min(gb, book.cloudFront.freeGbPerMonth);
  return Object.entries(shares).reduce(
    (usd, [geography, share]) =>
      usd + tieredCostBeyond(freeGb * share, edgeTiers(book, geography), gb * share),
    0,
  );
}

/** USD of the first GB beyond the free allowance. */
export function cloudFrontFirstTierPrice(book: PriceBook, geography = 'US'): number {
  return firstTierPrice(edgeTiers(book, geography));
}

/** What a month of one distribution costs with pay-as-you-go and with a flat-rate plan. */
export function compareCloudFrontPlans(
  book: PriceBook,
  month: { readonly gb: number; readonly requests: number; readonly geography?: string },
): CloudFrontComparison {
  const { freeRequestsPerMonth, usdPer10kHttpsRequests, plans } = book.cloudFront;
  const paidRequests = Math.max(0, month.requests - freeRequestsPerMonth);
  const sufficient = plans.filter(
    ({ gbPerMonth, requestsPerMonth }) => month.gb <= gbPerMonth && month.requests <= requestsPerMonth,
  );
  return {
    payAsYouGoUsd:
      cloudFrontCost(book, month.gb, month.geography) + (paidRequests / 10_000) * usdPer10kHttpsRequests,
    plan: sufficient.sort((a, b) => a.usdPerMonth - b.usdPerMonth)[0] ?? null,
  };
}

function edgeTiers(book: PriceBook, geography: string): readonly Tier[] {
  const edge = book.cloudFront.edges.find(({ groups }) => groups.includes(geography));
  if (edge === undefined) throw new Error(`the price book has no CloudFront geography ${geography}`);
  return edge.tiers;
}
