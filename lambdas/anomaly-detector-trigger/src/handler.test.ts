import type { IncomingMessage } from 'node:http';
import { anomalySchema } from '@egress/contracts';
import { type Answer, fakeAws, type FakeAws } from './testing/fake-aws';
import { parquetOf } from './testing/parquet-table';

const PREFIX = 'egress_features_hourly/';
const METADATA = { schemaVersion: 1, modelName: 'm', threshold: 2.5, inServiceSince: '2026-11-01T00:00:00Z' };
const NO_KEY = { status: 404, text: '<Error><Code>NoSuchKey</Code><Message>None.</Message></Error>' };
const FEATURES = `
  SELECT (SELECT string_agg(md5(i::VARCHAR), '') FROM range(50000) AS numbers(i)) AS unread,
    '111122223333' AS account, 'us-east-1' AS region, resource, 'internet' AS egress_class,
    TIMESTAMP '2026-11-21 05:00:00' AS onset, 2000::BIGINT AS bytes, 1000.0 AS expected_bytes, 12.0::DOUBLE AS usd,
    [score, 0.5]::DOUBLE[] AS vector
  FROM (VALUES ('i-0a', 1.0), ('i-0b', 4.0), ('i-0c', 2.5)) AS rows(resource, score)`;

let features: Buffer;
let aws: FakeAws;
/** Objects in S3 by key. */
let objects: Record<string, Buffer>;
let started: Map<string, unknown>;
let scores: (body: string) => Answer;

beforeAll(async () => {
  features = await parquetOf(FEATURES);
});
beforeEach(async () => {
  aws = await fakeAws();
  aws.answer = (request) => answer(request);
  objects = {
    [`${PREFIX}date=2026-11-20/hour=23/part-0.parquet`]: Buffer.from('older'),
    [`${PREFIX}date=2026-11-21/hour=06/part-0.parquet`]: Buffer.from('older'),
    [`${PREFIX}date=2026-11-21/hour=07/part-0.parquet`]: features,
    [`${PREFIX}date=2026-11-21/hour=08/_SUCCESS`]: Buffer.from('ok'),
    'models/in-service.json': Buffer.from(JSON.stringify(METADATA)),
  };
  started = new Map();
  scores = (body) => ({
    body: { scores: body.split('\n').map((row) => ({ score: Number(row.split(',')[0]) })) },
  });
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: aws.url,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'k',
    AWS_SECRET_ACCESS_KEY: 's',
    AWS_MAX_ATTEMPTS: '1',
    PROCESSED_BUCKET: 'data',
    MODEL_BUCKET: 'models',
    ENDPOINT_NAME: 'egress',
    STATE_MACHINE_ARN: 'arn:aws:states:us-east-1:111122223333:stateMachine:remediation',
  });
});
afterEach(() => aws.close());

function answer(request: IncomingMessage): Answer {
  const url = new URL(request.url ?? '', aws.url);
  if (url.pathname.includes('/invocations')) return scores(aws.requests.at(-1)!.text());
  if (request.method === 'POST') return startExecution(aws.requests.at(-1)!.json() as { name: string });
  if (url.searchParams.has('list-type')) return list(url.searchParams);
  const object = objects[decodeURIComponent(url.pathname).split('/').slice(2).join('/')];
  const [, from = '0', to = '1e9'] = /bytes=(\d+)-(\d+)/.exec(request.headers.range ?? '') ?? [];
  return object === undefined
    ? NO_KEY
    : { status: 206, bytes: object.subarray(Number(from), Number(to) + 1) };
}

function list(query: URLSearchParams): Answer {
  const prefix = query.get('prefix') ?? '';
  const keys = Object.keys(objects).filter((key) => key.startsWith(prefix));
  const xml = query.has('delimiter')
    ? keys
        .map((key) => key.slice(0, key.indexOf('/', prefix.length) + 1))
        .map((folder) => `<CommonPrefixes><Prefix>${folder}</Prefix></CommonPrefixes>`)
    : keys.map((key) => `<Contents><Key>${key}</Key><Size>${objects[key]?.length}</Size></Contents>`);
  return { text: `<ListBucketResult>${[...new Set(xml)].join('')}</ListBucketResult>` };
}

function startExecution({ name, input }: { name: string; input?: string }): Answer {
  if (started.has(name)) return { status: 400, body: { __type: 'ExecutionAlreadyExists', message: name } };
  started.set(name, JSON.parse(input ?? ''));
  return { body: { executionArn: name, startDate: 0 } };
}

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

it('starts a workflow for what scores above the model’s threshold in the newest hour', async () => {
  const { result, metrics } = await run();
  expect(result).toEqual({
    status: 'scored',
    hour: '2026-11-21T07:00:00Z',
    rows: 3,
    scored: 3,
    anomalies: 1,
    started: 1,
    alreadyStarted: 0,
  });
  const [[name, input]] = [...started] as [[string, unknown]];
  expect(anomalySchema.parse(input)).toMatchObject({
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
  expect(metrics).toMatchObject({ RowsRead: 3, RowsScored: 3, Anomalies: 1, WorkflowsStarted: 1, Faults: 0 });
});

it('starts nothing twice', async () => {
  await run();
  expect((await run()).result).toMatchObject({ started: 0, alreadyStarted: 1 });
  expect(started.size).toBe(1);
});

it('reads only the columns that it needs', async () => {
  await run();
  const ranges = aws.requests.map(({ request }) => /bytes=(\d+)-(\d+)/.exec(request.headers.range ?? ''));
  const read = ranges.reduce((sum, range) => sum + (range ? Number(range[2]) - Number(range[1]) + 1 : 0), 0);
  expect(features.length).toBeGreaterThan(1_500_000);
  expect(read).toBeLessThan(600_000);
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
  ['no_partition', () => (objects = { 'models/in-service.json': objects['models/in-service.json']! })],
  ['no_threshold', () => delete objects['models/in-service.json']],
])('says %s and scores nothing', async (status, prepare) => {
  prepare();
  const { result, metrics } = await run();
  expect(result).toMatchObject({ status });
  expect(metrics).toMatchObject({ RunsWithoutScores: 1 });
});

it.each([
  ['is throttled', { status: 429, body: { __type: 'ThrottlingException' } }, 'Throttling'],
  ['gives no number', { text: '{"scores":[{"score":NaN}]}' }, 'holds no scores'],
  ['gives too few', { body: { scores: [] } }, '0 scores for 3 vectors'],
])('fails, so that Lambda runs it again, when the endpoint %s', async (_case, reply, message) => {
  scores = () => reply;
  const { error, metrics } = await run();
  expect(String(error)).toContain(message);
  expect(metrics).toMatchObject({ RowsRead: 3, RowsScored: 0, Faults: 1 });
});

it('names the file and the column that it cannot use', async () => {
  objects[`${PREFIX}date=2026-11-21/hour=07/part-0.parquet`] = await parquetOf(
    FEATURES.replace("'internet'", "'carrier_pigeon'"),
  );
  expect(String((await run()).error)).toMatch(/hour=07\/part-0.parquet: column egress_class: Invalid option/);
});
