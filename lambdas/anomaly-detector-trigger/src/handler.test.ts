import { anomalySchema } from '@egress/contracts';
import { fakeAccount, type FakeAccount } from './testing/fake-account';
import { parquetOf } from './testing/parquet-table';

const PREFIX = 'egress_features_hourly/';
const METADATA = { schemaVersion: 1, modelName: 'm', threshold: 2.5, inServiceSince: '2026-11-01T00:00:00Z' };

/** A bucket that was within its band, and instances whose scores are given; a column that detection does not read. */
const features = (rows: string) => `
  SELECT (SELECT string_agg(md5(i::VARCHAR), '') FROM range(50000) AS numbers(i)) AS unread,
    '111122223333' AS account, 'us-east-1' AS region, resource, 'internet' AS egress_class,
    CASE WHEN resource <> 'photos' THEN TIMESTAMP '2026-11-21 05:00:00' END AS onset,
    2000::BIGINT AS bytes, 1000::BIGINT AS expected_bytes, 12.0::DOUBLE AS usd,
    [1.0, score, 0, 0, 0]::DOUBLE[] AS vector
  FROM (VALUES ${rows}) AS rows(resource, score)`;

let hour6: Buffer;
let hour7: Buffer;
let account: FakeAccount;

beforeAll(async () => {
  hour6 = await parquetOf(features("('i-0a', 1.0)"));
  hour7 = await parquetOf(features("('i-0a', 1.0), ('i-0b', 4.0), ('i-0c', 2.5), ('photos', 9.0)"));
});
beforeEach(async () => {
  account = await fakeAccount();
  account.objects = {
    [`${PREFIX}date=2026-11-18/hour=23/part-0.parquet`]: 'too old to be read',
    [`${PREFIX}date=2026-11-21/hour=06/part-0.parquet`]: hour6,
    [`${PREFIX}date=2026-11-21/hour=07/part-0.parquet`]: hour7,
    [`${PREFIX}date=2026-11-21/hour=08/_SUCCESS`]: 'ok',
    'models/in-service.json': JSON.stringify(METADATA),
  };
  Object.assign(process.env, {
    ...account.aws.environment,
    PROCESSED_BUCKET: 'data',
    MODEL_BUCKET: 'models',
    ENDPOINT_NAME: 'egress',
    STATE_MACHINE_ARN: 'arn:aws:states:us-east-1:111122223333:stateMachine:remediation',
  });
});
afterEach(() => account.aws.close());

/** Runs the handler as a new execution environment would; gives its result and the metrics that it published. */
async function run() {
  const written: string[] = [];
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
    written.push(String(text));
    return true;
  });
  let result: unknown;
  let error: unknown;
  await jest.isolateModulesAsync(async () => {
    const { handler } = await import('./handler');
    result = await handler({ time: '2026-11-21T08:40:00Z' }).catch(
      (thrown: unknown) => void (error = thrown),
    );
  });
  jest.restoreAllMocks();
  const metrics = written.find((text) => text.includes('_aws'));
  return { result, error, metrics: JSON.parse(metrics ?? '{}') as Record<string, unknown> };
}

const isInvocation = ({ url }: { readonly url: string }) => url.includes('/invocations');
const isStart = ({ headers }: { readonly headers: object }) =>
  JSON.stringify(headers).includes('StartExecution');

it('starts a workflow for what scores above the model’s threshold, and tells of each step in a metric', async () => {
  const { result, metrics } = await run();
  expect(result).toEqual({
    status: 'scored',
    hour: '2026-11-21T07:00:00Z',
    hours: 2,
    rows: 5,
    scored: 4,
    anomalies: 1,
    withheld: 0,
    started: 1,
    alreadyStarted: 0,
  });
  const [[name, input]] = [...account.executions] as [[string, unknown]];
  expect(anomalySchema.strict().parse(input)).toMatchObject({
    id: name,
    resource: 'i-0b',
    onset: '2026-11-21T05:00:00Z',
    hour: '2026-11-21T07:00:00Z',
    observedBytes: 2000,
    usdPerDay: 144,
    severity: 'high',
    score: 4,
    threshold: 2.5,
  });
  expect(metrics).toMatchObject({
    HoursRead: 2,
    RowsRead: 5,
    RowsScored: 4,
    Anomalies: 1,
    AnomaliesWithheld: 0,
    WorkflowsStarted: 1,
    WorkflowsAlreadyStarted: 0,
    ReadFaults: 0,
    ScoreFaults: 0,
    StartFaults: 0,
    NewestHourAge: expect.any(Number),
  });
});

it('starts nothing twice when its event comes twice', async () => {
  await run();
  expect((await run()).result).toMatchObject({ started: 0, alreadyStarted: 1 });
  expect(account.executions.size).toBe(1);
});

it('reads only the columns that it needs', async () => {
  await run();
  const read = account.aws.requests
    .map(({ headers }) => /bytes=(\d+)-(\d+)/.exec(headers.range ?? ''))
    .reduce((sum, range) => sum + (range ? Number(range[2]) - Number(range[1]) + 1 : 0), 0);
  expect(hour6.length + hour7.length).toBeGreaterThan(3_000_000);
  expect(read).toBeLessThan(1_200_000);
});

it('lets the environment’s threshold override the model’s', async () => {
  process.env['THRESHOLD'] = '0.5';
  expect((await run()).result).toMatchObject({ anomalies: 3 });
  process.env['THRESHOLD'] = 'high';
  expect(String((await run()).error)).toContain('must be a number, or empty');
  delete process.env['THRESHOLD'];
});

it.each([
  ['no_endpoint', () => (process.env['ENDPOINT_NAME'] = '')],
  ['no_partition', () => (account.objects = { 'models/in-service.json': JSON.stringify(METADATA) })],
  ['no_threshold', () => delete account.objects['models/in-service.json']],
])('says %s and scores nothing', async (status, prepare) => {
  prepare();
  const { result, metrics } = await run();
  expect(result).toMatchObject({ status });
  expect(metrics).toMatchObject({ RunsWithoutScores: 1 });
});

describe('when the endpoint', () => {
  it.each([
    ['is down', { status: 503, body: { __type: 'ServiceUnavailable' } }, 'ServiceUnavailable'],
    ['stays throttled', { status: 429, body: { __type: 'ThrottlingException' } }, 'Throttling'],
    [
      'gives no number',
      { body: '{"scores":[{"score":NaN}]}' },
      'holds no scores: {"scores":[{"score":NaN}]}',
    ],
    ['gives no JSON', { body: '<html>' }, 'holds no scores: <html>'],
    ['gives too few', { body: { scores: [] } }, '0 scores for 4 vectors'],
  ])(
    '%s, it fails, so that Lambda runs it again, which then loses nothing',
    async (_case, reply, message) => {
      account.disturb = (request) => (isInvocation(request) ? reply : undefined);
      const { error, metrics } = await run();
      expect(String(error)).toContain(message);
      expect(metrics).toMatchObject({ RowsRead: 5, RowsScored: 0, ScoreFaults: 1 });
      account.disturb = () => undefined;
      expect((await run()).result).toMatchObject({ started: 1 });
    },
  );

  it('is throttled for a moment, it asks again', async () => {
    let requests = 0;
    account.disturb = (request) =>
      isInvocation(request) && ++requests <= 2
        ? { status: 429, body: { __type: 'ThrottlingException' } }
        : undefined;
    expect((await run()).result).toMatchObject({ started: 1 });
  });
});

it('fails when the workflow cannot be started, and starts it the next time', async () => {
  account.disturb = (request) =>
    isStart(request)
      ? { status: 400, body: { __type: 'StateMachineDoesNotExist', message: 'None.' } }
      : undefined;
  const { error, metrics } = await run();
  expect(String(error)).toContain('1 requests failed, the first: StateMachineDoesNotExist');
  expect(metrics).toMatchObject({ Anomalies: 1, WorkflowsStarted: 0, StartFaults: 1 });
  account.disturb = () => undefined;
  expect((await run()).result).toMatchObject({ started: 1 });
});

it('names the file and the column that it cannot use, and reads the others', async () => {
  account.objects[`${PREFIX}date=2026-11-21/hour=08/part-0.parquet`] = await parquetOf(
    features("('i-0a', 1.0)").replace("'internet'", "'carrier_pigeon'"),
  );
  const { error, metrics } = await run();
  expect(String(error)).toMatch(/hour=08\/part-0.parquet: column egress_class: Invalid option/);
  expect(metrics).toMatchObject({ HoursRead: 2, ReadFaults: 1, WorkflowsStarted: 1 });
});

it('says which file is in no folder of an hour', async () => {
  account.objects[`${PREFIX}date=2026-11-21/part-0.parquet`] = hour7;
  expect(String((await run()).error)).toContain(
    'date=2026-11-21/part-0.parquet: must be in a folder date=YYYY-MM-DD/hour=HH/',
  );
});

it('follows an anomaly into the day before, over midnight and a month’s end', async () => {
  const day = (date: string) => parquetOf(features("('i-0b', 4.0)").replace('2026-11-21 05', `${date} 12`));
  account.objects = {
    'models/in-service.json': JSON.stringify(METADATA),
    [`${PREFIX}date=2026-11-30/hour=12/part-0.parquet`]: await day('2026-11-30'),
    [`${PREFIX}date=2026-12-01/hour=12/part-0.parquet`]: await day('2026-12-01'),
  };
  expect((await run()).result).toMatchObject({ hours: 2, started: 1 });
  expect([...account.executions.keys()]).toEqual([expect.stringMatching(/^2026113012-/)]);
});
