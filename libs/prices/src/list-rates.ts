import { BYTES_PER_GB, type EgressClass } from '@egress/contracts';
import { cloudFrontFirstTierPrice, mixedCloudFrontCost } from './cloudfront-cost';
import { edgeShares, type EdgeShares } from './edge-geography';
import { monthlyInternetCost } from './internet-cost';
import type { PriceBook } from './price-book';
import { entryFor } from './regional-entry';
import { firstTierPrice, tieredCost } from './tiered-cost';

/** CloudFront's bytes from edge to viewer carry this in place of a region. */
export const EDGE = 'edge';

/** Bytes of a month in one class; `peerRegion` is the destination of `inter_region` and ignored elsewhere. */
export interface EgressVolume<Peer extends string | null = string | null> {
  readonly egressClass: EgressClass;
  readonly region: string;
  readonly peerRegion: Peer;
  readonly monthlyBytes: number;
}

export interface ListRate<Peer extends string | null = string | null> {
  readonly egressClass: EgressClass;
  readonly region: string;
  readonly peerRegion: Peer;
  readonly usdPerGb: number;
  readonly rateSource: 'list';
}

type RateOf = (book: PriceBook, region: string, peerRegion: string | null) => number;

const free: RateOf = () => 0;
const bothSides: RateOf = (book, region) => 2 * entryFor(book.crossAz, region).usdPerGbPerSide;

const LIST_RATES: Readonly<Record<EgressClass, RateOf>> = {
  internet: (book, region) => firstTierPrice(entryFor(book.internet, region).tiers),
  nat_processing: (book, region) => entryFor(book.natGateway, region).usdPerGb,
  cross_az: bothSides,
  inter_region: (book, region, peerRegion) => entryFor(book.interRegion, region, peerRegion).usdPerGb,
  vpc_peering: bothSides,
  transit_gateway: (book, region) => entryFor(book.transitGateway, region).usdPerGb,
  privatelink: (book, region) => firstTierPrice(entryFor(book.interfaceEndpoint, region).tiers),
  gateway_endpoint: free,
  // From an AWS origin to the edge is free.
  cloudfront: (book, region) => (region === EDGE ? cloudFrontFirstTierPrice(book) : 0),
  same_region_service: free,
  vpn_dx: (book, region) => entryFor(book.directConnect, region).usdPerGb,
  same_az: free,
  unknown: free,
};

/**
 * List price in USD per GB of a class, at the first tier and without free allowances. `cross_az` and `vpc_peering`
 * hold both sides of the bill. Regions that the book does not know get its fallback price.
 */
export function listRate(
  book: PriceBook,
  egressClass: EgressClass,
  region: string,
  peerRegion: string | null = null,
): number {
  return LIST_RATES[egressClass](book, region, peerRegion);
}

/**
 * One list rate per volume, in the same order. Classes with tiers or free allowances get the blended rate of the month:
 * cost of the class's whole volume in that region, by its GB.
 *
 * @param shares geographies of the edges that CloudFront's bytes leave from; the US by default
 */
export function ratesForVolumes<Peer extends string | null>(
  book: PriceBook,
  volumes: readonly EgressVolume<Peer>[],
  shares: EdgeShares = edgeShares([]),
): ListRate<Peer>[] {
  const internetGb = gbByRegion(volumes, 'internet');
  const internetUsd = monthlyInternetCost(book, internetGb);
  const endpointGb = gbByRegion(volumes, 'privatelink');
  const edgeGb = gbByRegion(volumes, 'cloudfront')[EDGE] ?? 0;

  const monthOf = ({
    egressClass,
    region,
  }: EgressVolume<Peer>): readonly [gb: number, usd: number] | null => {
    if (egressClass === 'internet') return [internetGb[region] ?? 0, internetUsd[region] ?? 0];
    if (egressClass === 'privatelink') {
      const gb = endpointGb[region] ?? 0;
      return [gb, tieredCost(entryFor(book.interfaceEndpoint, region).tiers, gb)];
    }
    if (egressClass !== 'cloudfront' || region !== EDGE) return null;
    return [edgeGb, mixedCloudFrontCost(book, edgeGb, shares)];
  };

  return volumes.map((volume) => {
    const { egressClass, region, peerRegion } = volume;
    const [gb, usd] = monthOf(volume) ?? [0, 0];
    const usdPerGb = gb > 0 ? usd / gb : listRate(book, egressClass, region, peerRegion);
    return { egressClass, region, peerRegion, usdPerGb, rateSource: 'list' };
  });
}

function gbByRegion(volumes: readonly EgressVolume[], egressClass: EgressClass): Record<string, number> {
  const gb: Record<string, number> = {};
  for (const volume of volumes) {
    if (volume.egressClass !== egressClass) continue;
    gb[volume.region] = (gb[volume.region] ?? 0) + volume.monthlyBytes / BYTES_PER_GB;
  }
  return gb;
}
