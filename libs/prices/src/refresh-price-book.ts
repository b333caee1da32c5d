import { REGIONS } from './aws-regions';
import { parsePriceBook, type PriceBook } from './price-book';
import { awsPriceListApi, parseProduct, type ListedProduct, type PriceListApi } from './price-list-api';
import type { Tier } from './tiered-cost';

export interface RefreshOptions {
  /** The book whose other prices stay: transit gateway, CloudFront, logs … */
  readonly base: PriceBook;
  /** Date of the new prices, `YYYY-MM-DD`. */
  readonly today: string;
  /** @default the real API, which needs credentials */
  readonly api?: PriceListApi;
}

const SOURCE = 'price-list-api';
const PROVENANCE = { source: SOURCE, verified: true };

/**
 * A price book with today's prices of internet and inter-region transfer, NAT gateways and interface endpoints from
 * the AWS Price List API, region by region; what the API does not name keeps the base book's price.
 * Throws when the API fails or returns no price at all for one of the four.
 */
export async function refreshPriceBook({
  base,
  today,
  api = awsPriceListApi(),
}: RefreshOptions): Promise<PriceBook> {
  const internet = await internetEntries(api);
  const interRegion = await interRegionEntries(api);
  const natGateway = await natEntries(api);
  const interfaceEndpoint = await endpointEntries(api);
  return parsePriceBook({
    ...base,
    asOf: today,
    sources: {
      ...base.sources,
      [SOURCE]: { url: 'https://api.pricing.us-east-1.amazonaws.com/', asOf: today },
    },
    internet: replacing(base.internet, internet),
    interRegion: replacing(base.interRegion, interRegion),
    natGateway: replacing(base.natGateway, natGateway),
    interfaceEndpoint: replacing(base.interfaceEndpoint, interfaceEndpoint),
  });
}

async function internetEntries(api: PriceListApi): Promise<PriceBook['internet']> {
  const products = await listed(api, 'AWSDataTransfer', { transferType: 'AWS Outbound' });
  return products
    .filter(({ attributes }) => /(?:^|-)DataTransfer-Out-Bytes$/.test(attributes['usagetype'] ?? ''))
    .filter(({ attributes }) => isRegion(attributes['fromRegionCode']))
    .map((product) => ({
      regions: [product.attributes['fromRegionCode'] ?? ''],
      // The free allowance is the book's own figure, not a tier.
      tiers: gbTiers(product).filter(({ usdPerGb, upToGb }) => usdPerGb > 0 || upToGb === null),
      ...PROVENANCE,
    }));
}

/** A region's most frequent price becomes its default, every other price an entry with its destinations. */
async function interRegionEntries(api: PriceListApi): Promise<PriceBook['interRegion']> {
  const destinations = new Map<string, Map<number, string[]>>();
  for (const { attributes, prices } of await listed(api, 'AWSDataTransfer', {
    transferType: 'InterRegion Outbound',
  })) {
    const { fromRegionCode: from = '', toRegionCode: to = '', usagetype = '' } = attributes;
    const price = prices[0]?.usd;
    if (!usagetype.endsWith('AWS-Out-Bytes') || !isRegion(from) || !isRegion(to) || price === undefined)
      continue;
    const byPrice = destinations.get(from) ?? new Map<number, string[]>();
    destinations.set(from, byPrice.set(price, [...(byPrice.get(price) ?? []), to]));
  }
  return [...destinations].flatMap(([from, byPrice]) =>
    [...byPrice]
      .sort(([, a], [, b]) => b.length - a.length)
      .map(([usdPerGb, to], i) => ({ regions: [from], ...(i > 0 && { to }), usdPerGb, ...PROVENANCE })),
  );
}

async function natEntries(api: PriceListApi): Promise<PriceBook['natGateway']> {
  const nat = { productFamily: 'NAT Gateway' };
  const hours = await listed(api, 'AmazonEC2', {
    ...nat,
    groupDescription: 'Hourly charge for NAT Gateways',
  });
  const bytes = await listed(api, 'AmazonEC2', {
    ...nat,
    groupDescription: 'Charge for per GB data processed by NatGateways',
  });
  return paired(hours, bytes).map(([region, hour, byte]) => ({
    regions: [region],
    usdPerHour: hour.prices[0]?.usd ?? 0,
    usdPerGb: byte.prices[0]?.usd ?? 0,
    ...PROVENANCE,
  }));
}

async function endpointEntries(api: PriceListApi): Promise<PriceBook['interfaceEndpoint']> {
  const products = await listed(api, 'AmazonVPC', { productFamily: 'VpcEndpoint' });
  const ending = (suffix: string) =>
    products.filter(({ attributes }) => attributes['usagetype']?.endsWith(suffix));
  return paired(ending('VpcEndpoint-Hours'), ending('VpcEndpoint-Bytes')).map(([region, hour, byte]) => ({
    regions: [region],
    usdPerHour: hour.prices[0]?.usd ?? 0,
    tiers: gbTiers(byte),
    ...PROVENANCE,
  }));
}

async function listed(
  api: PriceListApi,
  serviceCode: string,
  filters: Readonly<Record<string, string>>,
): Promise<ListedProduct[]> {
  const products: ListedProduct[] = [];
  for await (const json of api.products(serviceCode, filters)) products.push(parseProduct(json));
  if (products.length > 0) return products;
  throw new Error(`the Price List API has no ${serviceCode} product with ${JSON.stringify(filters)}`);
}

function gbTiers({ prices }: ListedProduct): Tier[] {
  return prices.map(({ upTo, usd }) => ({ upToGb: upTo, usdPerGb: usd }));
}

/** Regions that have both an hourly and a per-GB product. */
function paired(
  hours: readonly ListedProduct[],
  bytes: readonly ListedProduct[],
): (readonly [region: string, hour: ListedProduct, byte: ListedProduct])[] {
  const byRegion = new Map(bytes.map((product) => [product.attributes['regionCode'], product]));
  return hours.flatMap((hour) => {
    const region = hour.attributes['regionCode'];
    const byte = byRegion.get(region);
    return region !== undefined && isRegion(region) && byte !== undefined
      ? [[region, hour, byte] as const]
      : [];
  });
}

/** Local and Wavelength zones have products of their own, which this book leaves out. */
function isRegion(code: string | undefined): boolean {
  return code !== undefined && REGIONS.includes(code);
}

/** The fresh entries, and the old ones for the regions and patterns that have no fresh one. */
function replacing<Entry extends { regions: string[] }>(
  old: readonly Entry[],
  fresh: readonly Entry[],
): Entry[] {
  const replaced = new Set(fresh.flatMap(({ regions }) => regions));
  const kept = old
    .map((entry) => ({ ...entry, regions: entry.regions.filter((region) => !replaced.has(region)) }))
    .filter(({ regions }) => regions.length > 0);
  return [...fresh, ...kept];
}
