import { entryFor } from './regional-entry';

/** Parts of CloudFront's bytes by geography; together 1. */
export type EdgeShares = Readonly<Record<string, number>>;

interface Geography {
  /** As in CloudFront's usage types and the price book. */
  readonly code: string;
  /** Regions whose nearest edges lie there. */
  readonly regions: readonly string[];
  /** First letters of the edge locations there, mostly an airport's. */
  readonly locations: string;
}

/** As the columns of https://aws.amazon.com/cloudfront/pricing/; China's edges are priced apart, in CNY. */
const GEOGRAPHIES: readonly Geography[] = [
  {
    code: 'US',
    regions: ['*'],
    locations:
      'ATL BNA BOS CMH DEN DFW DTW EWR HIO IAD IAH IND JAX JFK LAX LGA MCI MIA MSP ORD PAO PDX PHL PHX PIT SEA SFO SJC ' +
      'SLC STL TPA QRO YTO YUL YVR YYZ',
  },
  {
    code: 'EU',
    regions: ['eu-*', 'il-*'],
    locations:
      'AMS ARN ATH BCN BER BRU BUD CDG CPH DUB DUS FCO FRA HAM HEL IST LHR LIS LON MAD MAN MRS MUC MXP OSL OTP PMO PRG ' +
      'SOF TLV TXL VIE WAW ZAG ZRH',
  },
  { code: 'ME', regions: ['me-*', 'af-*'], locations: 'BAH CPT DXB FJR JNB LOS MCT NBO' },
  { code: 'SA', regions: ['sa-*'], locations: 'BOG EZE FOR GIG GRU LIM RIO SCL' },
  { code: 'JP', regions: ['ap-northeast-1', 'ap-northeast-3'], locations: 'HND KIX NRT' },
  {
    code: 'AU',
    regions: ['ap-southeast-2', 'ap-southeast-4', 'ap-southeast-6'],
    locations: 'AKL BNE MEL PER SYD',
  },
  { code: 'AP', regions: ['ap-*'], locations: 'BKK CGK HAN HKG ICN KUL MNL SGN SIN TPE' },
  { code: 'IN', regions: ['ap-south-*'], locations: 'BLR BOM CCU DEL HYD MAA PNQ' },
];

const BY_LOCATION: ReadonlyMap<string, string> = new Map(
  GEOGRAPHIES.flatMap(({ code, locations }) => locations.split(' ').map((location) => [location, code])),
);

/** CloudFront's geography of an edge location as logs name it (`GRU3-P2`); null for one that is not in the table. */
export function edgeGeography(location: string): string | null {
  return BY_LOCATION.get(location.slice(0, 3).toUpperCase()) ?? null;
}

/** The geography whose edges are near a region, for viewers of whom nothing else is known. */
export function nearestGeography(region: string): string {
  return entryFor(GEOGRAPHIES, region).code;
}

/** Each geography's part of the bytes; of the US where there are none. */
export function edgeShares(
  volumes: readonly { readonly geography: string; readonly bytes: number }[],
): EdgeShares {
  const total = volumes.reduce((sum, { bytes }) => sum + bytes, 0);
  if (total <= 0) return { US: 1 };
  const shares: Record<string, number> = {};
  for (const { geography, bytes } of volumes) shares[geography] = (shares[geography] ?? 0) + bytes / total;
  return shares;
}
