import path from 'node:path';
import { BYTES_PER_GB } from '@egress/contracts';
import { parseUsageType } from '@egress/prices';
import { sqlLiteral, SqlEngine } from '@egress/sql-engine';
import { filesBelow, simulatedFolder, type SimulatedFolder } from '../testing/simulated-folder';
import { BILL_FORMATS, type BillFormat } from './bill-formats';

const DISCOUNT = 0.1;

/** Where each schema has type, usage type, operation, service, quantity, list cost and cost after discounts. */
const LEGACY_PARQUET = [
  'line_item_line_item_type',
  'line_item_usage_type',
  'line_item_operation',
  'line_item_product_code',
  'line_item_usage_amount',
  'pricing_public_on_demand_cost',
  'line_item_net_unblended_cost',
];
const LEGACY_CSV = [
  'lineItem/LineItemType',
  'lineItem/UsageType',
  'lineItem/Operation',
  'lineItem/ProductCode',
  'lineItem/UsageAmount',
  'pricing/publicOnDemandCost',
  'lineItem/NetUnblendedCost',
];
const focus = (usageType: string): string[] => [
  'ChargeCategory',
  usageType,
  'x_Operation',
  'x_ServiceCode',
  'ConsumedQuantity',
  'ListCost',
  'EffectiveCost',
];
const COLUMNS: Readonly<Record<BillFormat, readonly string[]>> = {
  'cur-csv': LEGACY_CSV,
  'cur-parquet': LEGACY_PARQUET,
  'cur2-csv': LEGACY_PARQUET,
  'cur2-parquet': LEGACY_PARQUET,
  'focus-1.0-csv': focus('x_UsageType'),
  'focus-1.0-parquet': focus('x_UsageType'),
  'focus-1.2-csv': focus('SkuMeter'),
  'focus-1.2-parquet': focus('SkuMeter'),
};

interface Line {
  readonly type: string;
  readonly usageType: string | null;
  readonly operation: string | null;
  readonly service: string;
  readonly quantity: number;
  readonly listCost: number;
  readonly cost: number;
}

describe('the bill', () => {
  let simulated: SimulatedFolder;
  let engine: SqlEngine;

  beforeAll(async () => {
    engine = await SqlEngine.open();
    simulated = await simulatedFolder({ formats: BILL_FORMATS, discount: DISCOUNT });
  });
  afterAll(() => {
    engine.close();
    simulated.remove();
  });

  async function linesOf(format: BillFormat): Promise<readonly Line[]> {
    const folder = path.join(simulated.folder, 'bills', format);
    const [file = ''] = filesBelow(folder);
    const reader = file.endsWith('.parquet') ? 'read_parquet' : 'read_csv';
    const names = ['type', 'usageType', 'operation', 'service', 'quantity', 'listCost', 'cost'];
    const columns = COLUMNS[format].map((column, i) => `"${column}" AS "${names[i]}"`);
    return engine.query<Line>(
      `SELECT ${columns.join(', ')} FROM ${reader}(${sqlLiteral(path.join(folder, file))})`,
    );
  }

  /** What the truth prices, with the bytes as the bill counts them. */
  function pricedTruth(): Map<string, { bytes: number; usd: number }> {
    const priced = new Map<string, { bytes: number; usd: number }>();
    for (const row of simulated.truth.byRegion.filter(({ usd }) => usd > 0)) {
      const key = [row.class, row.region, row.peerRegion].join();
      const { bytes, usd } = priced.get(key) ?? { bytes: 0, usd: 0 };
      // Of a byte to or from somebody else's public address the bill has one line, of others between zones two.
      const isOneSided = row.class === 'cross_az' && row.usdPerGb < 0.02;
      priced.set(key, { bytes: bytes + row.bytes / (isOneSided ? 2 : 1), usd: usd + row.usd });
    }
    return priced;
  }

  it.each(BILL_FORMATS)('has the bytes and dollars of the truth as %s', async (format) => {
    const billed = new Map<string, { bytes: number; usd: number; list: number }>();
    for (const line of (await linesOf(format)).filter(({ type }) => type === 'Usage')) {
      const usage = parseUsageType(line.usageType ?? '', line.operation ?? '', line.service);
      if (usage.egressClass === null) continue;
      const key = [usage.egressClass, usage.fromRegion, usage.toRegion].join();
      const sum = billed.get(key) ?? { bytes: 0, usd: 0, list: 0 };
      sum.bytes += (line.quantity * BYTES_PER_GB) / (usage.movedTwice ? 2 : 1);
      sum.usd += line.cost;
      sum.list += line.listCost;
      billed.set(key, sum);
    }
    const priced = pricedTruth();
    expect(priced.size).toBeGreaterThan(8);
    for (const [key, { bytes, usd }] of priced) {
      const sum = billed.get(key);
      expect(sum?.bytes).toBeCloseTo(bytes, 0);
      expect(sum?.list).toBeCloseTo(usd, 6);
      expect(sum?.usd).toBeCloseTo(usd * (1 - DISCOUNT), 6);
    }
  });

  it('has hours of network resources, and lines that are no usage or only look like transfer', async () => {
    const lines = await linesOf('cur2-parquet');
    const hours = (usageType: string): number =>
      lines.filter((line) => line.usageType === usageType).reduce((sum, line) => sum + line.quantity, 0);
    expect(hours('NatGateway-Hours')).toBe(3 * 2);
    expect(hours('VpcEndpoint-Hours')).toBe(5 * 2);
    expect(hours('PublicIPv4:IdleAddress')).toBe(2);
    expect(new Set(lines.map(({ type }) => type))).toEqual(new Set(['Usage', 'Tax', 'Credit']));
    expect(hours('QueryScanned-Bytes')).toBeGreaterThan(0);
  });

  it('writes traffic between zones on two lines, of the sender and of the receiver', async () => {
    const lines = await linesOf('cur-csv');
    const gb = (operation: string): number =>
      lines.filter((line) => line.operation === operation).reduce((sum, line) => sum + line.quantity, 0);
    expect(gb('InterZone-Out')).toBeGreaterThan(0);
    expect(gb('InterZone-In')).toBeCloseTo(gb('InterZone-Out'), 9);
  });

  it('has a file for each month of the window', async () => {
    const newYear = await simulatedFolder({ start: Date.UTC(2026, 11, 31, 23) / 1000 });
    const files = filesBelow(path.join(newYear.folder, 'bills'));
    newYear.remove();
    expect(files).toEqual([
      expect.stringContaining('BILLING_PERIOD=2026-12'),
      expect.stringContaining('BILLING_PERIOD=2027-01'),
    ]);
  });
});
