import type { PriceBook } from './price-book';
import { entryFor } from './regional-entry';

/** USD per hour of one NAT gateway (a regional one: per active AZ). */
export function natHourly(book: PriceBook, region: string): number {
  return entryFor(book.natGateway, region).usdPerHour;
}

/** USD per hour and AZ of one interface endpoint. Gateway endpoints cost nothing. */
export function endpointHourly(book: PriceBook, region: string): number {
  return entryFor(book.interfaceEndpoint, region).usdPerHour;
}

/** USD per hour of one public IPv4 address, in use or idle. */
export function publicIpv4Hourly(book: PriceBook, region: string): number {
  return entryFor(book.publicIpv4, region).usdPerHour;
}

/** USD per hour of one transit gateway attachment. */
export function transitGatewayAttachmentHourly(book: PriceBook, region: string): number {
  return entryFor(book.transitGateway, region).usdPerAttachmentHour;
}

/** USD per GB of vended logs (such as flow logs) by where they go; Parquet is S3's price plus the conversion. */
export function vendedLogPrices(
  book: PriceBook,
  region: string,
): { readonly cloudWatch: number; readonly s3: number; readonly s3Parquet: number } {
  const { usdPerGbToCloudWatch, usdPerGbToS3, usdPerGbParquet } = entryFor(book.vendedLogs, region);
  return { cloudWatch: usdPerGbToCloudWatch, s3: usdPerGbToS3, s3Parquet: usdPerGbToS3 + usdPerGbParquet };
}
