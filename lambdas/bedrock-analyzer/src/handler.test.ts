import { BUCKET_ANOMALY } from './testing/example-anomaly';
import { type AwsReply, type AwsRequest, localAws } from './testing/local-aws';

const CHANGE_AT = Date.parse('2026-11-21T04:50:00Z') / 1000;
const event = (name: string, more: object = {}) => ({
  EventName: name,
  EventTime: CHANGE_AT,
  ReadOnly: 'false',
  Username: 'ann',
  Resources: [{ ResourceName: 'photos' }],
  CloudTrailEvent: JSON.stringify({
    userAgent: 'aws-cli/2',
    requestParameters: { bucketName: 'photos' },
    ...more,
  }),
});
const item = (at: number, policy: string) => ({
  configurationItemCaptureTime: at,
  configuration: JSON.stringify({ name: 'photos' }),
  supplementaryConfiguration: { BucketPolicy: policy },
});
const group = (day: string, usd: string) => ({
  TimePeriod: { Start: day, End: day },
  Groups: [
    {
      Keys: ['EU-DataTransfer-Out-Bytes'],
      Metrics: { UnblendedCost: { Amount: usd, Unit: 'USD' } },
    },
  ],
});
const ANSWER = {
  cause: 's3-public',
  narrative: 'Ann opened photos [F3], and everyone reads it [F2].',
  citedFacts: ['F2', 'F3'],
  resources: ['photos'],
  recommendations: ['Block public access.'],
  playbook: { id: 'block-s3-public-access', parameters: { bucket: 'photos' } },
};
const converse = (input: unknown, stopReason = 'tool_use') => ({
  output: {
    message: {
      role: 'assistant',
      content: [{ toolUse: { toolUseId: 't', name: 'report_root_cause', input } }],
    },
  },
  stopReason,
  usage: { inputTokens: 900, outputTokens: 120, totalTokens: 1020 },
});

type Operation = 'LookupEvents' | 'GetResourceConfigHistory' | 'GetCostAndUsage' | 'Converse' | 'AssumeRole';
interface Reply {
  readonly status?: number;
  readonly body: unknown;
}
const rubbish: Reply = { body: 'no JSON' };

let aws: Awaited<ReturnType<typeof localAws>>;
let requests: {
  readonly operation: Operation;
  readonly body: Record<string, unknown>;
  readonly by: string;
}[];
let replies: Record<Operation, Reply>;
const environment = { ...process.env };

function operationOf({ headers, url }: AwsRequest): Operation {
  const target = headers['x-amz-target'];
  if (typeof target === 'string') return target.split('.')[1] as Operation;
  return url.startsWith('/model/') ? 'Converse' : 'AssumeRole';
}

function answer(request: AwsRequest): AwsReply {
  const operation = operationOf(request);
  const body =
    operation === 'AssumeRole'
      ? Object.fromEntries(new URLSearchParams(request.body))
      : JSON.parse(request.body);
  requests.push({ operation, body, by: String(request.headers['authorization']) });
  const { status, body: reply } = replies[operation];
  return { status, body: typeof reply === 'string' ? reply : JSON.stringify(reply) };
}

beforeEach(async () => {
  requests = [];
  replies = {
    LookupEvents: {
      body: {
        Events: [
          event('PutBucketPolicy'),
          { ...event('GetBucketAcl'), ReadOnly: 'true' },
          event('PutBucketAcl', { errorCode: 'AccessDenied' }),
        ],
      },
    },
    GetResourceConfigHistory: {
      body: { configurationItems: [item(CHANGE_AT, '{"public":true}'), item(CHANGE_AT - 9999, '{}')] },
    },
    GetCostAndUsage: { body: { ResultsByTime: [group('2026-11-20', '1'), group('2026-11-21', '92.5')] } },
    Converse: { body: converse(ANSWER) },
    AssumeRole: {
      body: `<AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>ROLEKEY</AccessKeyId><SecretAccessKey>s</SecretAccessKey>
        <SessionToken>t</SessionToken><Expiration>2126-11-21T08:00:00Z</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>`,
    },
  };
  aws = await localAws(answer);
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: aws.endpoint,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'OWNKEY',
    AWS_SECRET_ACCESS_KEY: 's',
    AWS_MAX_ATTEMPTS: '1',
    BEDROCK_MODEL_ID: 'eu.some-profile',
    BEDROCK_ROLE_ARN: 'arn:aws:iam::111122223333:role/bedrock-access',
    BEDROCK_GUARDRAIL_ID: 'guard',
    BEDROCK_GUARDRAIL_VERSION: '3',
    // Lets Powertools write to the console that the test watches.
    POWERTOOLS_DEV: 'true',
    POWERTOOLS_METRICS_DISABLED: 'false',
  });
});
afterEach(async () => {
  process.env = { ...environment };
  jest.restoreAllMocks();
  await aws.close();
});

/** Runs the handler as a new execution environment would, and gives what it logged. */
async function run() {
  const logged: string[] = [];
  const log = (line: string) => void logged.push(line);
  jest.spyOn(console, 'log').mockImplementation(log);
  jest.spyOn(console, 'info').mockImplementation(log);
  let analysis: unknown;
  await jest.isolateModulesAsync(async () => {
    const { handler } = await import('./handler');
    analysis = await handler({ anomaly: BUCKET_ANOMALY });
  });
  return { analysis: analysis as { facts: { text: string; source: string }[] }, logged };
}
const asked = (operation: Operation) => requests.find((request) => request.operation === operation)!;

it('explains an anomaly from what all sources know', async () => {
  const { analysis, logged } = await run();
  expect(analysis).toMatchObject({
    status: 'explained',
    cause: 's3-public',
    confidence: 0.92,
    proposedPlaybook: ANSWER.playbook,
    tokens: { input: 900, output: 120 },
  });
  expect(analysis.facts.map(({ source, text }) => `${source}: ${text}`).slice(2)).toEqual([
    'cloudtrail: «ann» called «PutBucketPolicy» on «photos» at 2026-11-21T04:50:00.000Z through «aws-cli/2».',
    'config: «photos» changed by 2026-11-21T04:50:00.000Z: «BucketPolicy» from «{}» to «{"public":true}».',
    'cost-explorer: «EU-DataTransfer-Out-Bytes» cost 92.50 USD on 2026-11-21, against a median of 0.00 USD on the days before.',
  ]);
  const points = logged.map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(points).toContainEqual(
    expect.objectContaining({ Analyses: 1, Status: 'explained', InputTokens: 900 }),
  );
  expect(logged.join()).not.toContain('aws-cli/2');
});

it('asks each source for the time around the onset', async () => {
  await run();
  expect(asked('LookupEvents').body).toMatchObject({
    LookupAttributes: [{ AttributeKey: 'ResourceName', AttributeValue: 'photos' }],
    StartTime: Date.parse('2026-11-20T05:00:00Z') / 1000,
    EndTime: Date.parse('2026-11-21T06:00:00Z') / 1000,
  });
  expect(asked('GetResourceConfigHistory').body).toMatchObject({
    resourceType: 'AWS::S3::Bucket',
    resourceId: 'photos',
  });
  expect(asked('GetCostAndUsage').body).toMatchObject({
    TimePeriod: { Start: '2026-11-14', End: '2026-11-22' },
    Filter: {
      And: [{ Dimensions: { Values: ['111122223333'] } }, {}, { Dimensions: { Values: ['eu-west-1'] } }],
    },
  });
});

it('asks Bedrock as the access role, with the guardrail and a tool that it must call', async () => {
  await run();
  expect(asked('AssumeRole').body).toMatchObject({
    RoleArn: 'arn:aws:iam::111122223333:role/bedrock-access',
  });
  const { body, by } = asked('Converse');
  expect(by).toContain('ROLEKEY');
  expect(asked('LookupEvents').by).toContain('OWNKEY');
  expect(body).toMatchObject({
    guardrailConfig: { guardrailIdentifier: 'guard', guardrailVersion: '3' },
    toolConfig: {
      toolChoice: { any: {} },
      tools: [{ toolSpec: { inputSchema: { json: { type: 'object' } } } }],
    },
    inferenceConfig: { maxTokens: 2000 },
  });
});

it('asks no model when none is configured', async () => {
  process.env['BEDROCK_MODEL_ID'] = '';
  const { analysis } = await run();
  expect(analysis).toMatchObject({
    status: 'ranked',
    cause: 's3-public',
    rejectedBecause: 'No model is configured.',
  });
  expect(requests.map(({ operation }) => operation)).not.toContain('Converse');
});

const denied: Reply = { status: 400, body: { __type: 'AccessDeniedException', message: 'not allowed' } };

it.each<[string, Reply, RegExp]>([
  [
    'is denied',
    { status: 403, body: { __type: 'AccessDeniedException', message: 'no model access' } },
    /no model access/,
  ],
  ['is stopped by the guardrail', { body: converse(ANSWER, 'guardrail_intervened') }, /guardrail_intervened/],
  ['runs out of tokens', { body: converse(ANSWER, 'max_tokens') }, /max_tokens/],
  [
    'talks instead of calling the tool',
    { body: { ...converse({}), output: { message: { role: 'assistant', content: [{ text: 'Hi' }] } } } },
    /without an answer/,
  ],
  ['answers rubbish', rubbish, /gave no answer/],
])('gives the ranked facts when Bedrock %s', async (_case, reply, because) => {
  replies.Converse = reply;
  expect((await run()).analysis).toMatchObject({
    status: 'ranked',
    cause: 's3-public',
    rejectedBecause: expect.stringMatching(because),
  });
});

it.each<[Operation, Reply, string, RegExp]>([
  ['LookupEvents', denied, 'cloudtrail', /AccessDeniedException: not allowed/],
  ['LookupEvents', { body: {} }, 'cloudtrail', /nothing about this resource/],
  ['LookupEvents', { body: { Events: [{ EventName: 7 }] } }, 'cloudtrail', /tells nothing/],
  [
    'GetResourceConfigHistory',
    { status: 400, body: { __type: 'ResourceNotDiscoveredException' } },
    'config',
    /nothing about this resource/,
  ],
  ['GetResourceConfigHistory', denied, 'config', /not allowed/],
  [
    'GetCostAndUsage',
    { status: 400, body: { __type: 'DataUnavailableException', message: 'Wait.' } },
    'cost-explorer',
    /Wait/,
  ],
  ['GetCostAndUsage', rubbish, 'cost-explorer', /tells nothing/],
])('goes on with a fact that says so when %s answers %p', async (operation, reply, source, text) => {
  replies[operation] = reply;
  const { analysis } = await run();
  const facts = analysis.facts.filter((fact) => fact.source === source);
  expect(facts.map((fact) => fact.text)).toEqual([expect.stringMatching(text)]);
});

it('stops paying Cost Explorer after three pages', async () => {
  replies.GetCostAndUsage = { body: { NextPageToken: 'more', ResultsByTime: [group('2026-11-21', '1')] } };
  await run();
  expect(requests.filter(({ operation }) => operation === 'GetCostAndUsage')).toHaveLength(3);
});
