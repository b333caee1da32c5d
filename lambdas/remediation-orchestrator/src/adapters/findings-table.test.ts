import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Change } from '../domain/audit-trail';
import { type AwsReply, fakeAws, type FakeAws } from '@egress/fake-aws';
import { findingsTable } from './findings-table';

const NOW = '2026-11-21T08:00:00.000Z';
const CHANGE: Change = {
  anomalyId: 'a1',
  startedAt: NOW,
  playbook: 'revoke-security-group-rules',
  parameters: { groupId: 'sg-0123456789abcdef0', direction: 'ingress' },
  resource: 'sg-0123456789abcdef0',
  before: [{ ruleId: 'sgr-1', description: '', tags: {}, fromPort: 22, note: null }],
  fingerprint: 'f',
  allowedBy: 'ann',
  allowedBecause: 'nobody needs it',
  executionArn: 'arn:first',
  status: 'applying',
};
let aws: FakeAws;
let requests: { readonly operation: string; readonly body: Record<string, Record<string, unknown>> }[];
let replies: Record<string, AwsReply>;

beforeEach(async () => {
  requests = [];
  replies = {};
  aws = await fakeAws(({ headers, body }) => {
    const operation = String(headers['x-amz-target']).split('.')[1]!;
    requests.push({ operation, body: JSON.parse(body) });
    return replies[operation] ?? { body: '{}' };
  });
});
afterEach(() => aws.close());

const table = () =>
  findingsTable(
    DynamoDBDocumentClient.from(new DynamoDBClient({ ...aws.clientConfiguration, maxAttempts: 1 })),
    'findings',
  );

/** What the table answers to a read after the change was put. */
async function readBack(): Promise<void> {
  await table().begin(CHANGE);
  replies['GetItem'] = { body: JSON.stringify({ Item: requests[0]!.body['Item'] }) };
}

it('brings back exactly the change that was put, only if the anomaly had none', async () => {
  await readBack();
  expect(requests[0]).toMatchObject({
    operation: 'PutItem',
    body: {
      ConditionExpression: 'attribute_not_exists(anomalyId)',
      Item: { anomalyId: { S: 'a1' }, record: { S: 'change' }, startedAt: { S: NOW } },
    },
  });
  expect(await table().find('a1')).toEqual(CHANGE);
  expect(requests.at(-1)!.body).toMatchObject({ ConsistentRead: true });
});

it('gives the change that another call has recorded first', async () => {
  await readBack();
  replies['PutItem'] = { status: 400, body: '{"__type":"com.amazonaws#ConditionalCheckFailedException"}' };
  expect(await table().begin({ ...CHANGE, before: 'another' })).toEqual(CHANGE);
});

it('begins again what another workflow has undone, and keeps its history', async () => {
  await readBack();
  const [first] = requests;
  const undone = { ...first!.body['Item'], status: { S: 'undone' } };
  replies['GetItem'] = { body: JSON.stringify({ Item: undone }) };
  replies['PutItem'] = { status: 400, body: '{"__type":"com.amazonaws#ConditionalCheckFailedException"}' };
  expect(await table().begin(CHANGE)).toMatchObject({ status: 'undone' });
  const puts = () => requests.filter(({ operation }) => operation === 'PutItem');
  expect(puts()).toHaveLength(2);

  const again = { ...CHANGE, executionArn: 'arn:second', startedAt: '2026-11-21T09:00:00.000Z' };
  // Another one was faster.
  expect(await table().begin(again)).toMatchObject({ executionArn: 'arn:first' });
  expect(puts().at(-1)!.body).toMatchObject({
    ConditionExpression: 'startedAt = :startedAt AND #status = :status',
    ExpressionAttributeValues: { ':startedAt': { S: NOW }, ':status': { S: 'undone' } },
    Item: {
      executionArn: { S: 'arn:second' },
      history: { L: [{ M: { at: { S: NOW } } }, { M: { at: { S: again.startedAt } } }] },
    },
  });
});

it('keeps what the person who allowed it said, what it created, and what was read back', async () => {
  await table().begin(CHANGE);
  expect(requests[0]!.body['Item']).toMatchObject({
    history: { L: [{ M: { reason: { S: 'Allowed by ann: nobody needs it' } } }] },
  });
  const known = { created: ['vpce-1'], afterFingerprint: 'after' };
  await table().record('a1', { status: 'applied', reason: 'done', at: NOW }, known);
  expect(requests[1]!.body).toMatchObject({
    UpdateExpression: expect.stringContaining('#created = :created, #afterFingerprint = :afterFingerprint'),
    ExpressionAttributeValues: { ':created': { L: [{ S: 'vpce-1' }] }, ':afterFingerprint': { S: 'after' } },
  });
});

it('fails when a change cannot be recorded, and when one on record is not readable', async () => {
  replies['PutItem'] = { status: 400, body: '{"__type":"ProvisionedThroughputExceededException"}' };
  await expect(table().begin(CHANGE)).rejects.toThrow();
  replies['GetItem'] = { body: '{"Item":{"anomalyId":{"S":"a1"}}}' };
  await expect(table().find('a1')).rejects.toThrow(/playbook/);
});

it('adds each step to the history of a change that exists', async () => {
  await table().record('a1', { status: 'applied', reason: 'done', at: NOW });
  expect(requests[0]!.body).toMatchObject({
    ConditionExpression: 'attribute_exists(anomalyId)',
    ExpressionAttributeValues: { ':status': { S: 'applied' }, ':entry': { L: [{ M: { at: { S: NOW } } }] } },
  });
});

it.each([
  ['{}', undefined],
  ['{"Item":{"reason":{"S":"incident 7"}}}', 'incident 7'],
  ['{"Item":{}}', 'no reason given'],
])('takes the item %s of the stop switch as %p', async (body, reason) => {
  replies['GetItem'] = { body };
  expect(await table().stopReason()).toBe(reason);
  expect(requests[0]!.body['Key']).toEqual({ anomalyId: { S: '#control' }, record: { S: 'stop' } });
});

it('counts a change once, in the account’s hour, unless the hour is full', async () => {
  expect(await table().countChange('111122223333', CHANGE, 5)).toBe(true);
  expect(requests[0]).toMatchObject({
    operation: 'UpdateItem',
    body: {
      Key: { anomalyId: { S: '#changes-111122223333' }, record: { S: '2026-11-21T08' } },
      UpdateExpression: 'ADD anomalies :anomaly',
      ConditionExpression:
        'attribute_not_exists(anomalies) OR contains(anomalies, :id) OR size(anomalies) < :max',
      ExpressionAttributeValues: { ':anomaly': { SS: ['a1'] }, ':id': { S: 'a1' }, ':max': { N: '5' } },
    },
  });
  replies['UpdateItem'] = { status: 400, body: '{"__type":"com.amazonaws#ConditionalCheckFailedException"}' };
  expect(await table().countChange('111122223333', CHANGE, 5)).toBe(false);
});

it('never counts where no change is allowed, and fails when it cannot count', async () => {
  expect(await table().countChange('111122223333', CHANGE, 0)).toBe(false);
  expect(requests).toEqual([]);
  replies['UpdateItem'] = { status: 400, body: '{"__type":"ProvisionedThroughputExceededException"}' };
  await expect(table().countChange('111122223333', CHANGE, 5)).rejects.toThrow();
});
