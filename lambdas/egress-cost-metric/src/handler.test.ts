import { type AwsReply, fakeAws, type FakeAws } from '@egress/fake-aws';

const NOON = { time: '2026-11-21T12:00:00Z' };

let aws: FakeAws;
let replies: AwsReply[];

beforeEach(async () => {
  aws = await fakeAws(() => replies.shift() ?? {});
  Object.assign(process.env, {
    ...aws.environment,
    // Lets Powertools write to the console that the test watches.
    POWERTOOLS_DEV: 'true',
    POWERTOOLS_METRICS_DISABLED: 'false',
  });
});
afterEach(() => {
  jest.restoreAllMocks();
  return aws.close();
});

const group = (usageType: string, amount: string) => ({
  Keys: [usageType, 'EC2 - Other'],
  Metrics: { UnblendedCost: { Amount: amount, Unit: 'USD' } },
});

/** Runs the handler as a new execution environment would, and gives what it logged as metrics. */
async function run() {
  const logged: string[] = [];
  jest.spyOn(console, 'log').mockImplementation((line: string) => void logged.push(line));
  jest.spyOn(console, 'info').mockImplementation(() => undefined);
  let outcome: unknown;
  await jest.isolateModulesAsync(async () => {
    const { handler } = await import('./handler');
    outcome = await handler(NOON);
  });
  return { outcome, metrics: logged.map((line) => JSON.parse(line) as Record<string, unknown>) };
}

it('publishes the total and each class of the day before, over all pages', async () => {
  replies = [
    {
      body: { NextPageToken: 'p2', ResultsByTime: [{ Groups: [group('DataTransfer-Out-Bytes', '9.005')] }] },
    },
    { body: { ResultsByTime: [{ Groups: [group('NatGateway-Bytes', '0.5'), group('BoxUsage', '7')] }] } },
  ];
  const { outcome, metrics } = await run();
  expect(outcome).toEqual({
    status: 'published',
    day: '2026-11-20',
    totalUsd: 9.505,
    usdByClass: { internet: 9.005, nat_processing: 0.5 },
    unknownUsageTypes: [],
  });
  const requests = aws.requests.map(({ body }) => JSON.parse(body) as Record<string, unknown>);
  expect(requests.map((request) => request['NextPageToken'])).toEqual([undefined, 'p2']);
  expect(requests[0]).toMatchObject({
    TimePeriod: { Start: '2026-11-20', End: '2026-11-21' },
    Filter: { Dimensions: { Key: 'RECORD_TYPE', Values: ['Usage'] } },
  });
  const points = metrics.map((entry) => [entry['EgressClass'], entry['EgressCostPerDay']]);
  expect(points).toEqual(
    expect.arrayContaining([
      [undefined, 9.505],
      ['internet', 9.005],
      ['nat_processing', 0.5],
    ]),
  );
  expect(points).toHaveLength(3);
});

it.each([
  ['has no groups', { body: { ResultsByTime: [] } }],
  ['was enabled today', { status: 400, body: { __type: 'DataUnavailableException', message: 'Wait.' } }],
])('says that there is nothing to publish when Cost Explorer %s', async (_case, reply) => {
  replies = [reply];
  const { outcome, metrics } = await run();
  expect(outcome).toMatchObject({ status: 'no_data', day: '2026-11-20' });
  expect(metrics).toEqual([]);
});

it('fails when the answer is not in dollars, rather than publish another currency as such', async () => {
  const euros = { Keys: ['a', 'b'], Metrics: { UnblendedCost: { Amount: '1', Unit: 'EUR' } } };
  replies = [{ body: { ResultsByTime: [{ Groups: [euros] }] } }];
  await expect(run()).rejects.toThrow(/Unit/);
});
