import { type AwsReply, type AwsRequest, fakeAws, type FakeAws } from '@egress/fake-aws';

const MODEL = { name: 'egress-rcf-1', image: 'rcf:1', dataUrl: 's3://models/rcf/model.tar.gz' };
const MISSING = { status: 400, body: { __type: 'ValidationException', message: 'Could not find endpoint.' } };

let aws: FakeAws;
beforeEach(async () => {
  aws = await fakeAws();
  Object.assign(process.env, {
    ...aws.environment,
    VECTORS_URI: 's3://data/vectors/',
    MODEL_PACKAGE_GROUP_NAME: 'egress-anomaly',
    MODEL_BUCKET: 'models',
    ENDPOINT_NAME: 'egress',
    ROLLBACK_ALARM_NAMES: 'errors,latency',
    MODEL_APPROVAL_STATUS: 'Approved',
  });
});
afterEach(() => aws.close());

/** Runs the handler as a new execution environment would. */
async function run(event: object): Promise<unknown> {
  jest.spyOn(process.stdout, 'write').mockReturnValue(true);
  try {
    let result: unknown;
    await jest.isolateModulesAsync(async () => {
      const { handler } = await import('./handler');
      result = await handler(event);
    });
    return result;
  } finally {
    jest.restoreAllMocks();
  }
}

const bodyOf = (request: AwsRequest | undefined) => JSON.parse(request?.body ?? '') as unknown;
const actionOf = ({ headers }: AwsRequest) => String(headers['x-amz-target']).split('.')[1] ?? '';

describe('the threshold', () => {
  const STEP = { step: 'threshold', scoresUri: 's3://models/scores/x/' };
  /** Forest scores with an exponential tail, as evenly as they can lie; the share beyond `x` is e^-x. */
  const exponential = (count: number) =>
    Array.from({ length: count }, (_, i) => -Math.log((i + 0.5) / count));
  const scoreLines = (scores: readonly number[], end: string) =>
    scores.map((score) => `{"score":${score}}${end}`).join('');
  const vectorLines = (count: number, deviation: number) => `${deviation},0.5,0,0,0\n`.repeat(count);

  /** Answers as S3 with these objects, `bucket/key` each. */
  const s3With =
    (objects: Readonly<Record<string, string>>): FakeAws['answer'] =>
    ({ url }): AwsReply => {
      const { pathname, searchParams } = new URL(url, aws.url);
      if (!searchParams.has('list-type')) return { body: objects[decodeURIComponent(pathname).slice(1)] };
      const bucket = `${pathname.split('/')[1]}/`;
      const found = Object.keys(objects).filter((key) => key.startsWith(bucket + searchParams.get('prefix')));
      const contents = found.map(
        (key) =>
          `<Contents><Key>${key.slice(bucket.length)}</Key><Size>${objects[key]?.length}</Size></Contents>`,
      );
      return { body: `<ListBucketResult>${contents.join('')}</ListBucketResult>` };
    };

  it('follows the tail of the scores that detection compares with it: the forest’s, times the deviation', async () => {
    const scores = exponential(10_000);
    aws.answer = s3With({
      'data/vectors/date=2026-11-01/a.csv': vectorLines(5000, 2),
      'data/vectors/date=2026-11-02/b.csv': vectorLines(5000, 2),
      'data/vectors/_SUCCESS': '',
      'models/scores/x/a.csv.out': scoreLines(scores.slice(0, 5000), ',\n'),
      'models/scores/x/date=2026-11-02/b.csv.out': scoreLines(scores.slice(5000), '\n'),
      'models/scores/x/readme.txt': 'not scores',
    });
    expect(await run(STEP)).toMatchObject({
      status: 'computed',
      scores: 10_000,
      threshold: expect.closeTo(2 * Math.log(16_800), 0),
    });
  });

  it('does not heed what is below its baseline, however odd the forest finds it', async () => {
    aws.answer = s3With({
      'data/vectors/a.csv': vectorLines(500, -3),
      'models/scores/x/a.csv.out': scoreLines(exponential(500), '\n'),
    });
    expect(await run(STEP)).toMatchObject({ status: 'computed', threshold: Math.log1p(3) });
  });

  it('is not guessed from a few scores', async () => {
    aws.answer = s3With({
      'data/vectors/a.csv': vectorLines(499, 1),
      'models/scores/x/a.csv.out': scoreLines(exponential(499), '\n'),
    });
    expect(await run(STEP)).toMatchObject({ status: 'too_few_scores', scores: 499 });
  });

  it.each<[string, Record<string, string>, string]>([
    [
      'a line that is no score',
      { 'models/scores/x/a.csv.out': '{"score":1}\n{"scor' },
      'a.csv.out: line 2: is not JSON',
    ],
    [
      'a line that is no vector',
      { 'data/vectors/a.csv': '1,2\n1,x' },
      'vectors/a.csv: line 2: column 2 is "x"',
    ],
    [
      'a vector without score',
      { 'data/vectors/a.csv': '1\n2\n3' },
      'holds 2 scores for the 3 vectors of s3://data/vectors/a.csv',
    ],
    [
      'scores without vectors',
      { 'models/scores/x/b.csv.out': '{"score":1}' },
      'b.csv.out: s3://data/vectors/ holds no file that it is of',
    ],
    [
      'two files of one name',
      { 'data/vectors/x/a.csv': '1' },
      'a.csv and s3://data/vectors/x/a.csv have the same name',
    ],
  ])('is refused for %s, with the file', async (_case, more, message) => {
    aws.answer = s3With({
      'data/vectors/a.csv': '1\n2',
      'models/scores/x/a.csv.out': '{"score":1}\n{"score":2}',
      ...more,
    });
    await expect(run(STEP)).rejects.toThrow(message);
  });
});

it.each([
  ['Approved', 'registered'],
  ['PendingManualApproval', 'pending_approval'],
])('registers the model as %s, with its threshold', async (approval, status) => {
  process.env['MODEL_APPROVAL_STATUS'] = approval;
  aws.answer = () => ({
    body: { ModelPackageArn: 'arn:aws:sagemaker:us-east-1:1:model-package/egress-anomaly/1' },
  });
  expect(await run({ step: 'register', model: MODEL, threshold: 1.5 })).toMatchObject({ status });
  expect(bodyOf(aws.requests[0])).toMatchObject({
    ModelPackageGroupName: 'egress-anomaly',
    ModelApprovalStatus: approval,
    CustomerMetadataProperties: { modelName: 'egress-rcf-1', threshold: '1.5' },
    InferenceSpecification: { Containers: [{ Image: 'rcf:1', ModelDataUrl: MODEL.dataUrl }] },
  });
});

it('creates the endpoint where there is none', async () => {
  aws.answer = (request) => (actionOf(request).startsWith('Describe') ? MISSING : { body: {} });
  expect(await run({ step: 'deploy', model: MODEL })).toMatchObject({ status: 'deploying' });
  const actions = aws.requests.map(actionOf);
  expect(actions).toEqual([
    'DescribeEndpointConfig',
    'CreateEndpointConfig',
    'DescribeEndpoint',
    'CreateEndpoint',
  ]);
});

it('updates it blue/green, with the alarms that roll back', async () => {
  aws.answer = (request) =>
    actionOf(request) === 'DescribeEndpoint'
      ? { body: { EndpointStatus: 'InService', EndpointConfigName: 'egress-rcf-0' } }
      : { body: {} };
  expect(await run({ step: 'deploy', model: MODEL })).toMatchObject({ status: 'deploying' });
  expect(bodyOf(aws.requests.at(-1))).toMatchObject({
    EndpointConfigName: 'egress-rcf-1',
    DeploymentConfig: {
      AutoRollbackConfiguration: { Alarms: [{ AlarmName: 'errors' }, { AlarmName: 'latency' }] },
    },
  });
});

it('says why an endpoint takes no model, and what to do', async () => {
  aws.answer = () => ({
    body: {
      EndpointStatus: 'OutOfService',
      EndpointConfigName: 'egress-rcf-0',
      FailureReason: 'No capacity.',
    },
  });
  expect(await run({ step: 'deploy', model: MODEL })).toEqual({
    status: 'failed',
    reason: 'The endpoint is OutOfService: No capacity. Delete egress and run the training workflow again.',
  });
});

it('says so instead of deploying where the configuration has no endpoint', async () => {
  process.env['ENDPOINT_NAME'] = '';
  expect(await run({ step: 'deploy', model: MODEL })).toMatchObject({ status: 'no_endpoint' });
  expect(aws.requests).toEqual([]);
});

it('tells the threshold to those who score once the model is in service, and not before', async () => {
  const check = { step: 'check', model: MODEL, threshold: 1.5 };
  aws.answer = () => ({ body: { EndpointStatus: 'Updating', EndpointConfigName: 'egress-rcf-0' } });
  expect(await run(check)).toMatchObject({ status: 'deploying' });
  expect(aws.requests.every(({ method }) => method === 'POST')).toBe(true);
  aws.answer = () => ({ body: { EndpointStatus: 'InService', EndpointConfigName: 'egress-rcf-1' } });
  expect(await run(check)).toMatchObject({ status: 'in_service' });
  const written = aws.requests.find(({ method }) => method === 'PUT');
  expect(written?.url).toContain('/models/models/in-service.json');
  expect(written?.body).toContain('"modelName":"egress-rcf-1","threshold":1.5');
});

it('reports what SageMaker refuses as a fault, not as a missing endpoint', async () => {
  aws.answer = () => ({ status: 400, body: { __type: 'ValidationException', message: 'Bad name.' } });
  await expect(run({ step: 'check', model: MODEL, threshold: 1.5 })).rejects.toThrow('Bad name.');
});
