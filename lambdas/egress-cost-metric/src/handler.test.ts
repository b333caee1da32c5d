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

/** What Cost Explorer says of a day. */
const onDay = (Start: string, ...Groups: object[]) => ({ TimePeriod: { Start }, Groups });
const answer = (...ResultsByTime: object[]): AwsReply => ({ body: { ResultsByTime } });
const points = (metrics: readonly Record<string, unknown>[]) =>
  metrics.map((entry) => [entry['EgressClass'], entry['EgressCostPerDay'], entry['day']]);

it('publishes the total and each class of the day before, over all pages', async () => {
  const internet = onDay('2026-11-20', group('DataTransfer-Out-Bytes', '9.005'));
  const nat = onDay('2026-11-20', group('NatGateway-Bytes', '0.5'), group('BoxUsage', '7'));
  replies = [
    {
      body: {
        NextPageToken: 'p2',
        ResultsByTime: [onDay('2026-11-19', group('NatGateway-Bytes', '3')), internet],
      },
    },
    answer(nat),
  ];
  const { outcome, metrics } = await run();
  expect(outcome).toEqual({
    status: 'published',
    day: '2026-11-20',
    totalUsd: 9.505,
    usdByClass: { internet: 9.005, nat_processing: 0.5 },
    unknownUsageTypes: [],
    usdByDay: { '2026-11-19': 3, '2026-11-20': 9.505 },
  });
  const requests = aws.requests.map(({ body }) => JSON.parse(body) as Record<string, unknown>);
  expect(requests.map((request) => request['NextPageToken'])).toEqual([undefined, 'p2']);
  expect(requests[0]).toMatchObject({
    TimePeriod: { Start: '2026-11-18', End: '2026-11-21' },
    Filter: { Dimensions: { Key: 'RECORD_TYPE', Values: ['Usage'] } },
  });
  expect(points(metrics)).toEqual(
    expect.arrayContaining([
      [undefined, 9.505, '2026-11-20'],
      ['internet', 9.005, '2026-11-20'],
      ['nat_processing', 0.5, '2026-11-20'],
    ]),
  );
  expect(metrics).toHaveLength(3);
});

it.each(['2026-11-18', '2026-11-19'])(
  'publishes %s when it turned out to have cost more than the day before seemed to',
  async (day) => {
    replies = [
      answer(
        onDay(day, group('DataTransfer-Out-Bytes', '250')),
        onDay('2026-11-20', group('DataTransfer-Out-Bytes', '40')),
      ),
    ];
    const { metrics } = await run();
    expect(points(metrics)).toEqual(
      expect.arrayContaining([
        [undefined, 250, day],
        ['internet', 250, day],
      ]),
    );
    expect(metrics).toHaveLength(2);
  },
);

it('publishes the second last day when Cost Explorer has nothing of the last one yet', async () => {
  replies = [answer(onDay('2026-11-19', group('NatGateway-Bytes', '2')), onDay('2026-11-20'))];
  expect((await run()).outcome).toMatchObject({ status: 'published', day: '2026-11-19', totalUsd: 2 });
});

it.each([
  ['nothing at all', answer()],
  ['days without groups', answer(onDay('2026-11-19'), onDay('2026-11-20'))],
  ['only an older day', answer(onDay('2026-11-18', group('NatGateway-Bytes', '2')), onDay('2026-11-20'))],
])('fails when Cost Explorer has %s for the last two days', async (_case, reply) => {
  replies = [reply];
  await expect(run()).rejects.toThrow('nothing for 2026-11-19 and 2026-11-20');
});

it('says that there is nothing to publish when Cost Explorer was enabled today', async () => {
  replies = [{ status: 400, body: { __type: 'DataUnavailableException', message: 'Wait.' } }];
  const { outcome, metrics } = await run();
  expect(outcome).toMatchObject({ status: 'no_data', day: '2026-11-20' });
  expect(metrics).toEqual([]);
});

it('fails when the answer is not in dollars, rather than publish another currency as such', async () => {
  const euros = { Keys: ['a', 'b'], Metrics: { UnblendedCost: { Amount: '1', Unit: 'EUR' } } };
  replies = [answer(onDay('2026-11-20', euros))];
  await expect(run()).rejects.toThrow(/Unit/);
});
