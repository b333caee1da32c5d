import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { loadAsn, loadIpRanges } from '@egress/addresses';
import { EGRESS_CLASSES } from '@egress/contracts';
import { loadInventory, readInventory } from '@egress/inventory';
import { EDGE, listRate, loadPriceBook, REGIONS } from '@egress/prices';
import { SqlEngine, sqlLiteral } from '@egress/sql-engine';

/**
 * `tsx libs/analysis/write-reference-tables.ts [FOLDER [INVENTORY]]` writes what the Glue jobs look up, one folder with a
 * Parquet file for each table: list prices and owners of addresses, which are the same for every account, and with a folder
 * of `describe-*.json` the account's inventory. The same data gives the same bytes.
 */
const DEFAULT_FOLDER = path.join(__dirname, '../../dist/glue-scripts/reference');
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

async function main([folder = DEFAULT_FOLDER, inventory]: readonly string[]): Promise<void> {
  // One thread: several would write row groups in any order.
  const engine = await SqlEngine.open({ threads: 1 });
  try {
    await engine.fillTable('list_rates', listRates());
    await loadIpRanges(engine);
    await loadAsn(engine);
    if (inventory !== undefined) await loadInventory(engine, readInventory(inventory));
    for (const table of [...SHARED_TABLES, ...(inventory === undefined ? [] : INVENTORY_TABLES)]) {
      await writeTable(engine, table, path.join(folder, table));
    }
  } finally {
    engine.close();
  }
}

async function writeTable(engine: SqlEngine, table: string, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const file = sqlLiteral(path.join(folder, `${table}.parquet`));
  await engine.run(
    `COPY (SELECT * FROM ${table} ORDER BY ALL) TO ${file} (FORMAT parquet, COMPRESSION zstd)`,
  );
}

/** First-tier list prices: which tier a month reaches is only known at its end. */
function listRates() {
  const prices = loadPriceBook();
  const places = [...REGIONS, UNKNOWN];
  return EGRESS_CLASSES.flatMap((egressClass) =>
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
}

void main(process.argv.slice(2));
