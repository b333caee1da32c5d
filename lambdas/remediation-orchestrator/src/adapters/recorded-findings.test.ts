import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { BUCKET_ANOMALY } from '@egress/contracts/testing';
import { type AwsReply, fakeAws, type FakeAws } from '@egress/fake-aws';
import { recordedFindings } from './recorded-findings';

let aws: FakeAws;
let asked: Record<string, unknown>;
let reply: AwsReply;

beforeEach(async () => {
  reply = { body: '{}' };
  aws = await fakeAws(({ body }) => {
    asked = JSON.parse(body) as Record<string, unknown>;
    return reply;
  });
});
afterEach(() => aws.close());

const findings = () =>
  recordedFindings(
    DynamoDBDocumentClient.from(new DynamoDBClient({ ...aws.clientConfiguration, maxAttempts: 1 })),
    'findings',
  );
const answerWith = (attributes: Readonly<Record<string, string>>) => {
  const Item = Object.fromEntries(Object.entries(attributes).map(([name, S]) => [name, { S }]));
  reply = { body: JSON.stringify({ Item }) };
};
const PLAN = {
  status: 'planned',
  anomalyId: BUCKET_ANOMALY.id,
  playbook: 'block-s3-public-access',
  parameters: { bucket: 'photos' },
  resource: 'photos',
  changes: [{ action: 'turn on', target: 'photos', before: 'off', after: 'on' }],
  blastRadius: 'All.',
  usdPerMonth: 0,
  fingerprint: 'f',
};
const APPROVAL = { status: 'approved', by: 'ann', reason: 'No website.' };

it('reads plan and approval as the workflow wrote them, as they are at this moment', async () => {
  const anomaly = JSON.stringify(BUCKET_ANOMALY);
  answerWith({ anomaly, executionArn: 'arn:first' });
  const where = { account: '111122223333', region: 'eu-west-1', executionArn: 'arn:first' };
  expect(await findings().find(BUCKET_ANOMALY.id)).toEqual(where);
  const written = { remediationPlan: JSON.stringify(PLAN), approval: JSON.stringify(APPROVAL) };
  answerWith({ anomaly, executionArn: 'arn:first', ...written });
  expect(await findings().find(BUCKET_ANOMALY.id)).toEqual({ ...where, plan: PLAN, approval: APPROVAL });
  expect(asked).toMatchObject({
    Key: { anomalyId: { S: BUCKET_ANOMALY.id }, record: { S: 'finding' } },
    ConsistentRead: true,
  });
});

it('knows none where there is none, and fails on one that it cannot read', async () => {
  expect(await findings().find('any')).toBeUndefined();
  answerWith({ anomaly: JSON.stringify(BUCKET_ANOMALY), approval: '{"status":"maybe"}' });
  await expect(findings().find('any')).rejects.toThrow(/approval/);
});

it('says how an undo ended, unless the finding says already that it is undone', async () => {
  const undo = { status: 'undo_refused', reason: 'Somebody else.', by: 'bob', at: 'now' } as const;
  await findings().recordUndo('a1', undo);
  expect(asked).toMatchObject({
    Key: { anomalyId: { S: 'a1' }, record: { S: 'finding' } },
    ConditionExpression: 'attribute_exists(anomalyId) AND #status <> :undone',
    ExpressionAttributeValues: { ':status': { S: 'undo_refused' }, ':by': { S: 'bob' } },
  });
  reply = { status: 400, body: '{"__type":"com.amazonaws#ConditionalCheckFailedException"}' };
  await findings().recordUndo('a1', undo);
  reply = { status: 400, body: '{"__type":"ProvisionedThroughputExceededException"}' };
  await expect(findings().recordUndo('a1', undo)).rejects.toThrow();
});
