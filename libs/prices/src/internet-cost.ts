import type { PriceBook } from './price-book';
import { entryFor, fitsRegion } from './regional-entry';
import { tieredCostBeyond } from './tiered-cost';

export interface InternetCostOptions {
  /** This region's part of the month's free allowance. @default the book's whole allowance, 100 GB */
  readonly freeGb?: number;
}

/** USD for a month's bytes (in GB) from one region to the internet. GovCloud and China have no free allowance. */
export function internetCost(
  book: PriceBook,
  region: string,
  gb: number,
  { freeGb = book.freeInternet.gbPerMonth }: InternetCostOptions = {},
): number {
  const { tiers } = entryFor(book.internet, region);
  return tieredCostBeyond(hasFreeAllowance(book, region) ? freeGb : 0, tiers, gb);
}

/**
 * USD per region for a month's bytes (in GB) to the internet. AWS gives the free allowance once for all regions
 * together; here each gets a part in proportion to its volume.
 */
export function monthlyInternetCost(
  book: PriceBook,
  gbByRegion: Readonly<Record<string, number>>,
): Record<string, number> {
  const volumes = Object.entries(gbByRegion);
  const totalGb = volumes.reduce((sum, [region, gb]) => sum + (hasFreeAllowance(book, region) ? gb : 0), 0);
  const freeShare = totalGb > 0 ? Math.min(1, book.freeInternet.gbPerMonth / totalGb) : 0;
  return Object.fromEntries(
    volumes.map(([region, gb]) => [region, internetCost(book, region, gb, { freeGb: gb * freeShare })]),
  );
}

function hasFreeAllowance(book: PriceBook, region: string): boolean {
  return !fitsRegion(book.freeInternet.exceptRegions, region);
}
