import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { SFNClient } from '@aws-sdk/client-sfn';
import { CreateTopicCommand, SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import {
  CreateQueueCommand,
  DeleteMessageBatchCommand,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb';
import { FINDINGS_TABLE } from '@egress/contracts';
import { type LocalAwsOptions, startLocalAws } from '@egress/local-aws';

export const ACCOUNT = '111122223333';
export const REGION = 'eu-west-1';
export const TABLE = 'findings';
/** Buckets of the product. */
export const PROCESSED_DATA = 'processed-data';
export const MODEL_ARTIFACTS = 'model-artifacts';

export interface Notification {
  readonly subject: string;
  readonly message: string;
}

/** An item of the findings table: a finding, the audit record of a change, or a count of changes. */
export type Item = Readonly<Record<string, unknown>> & {
  readonly anomalyId: string;
  readonly record: string;
};

/** An account on the local AWS, made by API calls within a second: findings table, topic, a queue that hears it, buckets. */
export async function startAccount(options: Pick<LocalAwsOptions, 'score' | 'concurrency'> = {}) {
  const aws = await startLocalAws({ account: ACCOUNT, region: REGION, ...options });
  const client = {
    endpoint: aws.endpointUrl,
    region: REGION,
    credentials: { accessKeyId: ACCOUNT, secretAccessKey: 'any' },
    forcePathStyle: true,
  };
  const documents = DynamoDBDocumentClient.from(new DynamoDBClient(client));
  const sqs = new SQSClient(client);
  const s3 = new S3Client(client);
  await createTable(documents);
  const { topicArn, queueUrl } = await createTopic(new SNSClient(client), sqs);
  for (const bucket of [PROCESSED_DATA, MODEL_ARTIFACTS]) await createBucket(s3, bucket);
  return {
    aws,
    /** Settings of a client of the account. */
    client,
    documents,
    s3,
    lambda: new LambdaClient(client),
    sfn: new SFNClient(client),
    topicArn,
    createBucket: (bucket: string) => createBucket(s3, bucket),
    items: () => itemsOf(documents),
    /** Takes all messages out of the queue. */
    notifications: () => notificationsIn(sqs, queueUrl),
    /** Settings of MiniStack's own. */
    configure: (settings: Readonly<Record<string, unknown>>) => configure(aws.endpointUrl, settings),
    /** How long Step Functions waits between tries, as a share of the time that it should: 0 is not at all. */
    scaleWaits: (share: number) => configure(aws.endpointUrl, { 'stepfunctions._SFN_WAIT_SCALE': share }),
    close: () => aws.close(),
  };
}
export type Account = Awaited<ReturnType<typeof startAccount>>;

async function createTable(dynamodb: DynamoDBDocumentClient): Promise<void> {
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

async function createBucket(s3: S3Client, Bucket: string): Promise<void> {
  const CreateBucketConfiguration = { LocationConstraint: REGION } as const;
  await s3.send(new CreateBucketCommand({ Bucket, CreateBucketConfiguration }));
}

async function itemsOf(client: DynamoDBDocumentClient): Promise<readonly Item[]> {
  const items: Item[] = [];
  for await (const { Items = [] } of paginateScan({ client }, { TableName: TABLE, ConsistentRead: true })) {
    items.push(...(Items as Item[]));
  }
  return items;
}

async function notificationsIn(sqs: SQSClient, QueueUrl: string): Promise<readonly Notification[]> {
  const notifications: Notification[] = [];
  for (;;) {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }),
    );
    if (Messages.length === 0) return notifications;
    for (const { Body = '{}' } of Messages) {
      const { Subject, Message } = JSON.parse(Body) as { Subject: string; Message: string };
      notifications.push({ subject: Subject, message: Message });
    }
    const Entries = Messages.map(({ ReceiptHandle }, i) => ({ Id: String(i), ReceiptHandle }));
    await sqs.send(new DeleteMessageBatchCommand({ QueueUrl, Entries }));
  }
}

async function configure(endpointUrl: string, settings: Readonly<Record<string, unknown>>): Promise<void> {
  const body = JSON.stringify(settings);
  const response = await fetch(`${endpointUrl}/_ministack/config`, { method: 'POST', body });
  if (!response.ok) throw new Error(`${body}: MiniStack answered ${response.status}`);
}
