import {
  CreateTableCommand,
  DynamoDBClient,
  GetItemCommand,
  type AttributeValue,
} from '@aws-sdk/client-dynamodb';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { SFNClient } from '@aws-sdk/client-sfn';
import { CreateTopicCommand, SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import {
  CreateQueueCommand,
  DeleteMessageCommand,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { FINDINGS_TABLE } from '@egress/contracts';
import { startLocalAws } from '@egress/local-aws';

const ACCOUNT = '111122223333';
const REGION = 'eu-west-1';
const TABLE = 'egress-test-findings';

export interface Notification {
  readonly subject: string;
  readonly message: string;
}

/** An empty account on the local AWS: a findings table, a topic, a queue that hears it. */
export async function startEmulatedAccount() {
  const aws = await startLocalAws({ account: ACCOUNT, region: REGION });
  const endpoint = aws.endpointUrl;
  const configuration = {
    endpoint,
    region: REGION,
    credentials: { accessKeyId: ACCOUNT, secretAccessKey: 'any' },
  };
  const dynamodb = new DynamoDBClient(configuration);
  const sqs = new SQSClient(configuration);
  await createTable(dynamodb);
  const { topicArn, queueUrl } = await createTopic(new SNSClient(configuration), sqs);
  return {
    lambda: new LambdaClient(configuration),
    sfn: new SFNClient(configuration),
    tableName: TABLE,
    topicArn,
    finding: (anomalyId: string) => findingOf(dynamodb, anomalyId),
    notifications: () => notificationsIn(sqs, queueUrl),
    /** Settings of MiniStack's own; waits and the time between tries are left out. */
    configure: async (settings: Readonly<Record<string, unknown>>) => {
      const body = JSON.stringify({ 'stepfunctions._SFN_WAIT_SCALE': 0, ...settings });
      const response = await fetch(`${endpoint}/_ministack/config`, { method: 'POST', body });
      if (!response.ok) throw new Error(`${body}: MiniStack answered ${response.status}`);
    },
    close: () => aws.close(),
  };
}
export type EmulatedAccount = Awaited<ReturnType<typeof startEmulatedAccount>>;

async function createTable(dynamodb: DynamoDBClient): Promise<void> {
  const { partitionKey, sortKey } = FINDINGS_TABLE;
  await dynamodb.send(
    new CreateTableCommand({
      TableName: TABLE,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [partitionKey, sortKey].map((AttributeName) => ({
        AttributeName,
        AttributeType: 'S',
      })),
      KeySchema: [
        { AttributeName: partitionKey, KeyType: 'HASH' },
        { AttributeName: sortKey, KeyType: 'RANGE' },
      ],
    }),
  );
}

async function createTopic(sns: SNSClient, sqs: SQSClient) {
  const { TopicArn: topicArn = '' } = await sns.send(new CreateTopicCommand({ Name: 'alerts' }));
  const { QueueUrl: queueUrl = '' } = await sqs.send(new CreateQueueCommand({ QueueName: 'alerts' }));
  const Endpoint = `arn:aws:sqs:${REGION}:${ACCOUNT}:alerts`;
  await sns.send(new SubscribeCommand({ TopicArn: topicArn, Protocol: 'sqs', Endpoint }));
  return { topicArn, queueUrl };
}

async function findingOf(
  dynamodb: DynamoDBClient,
  anomalyId: string,
): Promise<Record<string, AttributeValue> | undefined> {
  const Key = { anomalyId: { S: anomalyId }, record: { S: FINDINGS_TABLE.findingRecord } };
  return (await dynamodb.send(new GetItemCommand({ TableName: TABLE, Key, ConsistentRead: true }))).Item;
}

/** Takes all messages out of the queue. */
async function notificationsIn(sqs: SQSClient, QueueUrl: string): Promise<readonly Notification[]> {
  const notifications: Notification[] = [];
  for (;;) {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }),
    );
    if (Messages.length === 0) return notifications;
    for (const { Body = '{}', ReceiptHandle } of Messages) {
      const { Subject, Message } = JSON.parse(Body) as { Subject: string; Message: string };
      notifications.push({ subject: Subject, message: Message });
      await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
    }
  }
}
