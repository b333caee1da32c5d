import { BUCKET_ANOMALY } from '@egress/contracts/testing';
import { type AwsReply, type AwsRequest, fakeAws, type FakeAws } from '@egress/fake-aws';

let aws: FakeAws;
let items: Map<string, Record<string, unknown>>;
let block: string | null;
/** What was written where, in order. */
let writes: string[];

const EMPTY_BLOCK =
  '<PublicAccessBlockConfiguration><BlockPublicAcls>false</BlockPublicAcls></PublicAccessBlockConfiguration>';
const keyOf = (key: Record<string, { S: string }>) => `${key['anomalyId']!.S}/${key['record']!.S}`;

/** As much of DynamoDB as the audit trail uses. */
function dynamodb(operation: string, body: Record<string, Record<string, never>>): AwsReply {
  const key = keyOf(operation === 'PutItem' ? body['Item']! : body['Key']!);
  const item = items.get(key);
  if (operation === 'GetItem') return { body: JSON.stringify(item ? { Item: item } : {}) };
  if (key.startsWith('#changes-')) {
    writes.push('count change');
    return { body: '{}' };
  }
  writes.push(operation);
  if (operation === 'PutItem') {
    if (item) return { status: 400, body: JSON.stringify({ __type: 'ConditionalCheckFailedException' }) };
    items.set(key, body['Item']!);
  } else {
    items.set(key, { ...item, status: body['ExpressionAttributeValues']![':status'] });
  }
  return { body: '{}' };
}

/** As much of S3 as the playbook uses. */
function s3({ method, url, body }: AwsRequest): AwsReply {
  if (method === 'PUT' || method === 'DELETE') {
    writes.push(`${method} block`);
    block = method === 'PUT' ? body : null;
    return { status: method === 'PUT' ? 200 : 204 };
  }
  if (url.includes('tagging')) return { status: 404, body: '<Error><Code>NoSuchTagSet</Code></Error>' };
  if (url.includes('website'))
    return { status: 404, body: '<Error><Code>NoSuchWebsiteConfiguration</Code></Error>' };
  return block === null
    ? { status: 404, body: '<Error><Code>NoSuchPublicAccessBlockConfiguration</Code></Error>' }
    : { body: block };
}

const environment = { ...process.env };

beforeEach(async () => {
  items = new Map();
  block = EMPTY_BLOCK;
  writes = [];
  aws = await fakeAws((request) => {
    const target = request.headers['x-amz-target'] as string | undefined;
    return target ? dynamodb(target.split('.')[1]!, JSON.parse(request.body)) : s3(request);
  });
  Object.assign(process.env, {
    ...aws.environment,
    FINDINGS_TABLE_NAME: 'findings',
    RECORDING_DESTINATION: 'arn:aws:s3:::raw-logs/flow-logs/',
    RECORDING_FIELDS: 'version interface-id',
    RECORDING_USD_PER_GB: '0.28',
    REMEDIATION_MODE: 'auto',
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

/** The handler as a new execution environment has it, and what it logs. */
async function start() {
  const logged: string[] = [];
  const log = (line: string) => void logged.push(line);
  jest.spyOn(console, 'log').mockImplementation(log);
  jest.spyOn(console, 'info').mockImplementation(log);
  let handler: ((input: unknown) => Promise<Record<string, unknown>>) | undefined;
  await jest.isolateModulesAsync(async () => {
    ({ handler } = await import('./handler'));
  });
  return { handler: handler!, logged };
}

const anomaly = BUCKET_ANOMALY;

/** As the workflow does between plan and apply. */
function order(plan: unknown, approval?: unknown): void {
  const texts = {
    status: 'planned',
    anomaly: JSON.stringify(anomaly),
    executionArn: 'arn:first',
    remediationPlan: JSON.stringify(plan),
    ...(approval !== undefined && { approval: JSON.stringify(approval) }),
  };
  const item = Object.fromEntries(Object.entries(texts).map(([name, S]) => [name, { S }]));
  items.set(`${anomaly.id}/finding`, item);
}

it('plans, applies, verifies and undoes, with the state on record before it changes', async () => {
  const { handler, logged } = await start();
  const plan = await handler({ step: 'plan', anomaly, analysis: null });
  expect(plan).toMatchObject({ status: 'planned', playbook: 'block-s3-public-access' });
  order(plan);
  expect(await handler({ step: 'apply', anomaly })).toMatchObject({ status: 'applied' });
  expect(writes).toEqual(['count change', 'PutItem', 'PUT block', 'UpdateItem']);
  expect(block).toContain('<RestrictPublicBuckets>true</RestrictPublicBuckets>');
  // Step Functions invokes again when an answer got lost.
  expect(await handler({ step: 'apply', anomaly })).toMatchObject({ status: 'applied' });
  expect(writes).toHaveLength(4);

  expect(await handler({ step: 'verify', anomaly })).toMatchObject({ status: 'verified' });
  expect(await handler({ step: 'undo', anomaly, by: 'ann' })).toMatchObject({ status: 'undone' });
  expect(block).toContain('<RestrictPublicBuckets>false</RestrictPublicBuckets>');
  expect(items.get(`${anomaly.id}/change`)).toMatchObject({
    status: { S: 'undone' },
    allowedBy: { S: 'mode auto' },
  });
  expect(items.get(`${anomaly.id}/finding`)).toMatchObject({ status: { S: 'undone' } });
  const points = logged.map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(points).toContainEqual(
    expect.objectContaining({ RemediationSteps: 1, Step: 'apply', Status: 'applied' }),
  );
});

it('observes unless its environment says otherwise', async () => {
  delete process.env['REMEDIATION_MODE'];
  const { handler } = await start();
  const plan = await handler({ step: 'plan', anomaly });
  order(plan);
  expect(await handler({ step: 'apply', anomaly })).toMatchObject({ status: 'observed' });
  expect(writes).toEqual([]);
});

it('lets a playbook’s own mode come first, and stops at the stop switch', async () => {
  Object.assign(process.env, {
    REMEDIATION_MODE: 'observe',
    PLAYBOOK_MODES: '{"block-s3-public-access":"approve"}',
  });
  items.set('#control/stop', { reason: { S: 'incident 7' } });
  const { handler } = await start();
  const plan = await handler({ step: 'plan', anomaly });
  order(plan, { status: 'approved', by: 'ann', reason: '' });
  expect(await handler({ step: 'apply', anomaly })).toMatchObject({
    status: 'stopped',
    reason: 'The stop switch is on: incident 7',
  });
  expect(writes).toEqual([]);
});

it('begins no more changes in an hour than its environment says', async () => {
  process.env['MAX_CHANGES_PER_HOUR'] = '0';
  const { handler } = await start();
  const plan = await handler({ step: 'plan', anomaly });
  order(plan);
  expect(await handler({ step: 'apply', anomaly })).toMatchObject({ status: 'capped' });
  expect(writes).toEqual([]);
});

it('takes no plan and no approval from whoever invokes it', async () => {
  process.env['REMEDIATION_MODE'] = 'approve';
  const { handler } = await start();
  const plan = await handler({ step: 'plan', anomaly });
  const approval = { status: 'approved', by: 'the pope' };
  expect(await handler({ step: 'apply', anomaly, plan, approval })).toMatchObject({
    status: 'precondition_failed',
  });
  order(plan);
  expect(await handler({ step: 'apply', anomaly, plan, approval })).toMatchObject({ status: 'stopped' });
  expect(writes).toEqual([]);
});

it.each([
  ['PLAYBOOK_MODES', '{', /PLAYBOOK_MODES/],
  ['PLAYBOOK_MODES', '{"block-s3-public-access":"always"}', /block-s3-public-access/],
  ['MAX_CHANGES_PER_HOUR', 'few', /MAX_CHANGES_PER_HOUR/],
  ['RECORDING_DESTINATION', 'raw-logs', /RECORDING_DESTINATION/],
])('names what is wrong with the environment when %s is %s', async (name, value, message) => {
  process.env[name] = value;
  const { handler } = await start();
  await expect(handler({ step: 'plan', anomaly })).rejects.toThrow(message);
});
