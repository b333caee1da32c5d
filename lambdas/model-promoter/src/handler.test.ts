import type { IncomingMessage } from 'node:http';
import { fakeAws, type FakeAws } from './testing/fake-aws';

const MODEL = { name: 'egress-rcf-1', image: 'rcf:1', dataUrl: 's3://models/rcf/model.tar.gz' };
const MISSING = { status: 400, body: { __type: 'ValidationException', message: 'Could not find endpoint.' } };

let aws: FakeAws;
beforeEach(async () => {
  aws = await fakeAws();
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: aws.url,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'k',
    AWS_SECRET_ACCESS_KEY: 's',
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

const actionOf = (request: IncomingMessage) => String(request.headers['x-amz-target']).split('.')[1] ?? '';

it('computes the threshold from all files of scores, with and without commas', async () => {
  const lines = (from: number) => Array.from({ length: 600 }, (_, i) => `{"score":${from + i}}`);
  const files: Record<string, string> = {
    'a.csv.out': lines(0).join(',\n') + ',\n',
    'b.csv.out': lines(600).join('\n'),
  };
  aws.answer = ({ url }) => {
    const name = Object.keys(files).find((each) => url?.includes(each));
    if (name !== undefined) return { text: files[name] as string };
    const keys = [...Object.keys(files), 'readme.txt'].map(
      (key) => `<Contents><Key>scores/x/${key}</Key></Contents>`,
    );
    return { text: `<ListBucketResult>${keys.join('')}</ListBucketResult>` };
  };
  expect(await run({ step: 'threshold', scoresUri: 's3://models/scores/x/' })).toMatchObject({
    status: 'computed',
    scores: 1200,
    threshold: expect.closeTo(1079.1 + 59.95 * Math.log2(1000), 3),
  });
});

it('names the file and line that holds no score', async () => {
  aws.answer = ({ url }) =>
    url?.includes('list-type')
      ? { text: '<ListBucketResult><Contents><Key>scores/a.out</Key></Contents></ListBucketResult>' }
      : { text: '{"score":1}\n{"scor' };
  await expect(run({ step: 'threshold', scoresUri: 's3://models/scores/' })).rejects.toThrow(
    'scores/a.out:2',
  );
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
  expect(aws.requests[0]?.json()).toMatchObject({
    ModelPackageGroupName: 'egress-anomaly',
    ModelApprovalStatus: approval,
    CustomerMetadataProperties: { modelName: 'egress-rcf-1', threshold: '1.5' },
    InferenceSpecification: { Containers: [{ Image: 'rcf:1', ModelDataUrl: MODEL.dataUrl }] },
  });
});

it('creates the endpoint where there is none', async () => {
  aws.answer = (request) => (actionOf(request).startsWith('Describe') ? MISSING : { body: {} });
  expect(await run({ step: 'deploy', model: MODEL })).toMatchObject({ status: 'deploying' });
  const actions = aws.requests.map(({ request }) => actionOf(request));
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
  expect(aws.requests.at(-1)?.json()).toMatchObject({
    EndpointConfigName: 'egress-rcf-1',
    DeploymentConfig: {
      AutoRollbackConfiguration: { Alarms: [{ AlarmName: 'errors' }, { AlarmName: 'latency' }] },
    },
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
  expect(aws.requests.every(({ request }) => request.method === 'POST')).toBe(true);
  aws.answer = () => ({ body: { EndpointStatus: 'InService', EndpointConfigName: 'egress-rcf-1' } });
  expect(await run(check)).toMatchObject({ status: 'in_service' });
  const written = aws.requests.find(({ request }) => request.method === 'PUT');
  expect(written?.request.url).toContain('/models/models/in-service.json');
  expect(written?.text()).toContain('"modelName":"egress-rcf-1","threshold":1.5');
});

it('reports what SageMaker refuses as a fault, not as a missing endpoint', async () => {
  aws.answer = () => ({ status: 400, body: { __type: 'ValidationException', message: 'Bad name.' } });
  await expect(run({ step: 'check', model: MODEL, threshold: 1.5 })).rejects.toThrow('Bad name.');
});
