import { listRate } from './list-rates';
import { loadPriceBook } from './price-book';
import type { PriceListApi } from './price-list-api';
import { refreshPriceBook } from './refresh-price-book';
import { natHourly } from './hourly-prices';

type Dimension = [begin: string, end: string, usd: string];

/** A product in the shape that GetProducts sends it, with its price dimensions out of order as AWS does. */
function product(attributes: Record<string, string>, dimensions: Dimension[]): string {
  const priceDimensions = Object.fromEntries(
    dimensions.map(([beginRange, endRange, USD], i) => [
      `SKU.JRTCKXETXF.${i}`,
      { unit: 'GB', beginRange, endRange, pricePerUnit: { USD }, description: '', appliesTo: [] },
    ]),
  );
  return JSON.stringify({
    product: { productFamily: 'Data Transfer', sku: 'SKU', attributes },
    serviceCode: 'AWSDataTransfer',
    terms: { OnDemand: { 'SKU.JRTCKXETXF': { priceDimensions, effectiveDate: '2026-11-01T00:00:00Z' } } },
  });
}

const flat = (usd: string): Dimension[] => [['0', 'Inf', usd]];
const pair = (from: string, to: string, usd: string, usagetype = 'X-Y-AWS-Out-Bytes') =>
  product({ fromRegionCode: from, toRegionCode: to, usagetype }, flat(usd));

const ANSWERS: Record<string, string[]> = {
  'AWS Outbound': [
    product({ fromRegionCode: 'eu-west-1', usagetype: 'EU-DataTransfer-Out-Bytes' }, [
      ['10240', 'Inf', '0.0800000000'],
      ['0', '10240', '0.0880000000'],
    ]),
    product({ fromRegionCode: 'us-east-1-atl-1', usagetype: 'ATL1-DataTransfer-Out-Bytes' }, flat('9')),
    product({ fromRegionCode: 'us-east-1', usagetype: 'DataTransfer-Out-ABytes' }, flat('9')),
  ],
  'InterRegion Outbound': [
    pair('eu-west-1', 'us-east-1', '0.0210000000'),
    pair('eu-west-1', 'us-east-2', '0.0210000000'),
    pair('eu-west-1', 'eu-west-2', '0.0150000000'),
    pair('eu-west-1', 'eu-west-3', '9', 'X-Y-AWS-Out-ABytes'),
  ],
  'Hourly charge for NAT Gateways': [product({ regionCode: 'sa-east-1' }, flat('0.0930000000'))],
  'Charge for per GB data processed by NatGateways': [
    product({ regionCode: 'sa-east-1' }, flat('0.0940000000')),
  ],
  VpcEndpoint: [
    product({ regionCode: 'eu-west-1', usagetype: 'EU-VpcEndpoint-Hours' }, flat('0.0110000000')),
    product({ regionCode: 'eu-west-1', usagetype: 'EU-VpcEndpoint-Bytes' }, flat('0.0120000000')),
  ],
};

function api(answers = ANSWERS): PriceListApi {
  return {
    async *products(_, { transferType, groupDescription, productFamily }) {
      yield* answers[transferType ?? groupDescription ?? productFamily ?? ''] ?? [];
    },
  };
}

describe('refreshPriceBook', () => {
  const base = loadPriceBook();

  it('takes over what the API lists and keeps the rest', async () => {
    const book = await refreshPriceBook({ base, today: '2026-12-01', api: api() });
    expect(book.asOf).toBe('2026-12-01');
    expect(listRate(book, 'internet', 'eu-west-1')).toBe(0.088);
    expect(book.internet[0]?.tiers).toEqual([
      { upToGb: 10240, usdPerGb: 0.088 },
      { upToGb: null, usdPerGb: 0.08 },
    ]);
    expect(listRate(book, 'internet', 'us-east-1')).toBe(0.09);
    expect(natHourly(book, 'sa-east-1')).toBe(0.093);
    expect(listRate(book, 'nat_processing', 'sa-east-1')).toBe(0.094);
    expect(listRate(book, 'nat_processing', 'us-east-1')).toBe(0.045);
    expect(listRate(book, 'privatelink', 'eu-west-1')).toBe(0.012);
    expect(book.cloudFront).toEqual(base.cloudFront);
  });

  it('makes the most frequent inter-region price the default and keeps the others by destination', async () => {
    const book = await refreshPriceBook({ base, today: '2026-12-01', api: api() });
    expect(listRate(book, 'inter_region', 'eu-west-1', 'us-east-1')).toBe(0.021);
    expect(listRate(book, 'inter_region', 'eu-west-1', 'sa-east-1')).toBe(0.021);
    expect(listRate(book, 'inter_region', 'eu-west-1', 'eu-west-2')).toBe(0.015);
    expect(listRate(book, 'inter_region', 'eu-west-1', 'eu-west-3')).toBe(0.021);
    expect(listRate(book, 'inter_region', 'us-east-1', 'us-east-2')).toBe(0.01);
  });

  it('says which prices are from the API and of what day', async () => {
    const book = await refreshPriceBook({ base, today: '2026-12-01', api: api() });
    expect(book.natGateway[0]).toMatchObject({ source: 'price-list-api', verified: true });
    expect(book.sources['price-list-api']?.asOf).toBe('2026-12-01');
  });

  it('fails instead of keeping old prices when the API has none', async () => {
    const refreshed = refreshPriceBook({
      base,
      today: '2026-12-01',
      api: api({ ...ANSWERS, VpcEndpoint: [] }),
    });
    await expect(refreshed).rejects.toThrow('no AmazonVPC product with {"productFamily":"VpcEndpoint"}');
  });

  it('can be refreshed again', async () => {
    const once = await refreshPriceBook({ base, today: '2026-12-01', api: api() });
    const twice = await refreshPriceBook({ base: once, today: '2026-12-01', api: api() });
    expect(twice).toEqual(once);
  });
});
