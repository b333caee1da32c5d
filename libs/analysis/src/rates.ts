import { HOURS_PER_MONTH, type EgressClass, type RateSource } from '@egress/contracts';
import { EDGE, ratesForVolumes, type PriceBook } from '@egress/prices';
import type { SqlEngine } from '@egress/sql-engine';
import { measureEdges } from './edge-mix';
import type { AnalysisWindow } from './window';

interface Volume {
  readonly egressClass: EgressClass;
  readonly region: string;
  /** Destination region of `inter_region`, else ''. */
  readonly peerRegion: string;
  readonly monthlyBytes: number;
}

/**
 * Fills `ref_rates`: one price per class, region and destination region for this analysis. The bill's effective rate
 * (cost ÷ GB of that class, region and destination) wherever the bill has usage there, else list price at the tier mix
 * of the month that the window extrapolates to.
 *
 * @returns what had to be assumed, in sentences
 */
export async function loadRates(
  engine: SqlEngine,
  prices: PriceBook,
  window: AnalysisWindow,
): Promise<string[]> {
  const volumes = await monthlyVolumes(engine, window);
  const { shares, unknownBytes } = await measureEdges(engine);
  const list = ratesForVolumes(prices, volumes, shares);
  const billed = new Map((await effectiveRates(engine)).map((rate) => [key(rate), rate.usdPerGb]));
  await engine.fillTable(
    'ref_rates',
    list.map((rate) => {
      const effective = billed.get(key(rate));
      return {
        egress_class: rate.egressClass,
        region: rate.region,
        peer_region: rate.peerRegion,
        usd_per_gb: effective ?? rate.usdPerGb,
        rate_source: (effective === undefined ? 'list' : 'bill') satisfies RateSource,
      };
    }),
  );
  const isListed = !billed.has(key({ egressClass: 'cloudfront', region: EDGE, peerRegion: '' }));
  return unknownBytes > 0 && isListed ? [edgeNote(unknownBytes)] : [];
}

function edgeNote(bytes: number): string {
  return `${bytes} bytes left CloudFront's edges at locations that the logs do not tell or that have no known price: they are priced as from edges in the US. Log the x-edge-location field, or give --bill.`;
}

function key(rate: { egressClass: string; region: string; peerRegion: string }): string {
  return [rate.egressClass, rate.region, rate.peerRegion].join('|');
}

async function monthlyVolumes(engine: SqlEngine, window: AnalysisWindow): Promise<Volume[]> {
  const rows = await engine.query<Omit<Volume, 'monthlyBytes'> & { origin: string; bytes: number }>(
    `SELECT egress_class AS "egressClass", coalesce(region, 'unknown') AS region,
       CASE WHEN egress_class = 'inter_region' THEN coalesce(remote_region, 'unknown') ELSE '' END AS "peerRegion",
       ${ORIGIN} AS origin, sum(bytes) AS bytes
     FROM (SELECT * FROM egress_flows UNION ALL SELECT * FROM access_log_flows)
     GROUP BY ALL`,
  );
  const byKey = new Map<string, Volume>();
  for (const { origin, bytes, ...place } of rows) {
    const monthlyBytes = bytes * monthlyFactor(window, origin) + (byKey.get(key(place))?.monthlyBytes ?? 0);
    byKey.set(key(place), { ...place, monthlyBytes });
  }
  return [...byKey.values()];
}

/** SQL: which kind of log a row comes from, as `monthlyFactor` takes it. */
export const ORIGIN = `CASE resource_type WHEN 'bucket' THEN 'buckets' WHEN 'distribution' THEN 'distributions' ELSE 'flows' END`;

/** What a sum over the window is multiplied by to be a sum per month of 730 h: gaps of the logs do not count. */
export function monthlyFactor(window: AnalysisWindow, origin: string): number {
  const hours = window.hours[origin as keyof AnalysisWindow['hours']];
  return hours > 0 ? HOURS_PER_MONTH / hours : 0;
}

async function effectiveRates(engine: SqlEngine) {
  return engine.query<{ egressClass: string; region: string; peerRegion: string; usdPerGb: number }>(
    `SELECT egress_class AS "egressClass", coalesce(from_region, region) AS region,
       CASE WHEN egress_class = 'inter_region' THEN coalesce(to_region, 'unknown') ELSE '' END AS "peerRegion",
       sum(cost) / (sum(bytes) / 1073741824) AS "usdPerGb"
     FROM bill_lines
     WHERE egress_class IS NOT NULL
     GROUP BY ALL
     HAVING sum(bytes) > 0`,
  );
}
