import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {
  CostExplorerClient,
  GetCostAndUsageCommand,
  type GetCostAndUsageCommandInput,
} from '@aws-sdk/client-cost-explorer';
import { SqlEngine, sqlLiteral } from '@egress/sql-engine';
import { edgeTo } from '../../testing/edge-to';
import { createCostExplorer } from './cost-explorer';

const NAT = {
  day: '2026-11-20',
  account_id: '111122223333',
  region: 'eu-west-1',
  egress_class: 'nat_processing',
  usage_type: 'EU-NatGateway-Bytes',
  resource_id: 'nat-0123456789abcdef0',
  usd: 4.8,
};
const ROWS = [
  NAT,
  { ...NAT, resource_id: 'nat-0123456789abcdef1', usd: 0.07 },
  { ...NAT, day: '2026-11-21', usd: 96 },
  { ...NAT, account_id: '444455556666', usd: 1000 },
  { ...NAT, region: 'eu-central-1', usage_type: 'EUC1-NatGateway-Bytes', usd: 2 },
  {
    ...NAT,
    egress_class: 'internet',
    usage_type: 'EU-DataTransfer-Out-Bytes',
    resource_id: 'photos',
    usd: 9,
  },
  { ...NAT, egress_class: 'cloudfront', region: 'edge', usage_type: 'EU-DataTransfer-Out-Bytes', usd: 3 },
];

const costExplorer = createCostExplorer();
let folder: string;
let edge: Awaited<ReturnType<typeof edgeTo>>;
beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'bill-'));
  edge = await edgeTo(costExplorer.getCostAndUsage);
  const engine = await SqlEngine.open();
  await engine.fillTable('egress_cost_daily', ROWS);
  const target = sqlLiteral(path.join(folder, 'egress_cost_daily'));
  await engine.run(
    `COPY (SELECT *, day AS date FROM egress_cost_daily) TO ${target} (FORMAT parquet, PARTITION_BY (date))`,
  );
  engine.close();
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await edge.close();
});

const ask = (request: Partial<GetCostAndUsageCommandInput>) =>
  new CostExplorerClient(edge.clientConfiguration).send(
    new GetCostAndUsageCommand({
      TimePeriod: { Start: '2026-11-20', End: '2026-11-22' },
      Granularity: 'DAILY',
      Metrics: ['UnblendedCost'],
      ...request,
    }),
  );
const dimension = (Key: 'LINKED_ACCOUNT' | 'RECORD_TYPE' | 'REGION', value: string) => ({
  Dimensions: { Key, Values: [value] },
});
const groupBy = (...keys: readonly string[]) => keys.map((Key) => ({ Type: 'DIMENSION' as const, Key }));

it('has no data until a bill was loaded, and names a folder that holds none', async () => {
  await expect(ask({})).rejects.toMatchObject({ name: 'DataUnavailableException' });
  await expect(costExplorer.loadBill('/nowhere')).rejects.toThrow('/nowhere: does not exist');
});

describe('with a bill', () => {
  beforeAll(() => costExplorer.loadBill(path.join(folder, 'egress_cost_daily')));

  it('adds up by usage type what the filters let through, day by day', async () => {
    const { ResultsByTime = [] } = await ask({
      TimePeriod: { Start: '2026-11-19', End: '2026-11-22' },
      GroupBy: groupBy('USAGE_TYPE'),
      Filter: {
        And: [
          dimension('LINKED_ACCOUNT', '111122223333'),
          dimension('RECORD_TYPE', 'Usage'),
          dimension('REGION', 'eu-west-1'),
        ],
      },
    });
    const costs = ResultsByTime.map(({ TimePeriod, Groups = [] }) => [
      TimePeriod?.Start,
      Object.fromEntries(Groups.map(({ Keys = [], Metrics }) => [Keys[0], Metrics?.['UnblendedCost']])),
    ]);
    const usd = (Amount: string) => ({ Amount, Unit: 'USD' });
    expect(costs).toEqual([
      ['2026-11-19', {}],
      [
        '2026-11-20',
        { 'EU-NatGateway-Bytes': usd('4.8700000000'), 'EU-DataTransfer-Out-Bytes': usd('9.0000000000') },
      ],
      ['2026-11-21', { 'EU-NatGateway-Bytes': usd('96.0000000000') }],
    ]);
  });

  it('tells services apart that bill under the same usage type', async () => {
    const { ResultsByTime = [] } = await ask({
      TimePeriod: { Start: '2026-11-20', End: '2026-11-21' },
      GroupBy: groupBy('USAGE_TYPE', 'SERVICE'),
    });
    expect(ResultsByTime[0]?.Groups?.map(({ Keys }) => Keys)).toEqual(
      expect.arrayContaining([
        ['EU-DataTransfer-Out-Bytes', 'Amazon CloudFront'],
        ['EU-DataTransfer-Out-Bytes', 'Amazon Simple Storage Service'],
        ['EU-NatGateway-Bytes', 'EC2 - Other'],
      ]),
    );
  });

  it('totals the days without groups', async () => {
    const { ResultsByTime } = await ask({ Filter: dimension('LINKED_ACCOUNT', '444455556666') });
    expect(ResultsByTime?.map(({ Total }) => Total?.['UnblendedCost']?.Amount)).toEqual([
      '1000.0000000000',
      '0.0000000000',
    ]);
  });

  it('refuses what it does not know instead of answering wrongly', async () => {
    const refused = { name: 'ValidationException' };
    await expect(ask({ Granularity: 'HOURLY' })).rejects.toMatchObject(refused);
    await expect(ask({ Filter: { Not: dimension('REGION', 'eu-west-1') } })).rejects.toMatchObject(refused);
    await expect(ask({ GroupBy: groupBy('INSTANCE_TYPE') })).rejects.toMatchObject(refused);
  });
});
