import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { BYTES_PER_GB, HOURS_PER_MONTH } from '@egress/contracts';
import { REGIONS } from './aws-regions';
import { endpointHourly, natHourly, publicIpv4Hourly } from './hourly-prices';
import { internetCost } from './internet-cost';
import { listRate } from './list-rates';
import { loadPriceBook, parsePriceBook, priceBookFile } from './price-book';
import { entryFor } from './regional-entry';

const book = loadPriceBook();
const TB = 1024;
const ONE_BYTE = 1 / BYTES_PER_GB;

/** Internet out by tier and default inter-region price, from the sources that the book names. */
const TRANSFER_PRICES: [regions: string, tiers: [number, number, number, number], interRegion: number][] = [
  [
    'us-east-1 us-east-2 us-west-1 us-west-2 ca-central-1 ca-west-1 eu-west-1 eu-west-2 eu-west-3 eu-central-1 eu-central-2 eu-north-1 eu-south-1 eu-south-2',
    [0.09, 0.085, 0.07, 0.05],
    0.02,
  ],
  ['af-south-1', [0.154, 0.147, 0.126, 0.112], 0.147],
  ['ap-east-1', [0.12, 0.085, 0.082, 0.08], 0.09],
  ['ap-northeast-1 ap-northeast-3', [0.114, 0.089, 0.086, 0.084], 0.09],
  ['ap-northeast-2', [0.126, 0.122, 0.117, 0.108], 0.08],
  ['ap-south-1 ap-south-2', [0.1093, 0.085, 0.082, 0.08], 0.086],
  ['ap-southeast-1', [0.12, 0.085, 0.082, 0.08], 0.09],
  ['ap-southeast-2', [0.114, 0.098, 0.094, 0.092], 0.098],
  ['ap-southeast-5', [0.108, 0.0765, 0.0738, 0.072], 0.08],
  ['il-central-1', [0.11, 0.085, 0.077, 0.055], 0.08],
  ['me-south-1', [0.117, 0.1105, 0.091, 0.065], 0.1105],
  ['sa-east-1', [0.15, 0.138, 0.126, 0.114], 0.138],
  ['us-gov-west-1 us-gov-east-1', [0.155, 0.115, 0.09, 0.065], 0.03],
];
const BY_REGION = TRANSFER_PRICES.flatMap(([regions, tiers, interRegion]) =>
  regions.split(' ').map((region) => ({ region, tiers, interRegion })),
);

describe('list prices', () => {
  it.each(BY_REGION)('of $region to the internet hold at both edges of every tier', ({ region, tiers }) => {
    const cost = (gb: number) => internetCost(book, region, gb, { freeGb: 0 });
    const [first, second, third, fourth] = tiers;
    const to10 = 10 * TB * first;
    const to50 = to10 + 40 * TB * second;
    const to150 = to50 + 100 * TB * third;
    expect(cost(10 * TB)).toBeCloseTo(to10, 8);
    expect((cost(10 * TB + ONE_BYTE) - cost(10 * TB)) / ONE_BYTE).toBeCloseTo(second, 2);
    expect(cost(10 * TB + 1)).toBeCloseTo(to10 + second, 8);
    expect(cost(50 * TB)).toBeCloseTo(to50, 8);
    expect(cost(50 * TB + 1)).toBeCloseTo(to50 + third, 8);
    expect(cost(150 * TB)).toBeCloseTo(to150, 8);
    expect(cost(150 * TB + 1)).toBeCloseTo(to150 + fourth, 8);
    expect(cost(1000 * TB)).toBeCloseTo(to150 + 850 * TB * fourth, 6);
  });

  it.each(BY_REGION)('of $region to other regions are $interRegion by default', ({ region, interRegion }) => {
    expect(listRate(book, 'inter_region', region, 'ap-southeast-6')).toBe(interRegion);
    expect(listRate(book, 'inter_region', region)).toBe(interRegion);
  });

  it('have the cheap pair of us-east-1 and us-east-2, both ways', () => {
    expect(listRate(book, 'inter_region', 'us-east-1', 'us-east-2')).toBe(0.01);
    expect(listRate(book, 'inter_region', 'us-east-2', 'us-east-1')).toBe(0.01);
    expect(listRate(book, 'inter_region', 'us-east-2', 'us-west-2')).toBe(0.02);
  });

  it.each([
    ['us-east-1', 0.045, true],
    ['us-east-2', 0.045, true],
    ['us-west-2', 0.045, true],
    ['us-west-1', 0.048, false],
    ['eu-west-1', 0.048, true],
    ['eu-west-2', 0.05, true],
    ['eu-central-1', 0.052, false],
    ['ap-southeast-1', 0.059, true],
    ['ap-northeast-1', 0.062, true],
  ])('of a NAT gateway in %s are %d per hour and per GB (checked: %s)', (region, price, verified) => {
    expect(natHourly(book, region)).toBe(price);
    expect(listRate(book, 'nat_processing', region)).toBe(price);
    expect(entryFor(book.natGateway, region).verified).toBe(verified);
  });

  it.each([
    ['cross_az', 'us-east-1', 0.02],
    ['vpc_peering', 'eu-west-1', 0.02],
    ['transit_gateway', 'us-east-1', 0.02],
    ['privatelink', 'us-east-1', 0.01],
    ['vpn_dx', 'us-east-1', 0.02],
    ['vpn_dx', 'eu-west-1', 0.0282],
    ['vpn_dx', 'ap-east-1', 0.09],
    ['cloudfront', 'edge', 0.085],
    ['cloudfront', 'us-east-1', 0],
    ['gateway_endpoint', 'us-east-1', 0],
    ['same_region_service', 'us-east-1', 0],
    ['same_az', 'us-east-1', 0],
    ['unknown', 'us-east-1', 0],
  ] as const)('of %s in %s are %d per GB', (egressClass, region, price) => {
    expect(listRate(book, egressClass, region)).toBe(price);
  });

  it('make the month of a NAT gateway 32.85, of an endpoint 7.30 per AZ and of an address 3.65', () => {
    expect(natHourly(book, 'us-east-1') * HOURS_PER_MONTH).toBeCloseTo(32.85, 10);
    expect(endpointHourly(book, 'us-east-1') * HOURS_PER_MONTH).toBeCloseTo(7.3, 10);
    expect(publicIpv4Hourly(book, 'us-east-1') * HOURS_PER_MONTH).toBeCloseTo(3.65, 10);
  });

  it('make an interface endpoint worth its hours from 208.6 GB per month and AZ', () => {
    const savedPerGb =
      listRate(book, 'nat_processing', 'us-east-1') - listRate(book, 'privatelink', 'us-east-1');
    expect((endpointHourly(book, 'us-east-1') * HOURS_PER_MONTH) / savedPerGb).toBeCloseTo(208.57, 2);
  });
});

describe('the shipped price book', () => {
  it.each(REGIONS)(
    'names an internet, inter-region and NAT price for %s itself, not only the fallback',
    (region) => {
      const entries = [
        entryFor(book.internet, region),
        entryFor(book.interRegion, region),
        entryFor(book.natGateway, region),
      ];
      expect(entries.flatMap(({ regions }) => regions)).not.toContain('*');
    },
  );

  it('falls back to unverified us-east-1 prices in a region that it does not know', () => {
    expect(entryFor(book.internet, 'xx-new-1').verified).toBe(false);
    expect(listRate(book, 'internet', 'xx-new-1')).toBe(0.09);
    expect(listRate(book, 'inter_region', 'unknown', 'unknown')).toBe(0.02);
  });

  it('names a known source for every entry, and why where an entry is not verified', () => {
    const { internet, interRegion, crossAz, natGateway, transitGateway, interfaceEndpoint, cloudFront } =
      book;
    const { publicIpv4, directConnect, vendedLogs, freeInternet } = book;
    const regional = [internet, interRegion, crossAz, natGateway, transitGateway, interfaceEndpoint].flat();
    const others = [
      publicIpv4,
      directConnect,
      vendedLogs,
      cloudFront.edges,
      cloudFront.plans,
      freeInternet,
    ].flat();
    for (const entry of [...regional, ...others]) {
      expect(Object.keys(book.sources)).toContain(entry.source);
      if (!entry.verified) expect(entry.note).toBeTruthy();
    }
  });
});

describe('loadPriceBook', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(path.join(os.tmpdir(), 'prices-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  it('prefers the refreshed book of the data folder', () => {
    writeFileSync(priceBookFile(folder), JSON.stringify({ ...book, asOf: '2027-01-31' }));
    expect(loadPriceBook(folder).asOf).toBe('2027-01-31');
  });

  it('takes the shipped book where the data folder has none', () => {
    expect(loadPriceBook(folder)).toEqual(book);
  });

  it('names the file, the field and the remedy when the refreshed book is broken', () => {
    writeFileSync(priceBookFile(folder), JSON.stringify({ ...book, publicIpv4: [{ regions: ['*'] }] }));
    expect(() => loadPriceBook(folder)).toThrow(
      /price-book\.json: .*publicIpv4\.0\..*egress prices --refresh/,
    );
  });

  it('refuses tiers that do not rise or do not end open', () => {
    const withTiers = (tiers: unknown) => ({ ...book, internet: [{ ...book.internet[0], tiers }] });
    expect(() => parsePriceBook(withTiers([{ upToGb: 5, usdPerGb: 1 }]))).toThrow(/internet\.0\.tiers/);
    expect(() =>
      parsePriceBook(
        withTiers([
          { upToGb: 5, usdPerGb: 1 },
          { upToGb: 4, usdPerGb: 1 },
          { upToGb: null, usdPerGb: 1 },
        ]),
      ),
    ).toThrow(/must rise/);
  });
});
