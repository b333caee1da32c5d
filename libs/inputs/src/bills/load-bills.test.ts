import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { SqlEngine } from '@egress/sql-engine';
import type { InputReport } from '../detection';
import { loadBills } from './load-bills';
import { detected, writeCsv, writeParquet, writeText } from './testing/bill-files';

const GB = 2 ** 30;

/** A line of a bill, named neutrally; each schema's rows are made of these. */
interface Line {
  readonly usageType: string;
  readonly operation?: string;
  readonly service?: string;
  readonly chargeType?: string;
  readonly quantity: number;
  readonly unit?: string;
  readonly cost: number;
}

const LINES: readonly Line[] = [
  { usageType: 'NatGateway-Bytes', operation: 'NatGateway', quantity: 10, cost: 0.45 },
  { usageType: 'DataTransfer-Regional-Bytes', operation: 'InterZone-In', quantity: 4, cost: 0.04 },
  { usageType: 'DataTransfer-Regional-Bytes', operation: 'InterZone-Out', quantity: 4, cost: 0.04 },
  { usageType: 'USE1-USW2-AWS-Out-Bytes', operation: 'RunInstances', quantity: 2.5, cost: 0.05 },
  { usageType: 'DataTransfer-In-Bytes', operation: 'RunInstances', quantity: 7, cost: 0 },
  { usageType: 'NatGateway-Hours', operation: 'NatGateway', quantity: 1, unit: 'Hrs', cost: 0.045 },
  { usageType: 'BoxUsage:m5.large', operation: 'RunInstances', quantity: 1, unit: 'Hrs', cost: 0.096 },
  { usageType: 'DataTransfer-Out-Bytes', chargeType: 'Tax', quantity: 5, cost: 3 },
];

const EXPECTED = [
  {
    line_kind: 'hours',
    egress_class: null,
    from_region: 'us-east-1',
    to_region: null,
    bytes: null,
    cost: 0.045,
  },
  {
    line_kind: 'other',
    egress_class: null,
    from_region: 'us-east-1',
    to_region: null,
    bytes: null,
    cost: 0.096,
  },
  {
    line_kind: 'transfer',
    egress_class: 'cross_az',
    from_region: 'us-east-1',
    to_region: null,
    bytes: 4 * GB,
    cost: 0.08,
  },
  {
    line_kind: 'transfer',
    egress_class: 'inter_region',
    from_region: 'us-east-1',
    to_region: 'us-west-2',
    bytes: 2.5 * GB,
    cost: 0.05,
  },
  {
    line_kind: 'transfer',
    egress_class: 'nat_processing',
    from_region: 'us-east-1',
    to_region: null,
    bytes: 10 * GB,
    cost: 0.45,
  },
  {
    line_kind: 'transfer',
    egress_class: null,
    from_region: null,
    to_region: 'us-east-1',
    bytes: 7 * GB,
    cost: 0,
  },
];

const curRow = (line: Line) => ({
  line_item_line_item_type: line.chargeType ?? 'Usage',
  line_item_usage_start_date: '2026-11-01T05:00:00.000Z',
  line_item_usage_end_date: '2026-11-01T06:00:00.000Z',
  line_item_usage_account_id: '012345678901',
  line_item_product_code: line.service ?? 'AmazonEC2',
  line_item_usage_type: line.usageType,
  line_item_operation: line.operation ?? '',
  line_item_resource_id: 'i-1',
  line_item_usage_amount: String(line.quantity),
  line_item_unblended_cost: String(line.cost),
  pricing_unit: line.unit ?? 'GB',
});

const focusRow = (line: Line, usageTypeColumn: string) => ({
  ProviderName: 'AWS',
  ChargeCategory: line.chargeType ?? 'Usage',
  ChargePeriodStart: '2026-11-01 05:00:00',
  ChargePeriodEnd: '2026-11-01 06:00:00',
  SubAccountId: '012345678901',
  RegionId: 'us-east-1',
  ResourceId: 'i-1',
  x_ServiceCode: line.service ?? 'AmazonEC2',
  [usageTypeColumn]: line.usageType,
  x_Operation: line.operation ?? 'NULL',
  ConsumedQuantity: String(line.quantity),
  ConsumedUnit: line.unit ?? 'GB',
  BilledCost: String(line.cost + 100),
  EffectiveCost: String(line.cost),
});

/** `lineItem/UsageType`, as the CSV of a legacy CUR has it. */
function legacyName(athenaName: string): string {
  const [category = '', name = ''] = athenaName.split(/(?<=^line_item|^pricing)_/);
  const camel = category.replace('line_item', 'lineItem');
  return `${camel}/${name.replace(/(?:^|_)(.)/g, (_, letter: string) => letter.toUpperCase())}`;
}

describe('loadBills', () => {
  let engine: SqlEngine;
  let folder: string;

  beforeEach(async () => {
    engine = await SqlEngine.open();
    folder = mkdtempSync(path.join(os.tmpdir(), 'bills-'));
  });
  afterEach(() => {
    engine.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const load = async (files: readonly string[], options = {}): Promise<InputReport[]> =>
    loadBills(engine, await Promise.all(files.map((file) => detected(engine, file))), options);
  const totals = () =>
    engine.query(
      `SELECT line_kind, egress_class, from_region, to_region, sum(bytes) AS bytes, sum(cost) AS cost
       FROM bill_lines GROUP BY ALL ORDER BY line_kind, egress_class NULLS LAST`,
    );

  const files: Record<string, (name: string) => string | Promise<string>> = {
    'legacy CUR csv.gz': (name) =>
      writeCsv(
        folder,
        name,
        LINES.map((line) =>
          Object.fromEntries(
            Object.entries(curRow(line)).map(([column, value]) => [legacyName(column), value]),
          ),
        ),
      ),
    'legacy CUR csv': (name) => writeCsv(folder, name, LINES.map(curRow)),
    'CUR 2.0 csv.gz': (name) =>
      writeCsv(
        folder,
        name,
        LINES.map((line) => ({ product_region_code: 'us-east-1', product: '{"a": "b"}', ...curRow(line) })),
      ),
    'FOCUS 1.0 csv': (name) =>
      writeCsv(
        folder,
        name,
        LINES.map((line) => focusRow(line, 'x_UsageType')),
      ),
    'FOCUS 1.2 csv.gz': (name) =>
      writeCsv(
        folder,
        name,
        LINES.map((line) => focusRow(line, 'SkuMeter')),
      ),
    'CUR 2.0 parquet': async (name) => {
      const csv = writeCsv(folder, 'staged.csv', LINES.map(curRow));
      return writeParquet(
        engine,
        folder,
        name,
        `SELECT * REPLACE (line_item_usage_start_date::TIMESTAMP AS line_item_usage_start_date,
           line_item_usage_amount::DOUBLE AS line_item_usage_amount, line_item_unblended_cost::DECIMAL(18, 9) AS line_item_unblended_cost),
           MAP {'region': 'us-east-1'} AS product, MAP {'user_team': 'a'} AS resource_tags, 'us-east-1' AS product_region_code
         FROM read_csv('${csv}', all_varchar = true)`,
      );
    },
    'FOCUS 1.2 parquet': async (name) => {
      const csv = writeCsv(
        folder,
        'staged.csv',
        LINES.map((line) => focusRow(line, 'SkuMeter')),
      );
      return writeParquet(
        engine,
        folder,
        name,
        `SELECT * REPLACE (ChargePeriodStart::TIMESTAMPTZ AS ChargePeriodStart), MAP {'a': 'b'} AS Tags
         FROM read_csv('${csv}', all_varchar = true)`,
      );
    },
  };

  it.each(Object.keys(files))('reads %s into the same lines', async (format) => {
    const file = await files[format]!(`bill.${format.split(' ').pop()}`);
    const [report] = await load([file]);
    expect(report).toMatchObject({ kind: 'bill', format, records: 8, malformed: 0, samples: [] });
    expect(await totals()).toEqual(
      EXPECTED.map((row) => ({ ...row, cost: expect.closeTo(row.cost, 12) as unknown as number })),
    );
    const [line] = await engine.query(`SELECT * FROM bill_lines WHERE usage_type = 'NatGateway-Bytes'`);
    expect(line).toMatchObject({
      usage_start: Date.UTC(2026, 10, 1, 5) / 1000,
      usage_end: Date.UTC(2026, 10, 1, 6) / 1000,
      account_id: '012345678901',
      service: 'AmazonEC2',
      operation: 'NatGateway',
      resource_id: 'i-1',
      quantity: 10,
      unit: 'GB',
    });
  });

  it('takes no dollars from taxes, credits and refunds, and says so', async () => {
    const lines = ['Tax', 'Credit', 'Refund'].map((chargeType) => ({ ...LINES[0]!, chargeType, cost: -1 }));
    const [report] = await load([writeCsv(folder, 'bill.csv', lines.map(curRow))]);
    expect(await totals()).toEqual([]);
    expect(report?.notes).toEqual([
      expect.stringContaining('3 lines (-3.00 USD) left out as no usage') as unknown as string,
    ]);
    expect(await engine.query('SELECT sum(cost) AS cost FROM left_out_bill_lines')).toEqual([{ cost: -3 }]);
  });

  it('prices a discount line without counting its bytes again', async () => {
    const lines = [LINES[0]!, { ...LINES[0]!, chargeType: 'EdpDiscount', cost: -0.05 }];
    await load([writeCsv(folder, 'bill.csv', lines.map(curRow))]);
    expect(await totals()).toMatchObject([
      { bytes: 10 * GB, cost: expect.closeTo(0.4, 12) as unknown as number },
    ]);
  });

  it('prefers the net cost and takes discounts that are already in it only once', async () => {
    const rows = [
      { ...curRow(LINES[0]!), line_item_net_unblended_cost: '0.4' },
      {
        ...curRow({ ...LINES[0]!, chargeType: 'EdpDiscount', cost: -0.05 }),
        line_item_net_unblended_cost: '',
      },
      { ...curRow(LINES[3]!), line_item_net_unblended_cost: '' },
    ];
    await load([writeCsv(folder, 'bill.csv', rows)]);
    expect((await totals()).map((row) => row['cost'])).toEqual([0.05, 0.4]);
  });

  it('counts a file with the content of another one once, with a note', async () => {
    const rows = LINES.map(curRow);
    const [first, copy] = await load([writeCsv(folder, 'a.csv', rows), writeCsv(folder, 'b.csv', rows)]);
    expect(first).toMatchObject({ records: 8 });
    expect(copy).toMatchObject({
      records: 0,
      notes: [expect.stringMatching(/b\.csv: has the content of .*a\.csv/)],
    });
    expect((await totals()).find((row) => row['egress_class'] === 'nat_processing')).toMatchObject({
      bytes: 10 * GB,
    });
  });

  it('counts usage that two schemas bill once, from the one that says more', async () => {
    const cur = writeCsv(folder, 'cur.csv', LINES.map(curRow));
    const focus = writeCsv(
      folder,
      'focus.csv',
      LINES.map((line) => focusRow({ ...line, cost: 9 }, 'SkuMeter')),
    );
    const [focusReport] = await load([focus, cur]);
    expect(await totals()).toMatchObject(
      EXPECTED.map(({ egress_class, bytes }) => ({ egress_class, bytes })),
    );
    expect(focusReport?.notes.join()).toMatch(
      /7 lines \(63\.00 USD\) left out, because a bill in another schema/,
    );
  });

  it('says when most lines of a bill are in another version of it', async () => {
    const later = [
      ...LINES.map(curRow),
      curRow({ usageType: 'TransitGateway-Bytes', quantity: 1, cost: 0.02 }),
    ];
    const reports = await load([
      writeCsv(folder, 'a.csv', LINES.map(curRow)),
      writeCsv(folder, 'b.csv', later),
    ]);
    expect(reports.map(({ notes }) => notes.join())).toEqual([
      expect.stringContaining('100 % of its usage is in another bill too'),
      expect.stringContaining('88 % of its usage is in another bill too'),
    ]);
  });

  it('names the file and the column that a bill lacks', async () => {
    const row: Record<string, string> = curRow(LINES[0]!);
    delete row['line_item_usage_amount'];
    await expect(load([writeCsv(folder, 'bill.csv', [row])])).rejects.toThrow(
      /bill\.csv: this legacy CUR bill has no column line_item_usage_amount\. Add it/,
    );
  });

  it('leaves an unreadable bill out with a note when told to keep going', async () => {
    const row: Record<string, string> = curRow(LINES[0]!);
    delete row['line_item_usage_amount'];
    const [report] = await load([writeCsv(folder, 'bill.csv', [row])], { keepGoing: true });
    expect(report).toMatchObject({ records: 0, notes: [expect.stringMatching(/It was left out\.$/)] });
    expect(await totals()).toEqual([]);
  });

  it('counts and samples the rows of a CSV that make no sense', async () => {
    const good = writeCsv(folder, 'good.csv', LINES.map(curRow));
    const [header, first = '', ...others] = readFileSync(good, 'utf8').trimEnd().split('\n');
    const broken = [
      header,
      first,
      first.replace('0.45', 'many'),
      first.replace(',', ',,'),
      first.replace('0.45', 'nan'),
      ...others,
    ];
    const [report] = await load([writeText(folder, 'bill.csv', `${broken.join('\r\n')}\r\n`)]);
    expect(report).toMatchObject({ records: 8, malformed: 3 });
    expect(report?.samples).toEqual([
      expect.objectContaining({
        line: 3,
        reason: expect.stringMatching(/"line_item_unblended_cost".*"many"/) as unknown as string,
      }),
      expect.objectContaining({
        line: 4,
        reason: expect.stringContaining('Number of Columns') as unknown as string,
      }),
      expect.objectContaining({ line: null }),
    ]);
    expect(await totals()).toMatchObject(EXPECTED.map(({ bytes }) => ({ bytes })));
  });

  it('counts strings in a Parquet bill that are no numbers as malformed', async () => {
    const file = await writeParquet(
      engine,
      folder,
      'bill.parquet',
      `SELECT 'Usage' AS line_item_line_item_type, '2026-11-01' AS line_item_usage_start_date, 'NatGateway-Bytes' AS line_item_usage_type,
         unnest(['10', 'ten']) AS line_item_usage_amount, '0.45' AS line_item_unblended_cost`,
    );
    const [report] = await load([file]);
    expect(report).toMatchObject({ records: 1, malformed: 1 });
    expect(await totals()).toMatchObject([{ bytes: 10 * GB, cost: 0.45 }]);
  });

  it('keeps the dollars of peering, and of bytes on the network that no class has', async () => {
    const peering = { quantity: 500, cost: 5 };
    const rows = [
      { ...peering, usageType: 'USE1-VpcPeering-Out-Bytes', operation: 'VPCPeering-Out' },
      { ...peering, usageType: 'USE1-VpcPeering-In-Bytes', operation: 'VPCPeering-In' },
      { usageType: 'VpcEndpoint-Bytes', service: 'AmazonVPC', quantity: 10, cost: 0.1 },
      { usageType: 'VpcEndpoint-GWLBE-Bytes', service: 'AmazonVPC', quantity: 10, cost: 0.035 },
    ].map(curRow);
    const [report] = await load([writeCsv(folder, 'bill.csv', rows)]);
    expect(await totals()).toMatchObject([
      { egress_class: 'privatelink', bytes: 10 * GB, cost: 0.1 },
      { egress_class: 'vpc_peering', bytes: 500 * GB, cost: 10 },
      { line_kind: 'unknown_transfer', egress_class: null, cost: 0.035 },
    ]);
    expect(report?.notes.join()).toMatch(/of data transfer in no known class: 1 × "VpcEndpoint-GWLBE-Bytes"/);
  });

  it('keeps tags apart that differ in case alone', async () => {
    const rows = LINES.map((line) => ({
      ...curRow(line),
      'resourceTags/user:Name': 'a',
      'resourceTags/user:name': 'b',
    }));
    await load([writeCsv(folder, 'bill.csv', rows)]);
    expect(await totals()).toHaveLength(EXPECTED.length);
  });

  it('says that amounts of another currency were not converted', async () => {
    const rows = LINES.map((line) => ({ ...curRow(line), line_item_currency_code: 'CNY' }));
    const [report] = await load([writeCsv(folder, 'bill.csv', rows)]);
    expect(report?.notes.join()).toContain('7 lines (0.72 USD) not in USD');
  });

  it('reads the complete lines of a truncated gzip and says so', async () => {
    const lines = Array.from({ length: 2000 }, (_, index) => ({
      ...LINES[0]!,
      quantity: index + Math.sqrt(index),
    }));
    const file = writeCsv(folder, 'bill.csv.gz', lines.map(curRow));
    const whole = readFileSync(file);
    writeFileSync(file, whole.subarray(0, whole.length - 200));
    const [report] = await load([file]);
    expect(report?.records).toBeGreaterThan(100);
    expect(report?.records).toBeLessThan(2000);
    expect(report?.notes.join()).toContain('truncated gzip');
  });

  it('refuses a gzip with a flipped bit instead of giving a wrong total', async () => {
    const file = writeCsv(folder, 'bill.csv.gz', LINES.map(curRow));
    const sound = await detected(engine, file);
    const bytes = readFileSync(file);
    bytes.writeUInt8(bytes.readUInt8(bytes.length - 6) ^ 1, bytes.length - 6);
    writeFileSync(file, bytes);
    await expect(loadBills(engine, [sound])).rejects.toThrow(/bill\.csv\.gz: the gzip data is corrupt/);
  });

  it('makes empty tables when there is no bill', async () => {
    expect(await load([])).toEqual([]);
    expect(await totals()).toEqual([]);
  });
});
