import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { discoverInputs, loadBills, loadCloudFrontLogs } from '@egress/inputs';
import { BillExport, type BillExportProps, Distribution, DistributionLogs } from '@egress/module-delivery';
import { type Block, resource, testStack } from '@egress/module-foundation/testing';
import { Bucket } from '@egress/module-storage';
import { SqlEngine } from '@egress/sql-engine';

/** What AWS is told to deliver must be what the readers of the analysis find. */
describe('what ingestion has AWS deliver', () => {
  let engine: SqlEngine;
  let folder: string;

  beforeEach(async () => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'delivered-'));
    engine = await SqlEngine.open();
  });
  afterEach(() => {
    engine.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const filesWith = async (name: string, text: string) => {
    const file = path.join(folder, name);
    writeFileSync(file, text);
    return (await discoverInputs(engine, [file], { keepGoing: false })).files;
  };
  const emptyColumns = async (table: string) => {
    const [row] = await engine.query<Record<string, unknown>>(`SELECT * FROM ${table}`);
    return Object.keys(row ?? { nothing: null }).filter((name) => row?.[name] === null);
  };

  it.each([
    ['cur2', 'CUR 2.0 csv'],
    ['focus', 'FOCUS 1.2 csv'],
  ] as const)('is a bill of which every column is read (%s)', async (schema, format) => {
    const columns = billColumns(schema);
    const values = columns.map((name) => BILL_VALUES[name] ?? 'x');
    const files = await filesWith('bill.csv', `${columns.join(',')}\n${values.join(',')}\n`);
    expect(files.map(({ detection }) => detection.format)).toEqual([format]);
    await loadBills(engine, files);
    expect(await emptyColumns('bill_lines')).toEqual([]);
  });

  it('are access logs of CloudFront of which every column is read', async () => {
    const record = Object.fromEntries(cloudFrontFields().map((name) => [name, REQUEST_VALUES[name] ?? 'x']));
    const files = await filesWith('requests.json', `${JSON.stringify(record)}\n`);
    expect(files.map(({ detection }) => detection.kind)).toEqual(['cloudfront-logs']);
    await loadCloudFrontLogs(engine, files, { keepGoing: false });
    expect(await emptyColumns('cloudfront_requests')).toEqual([]);
  });
});

/** One line of inter-region traffic, in the words of both schemas. */
const BILL_VALUES: Readonly<Record<string, string>> = {
  line_item_line_item_type: 'Usage',
  line_item_usage_start_date: '2026-11-20T10:00:00Z',
  line_item_usage_end_date: '2026-11-20T11:00:00Z',
  line_item_usage_type: 'USE1-USW2-AWS-Out-Bytes',
  line_item_usage_amount: '2',
  line_item_currency_code: 'USD',
  line_item_unblended_cost: '0.04',
  line_item_net_unblended_cost: '0.04',
  pricing_unit: 'GB',
  pricing_public_on_demand_cost: '0.04',
  product_region_code: 'us-east-1',
  ProviderName: 'AWS',
  ChargeCategory: 'Usage',
  ChargePeriodStart: '2026-11-20T10:00:00Z',
  ChargePeriodEnd: '2026-11-20T11:00:00Z',
  SkuMeter: 'USE1-USW2-AWS-Out-Bytes',
  ConsumedQuantity: '2',
  ConsumedUnit: 'GB',
  PricingQuantity: '2',
  PricingUnit: 'GB',
  BillingCurrency: 'USD',
  BilledCost: '0.04',
  EffectiveCost: '0.04',
  ListCost: '0.04',
  RegionId: 'us-east-1',
};

const REQUEST_VALUES: Readonly<Record<string, string>> = {
  date: '2026-11-20',
  time: '10:00:00',
  'sc-status': '200',
  'sc-bytes': '1000',
  'cs-bytes': '100',
};

function billColumns(schema: BillExportProps['schema']): readonly string[] {
  const { stack, bucket } = stackWithBucket();
  new BillExport(stack, 'Bill', { schema, bucket, prefix: 'bills/' });
  const [settings] = resource(stack, 'aws_bcmdataexports_export')['export'] as [Block];
  const [query] = settings['data_query'] as [{ query_statement: string }];
  return query.query_statement.replace(/^SELECT | FROM .*$/g, '').split(', ');
}

function cloudFrontFields(): readonly string[] {
  const { stack, bucket } = stackWithBucket();
  const distribution = new Distribution(stack, 'Distribution', {
    name: 'cloudfront',
    description: 'Site',
    origin: { domainName: 'www.example.com' },
    certificate: { reason: 'a test has no domain' },
  });
  new DistributionLogs(stack, 'Logs', { name: 'cloudfront', distribution, bucket, prefix: 'cloudfront/' });
  return resource(stack, 'aws_cloudwatch_log_delivery')['record_fields'] as string[];
}

function stackWithBucket() {
  const stack = testStack();
  return { stack, bucket: new Bucket(stack, 'RawLogs', { name: 'raw-logs', lifecycle: [] }) };
}
