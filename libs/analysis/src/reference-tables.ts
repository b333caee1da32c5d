import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { loadAsn, loadIpRanges } from '@egress/addresses';
import { EGRESS_CLASSES } from '@egress/contracts';
import { loadInventory, type Inventory } from '@egress/inventory';
import { EDGE, listRate, loadPriceBook, REGIONS } from '@egress/prices';
import { sqlLiteral, type SqlEngine } from '@egress/sql-engine';

const SHARED_TABLES = ['list_rates', 'ref_ip_ranges', 'ref_asn'];
const INVENTORY_TABLES = [
  'ref_vpcs',
  'ref_subnets',
  'ref_interfaces',
  'ref_addresses',
  'ref_routes',
  'ref_gateway_endpoints',
  'ref_nat_gateways',
  'ref_endpoints',
  'ref_instances',
];
/** What the price of rows without a region is found under. */
const UNKNOWN = 'unknown';

export interface ReferenceOptions {
  /** @default the tables of the inventory are not written */
  readonly inventory?: Inventory;
  /** Where refreshed prices and ip-ranges are kept. @default the shipped ones are used */
  readonly dataFolder?: string;
}

/**
 * Writes what the Glue jobs look up, one folder with a Parquet file for each table: list prices and owners of addresses,
 * which are the same for every account, and the account's inventory. On an engine with one thread, the same data gives the
 * same bytes: several would write row groups in any order.
 */
export async function writeReferenceTables(
  engine: SqlEngine,
  folder: string,
  { inventory, dataFolder }: ReferenceOptions = {},
): Promise<void> {
  await loadListRates(engine, dataFolder);
  await loadIpRanges(engine, dataFolder);
  await loadAsn(engine);
  if (inventory !== undefined) await loadInventory(engine, inventory);
  for (const table of [...SHARED_TABLES, ...(inventory === undefined ? [] : INVENTORY_TABLES)]) {
    await writeTable(engine, table, path.join(folder, table));
  }
}

/** Fills `list_rates` with first-tier list prices: which tier a month reaches is only known at its end. */
export async function loadListRates(engine: SqlEngine, dataFolder?: string): Promise<void> {
  const prices = loadPriceBook(dataFolder);
  const places = [...REGIONS, UNKNOWN];
  const rates = EGRESS_CLASSES.flatMap((egressClass) =>
    [...places, EDGE].flatMap((region) =>
      (egressClass === 'inter_region' ? places : ['']).map((peerRegion) => ({
        egress_class: egressClass,
        region,
        peer_region: peerRegion,
        usd_per_gb: listRate(prices, egressClass, region, peerRegion || null),
        rate_source: 'list',
      })),
    ),
  );
  await engine.fillTable('list_rates', rates);
}

async function writeTable(engine: SqlEngine, table: string, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const file = sqlLiteral(path.join(folder, `${table}.parquet`));
  await engine.run(
    `COPY (SELECT * FROM ${table} ORDER BY ALL) TO ${file} (FORMAT parquet, COMPRESSION zstd)`,
  );
}
