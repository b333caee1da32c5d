import { CreateTableCommand, DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { EC2Client } from '@aws-sdk/client-ec2';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import {
  type Anomaly,
  FINDINGS_TABLE,
  type PlannedRemediation,
  type RemediationPlan,
} from '@egress/contracts';
import { startMoto } from '@egress/local-aws';

const FINDINGS = 'findings';
/** moto takes what follows the bucket's name for a part of it, so here recordings go without a prefix. */
export const RAW_LOGS = 'raw-logs';
export const RAW_LOGS_ARN = `arn:aws:s3:::${RAW_LOGS}`;
const { partitionKey, sortKey } = FINDINGS_TABLE;

type Handler = (input: unknown) => Promise<{ readonly status: string }>;
export type StrictAccount = Awaited<ReturnType<typeof startStrictAccount>>;

/** An account in the emulator that refuses what EC2 refuses; the Lambda's own clients find it in `process.env`. */
export async function startStrictAccount(maxChangesPerHour = 100_000) {
  const moto = await startMoto();
  const outside = { ...process.env };
  Object.assign(process.env, moto.environment, {
    FINDINGS_TABLE_NAME: FINDINGS,
    REMEDIATION_MODE: 'auto',
    MAX_CHANGES_PER_HOUR: String(maxChangesPerHour),
    RECORDING_DESTINATION: RAW_LOGS_ARN,
    RECORDING_FIELDS: 'version interface-id srcaddr dstaddr bytes',
    RECORDING_USD_PER_GB: '0.28',
    POWERTOOLS_LOG_LEVEL: 'SILENT',
    POWERTOOLS_METRICS_DISABLED: 'true',
  });
  // Its logger reads the level as it is loaded.
  const { handler } = await import('@egress/lambda-remediation-orchestrator/handler');
  const s3 = new S3Client();
  const dynamodb = new DynamoDBClient();
  await dynamodb.send(
    new CreateTableCommand({
      TableName: FINDINGS,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [
        { AttributeName: partitionKey, KeyType: 'HASH' },
        { AttributeName: sortKey, KeyType: 'RANGE' },
      ],
      AttributeDefinitions: [
        { AttributeName: partitionKey, AttributeType: 'S' },
        { AttributeName: sortKey, AttributeType: 'S' },
      ],
    }),
  );
  await createBucket(s3, RAW_LOGS);
  return {
    s3,
    ec2: new EC2Client(),
    remediationOf: (anomaly: Anomaly) => remediationOf(anomaly, handler, dynamodb),
    close: async () => {
      process.env = outside;
      await moto.close();
    },
  };
}

export async function createBucket(s3: S3Client, Bucket: string): Promise<void> {
  const CreateBucketConfiguration = { LocationConstraint: 'eu-west-1' } as const;
  await s3.send(new CreateBucketCommand({ Bucket, CreateBucketConfiguration }));
}

let anomalies = 0;

/** The steps of one remediation, as the workflow calls them. */
function remediationOf(example: Anomaly, handler: Handler, dynamodb: DynamoDBClient) {
  const anomaly = { ...example, id: `${example.id}-${++anomalies}` };
  const status = async (request: object) => (await handler({ anomaly, ...request })).status;
  return {
    plan: async () => (await handler({ step: 'plan', anomaly })) as RemediationPlan,
    apply: async (plan: PlannedRemediation) => {
      await dynamodb.send(new PutItemCommand({ TableName: FINDINGS, Item: findingOf(anomaly, plan) }));
      return status({ step: 'apply' });
    },
    verify: () => status({ step: 'verify' }),
    undo: () => status({ step: 'undo' }),
  };
}

/** What the workflow has on record when it applies a plan. */
function findingOf(anomaly: Anomaly, plan: PlannedRemediation) {
  return {
    [partitionKey]: { S: anomaly.id },
    [sortKey]: { S: FINDINGS_TABLE.findingRecord },
    status: { S: 'planned' },
    anomaly: { S: JSON.stringify(anomaly) },
    executionArn: { S: 'arn:aws:states:eu-west-1:123456789012:execution:remediation:any' },
    remediationPlan: { S: JSON.stringify(plan) },
  };
}
