import type { PriceBook } from './price-book';
import { entryFor } from './regional-entry';
import type { Tier } from './tiered-cost';

/** One price of the book with where it is from, for people. */
export interface PriceRow {
  readonly item: string;
  /** Regions or patterns, and for inter-region prices `→` the destinations. */
  readonly region: string;
  /** The part of a month's volume in GB that has this price; null where the price does not depend on it. */
  readonly gb: { readonly from: number; readonly to: number | null } | null;
  readonly usd: number;
  readonly per: 'GB' | 'hour' | 'month';
  /** Short name of the source, as in the book. */
  readonly source: string;
  readonly url: string;
  readonly asOf: string;
  readonly verified: boolean;
  readonly note: string | null;
}

interface Entry {
  readonly regions: readonly string[];
  readonly to?: readonly string[] | undefined;
  readonly source: string;
  readonly verified: boolean;
  readonly note?: string | undefined;
}
type Price = Pick<PriceRow, 'item' | 'usd' | 'per'> & Partial<Pick<PriceRow, 'gb'>>;

/**
 * All prices of the book, or those that hold for one region (with every destination that has a price of its own).
 * CloudFront's prices hang on the viewer's geography and are listed only when no region is asked for.
 */
export function priceRows(book: PriceBook, region?: string): PriceRow[] {
  const rows = <E extends Entry>(
    entries: readonly E[],
    prices: (entry: E) => readonly Price[],
  ): PriceRow[] => {
    const shown = region === undefined ? entries : entriesFor(entries, region);
    return shown.flatMap((entry) =>
      prices(entry).map((price) => ({ ...described(book, entry, region), ...price })),
    );
  };
  return [
    ...rows(book.internet, ({ tiers }) => tierPrices('internet', tiers)),
    ...rows(book.interRegion, ({ usdPerGb }) => [perGb('inter_region', usdPerGb)]),
    ...rows(book.crossAz, ({ usdPerGbPerSide }) => [perGb('cross_az, each side', usdPerGbPerSide)]),
    ...rows(book.natGateway, (nat) => [
      perHour('NAT gateway', nat.usdPerHour),
      perGb('nat_processing', nat.usdPerGb),
    ]),
    ...rows(book.transitGateway, (tgw) => [
      perHour('transit gateway attachment', tgw.usdPerAttachmentHour),
      perGb('transit_gateway', tgw.usdPerGb),
    ]),
    ...rows(book.interfaceEndpoint, ({ usdPerHour, tiers }) => [
      perHour('interface endpoint, per AZ', usdPerHour),
      ...tierPrices('privatelink', tiers),
    ]),
    ...rows(book.publicIpv4, ({ usdPerHour }) => [perHour('public IPv4 address', usdPerHour)]),
    ...rows(book.directConnect, ({ usdPerGb }) => [perGb('vpn_dx', usdPerGb)]),
    ...rows(book.vendedLogs, (logs) => [
      perGb('vended logs to CloudWatch', logs.usdPerGbToCloudWatch),
      perGb('vended logs to S3', logs.usdPerGbToS3),
      perGb('vended logs, Parquet extra', logs.usdPerGbParquet),
    ]),
    ...(region === undefined ? cloudFrontRows(book) : []),
  ];
}

function cloudFrontRows(book: PriceBook): PriceRow[] {
  const { edges, plans } = book.cloudFront;
  return [
    ...edges.flatMap((edge) =>
      tierPrices('cloudfront', edge.tiers).map((price) => ({
        ...described(book, { ...edge, regions: edge.groups }),
        ...price,
      })),
    ),
    ...plans.map((plan) => ({
      ...described(book, { ...plan, regions: ['edge'] }),
      item: `CloudFront plan ${plan.name}`,
      gb: { from: 0, to: plan.gbPerMonth },
      usd: plan.usdPerMonth,
      per: 'month' as const,
    })),
  ];
}

function entriesFor<E extends Entry>(entries: readonly E[], region: string): E[] {
  const destinations = new Set(
    entries.flatMap(({ regions, to }) => (regions.includes(region) ? (to ?? []) : [])),
  );
  return [
    ...new Set([entryFor(entries, region), ...[...destinations].map((to) => entryFor(entries, region, to))]),
  ];
}

function described(
  book: PriceBook,
  { regions, to, source, verified, note }: Entry,
  region = regions.join(' '),
): Omit<PriceRow, keyof Price> & Pick<PriceRow, 'gb'> {
  return {
    region: to === undefined ? region : `${region} → ${to.join(' ')}`,
    gb: null,
    source,
    url: book.sources[source]?.url ?? '',
    asOf: book.sources[source]?.asOf ?? book.asOf,
    verified,
    note: note ?? null,
  };
}

function tierPrices(item: string, tiers: readonly Tier[]): Price[] {
  return tiers.map(({ upToGb, usdPerGb }, i) => ({
    ...perGb(item, usdPerGb),
    gb: { from: tiers[i - 1]?.upToGb ?? 0, to: upToGb },
  }));
}

function perGb(item: string, usd: number): Price {
  return { item, usd, per: 'GB' };
}

function perHour(item: string, usd: number): Price {
  return { item, usd, per: 'hour' };
}
