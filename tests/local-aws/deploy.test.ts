import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { CloudWatchClient, DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import { DescribeTableCommand, DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient, ListRulesCommand, ListTargetsByRuleCommand } from '@aws-sdk/client-eventbridge';
import { GetDatabasesCommand, GetTablesCommand, GlueClient } from '@aws-sdk/client-glue';
import { InvokeCommand, LambdaClient, ListFunctionsCommand } from '@aws-sdk/client-lambda';
import {
  GetBucketEncryptionCommand,
  GetBucketVersioningCommand,
  GetPublicAccessBlockCommand,
  ListBucketsCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { DescribeStateMachineCommand, ListStateMachinesCommand, SFNClient } from '@aws-sdk/client-sfn';
import { schedule } from '@egress/lambda-anomaly-detector-trigger/contract';
import {
  deployStacks,
  destroyStacks,
  type LocalAws,
  LOCAL_STACKS,
  type StackProgress,
  startLocalAws,
  whyNoDeployment,
} from '@egress/local-aws';
import { remediationWorkflow } from '@egress/workflow';

const ARN = (service: string, rest: string) => `arn:aws:${service}:eu-west-1:111122223333:${rest}`;
const missing = whyNoDeployment(process.env);
if (missing) console.warn(`SKIPPED: the deployment of the stacks on the local AWS, because ${missing}`);

(missing ? describe.skip : describe)('all stacks, deployed by Terraform to the local AWS', () => {
  const workFolder = mkdtempSync(path.join(os.tmpdir(), 'egress-deployment-'));
  const steps: StackProgress[] = [];
  const end = new AbortController();
  let aws: LocalAws;

  const options = () => ({
    endpointEnvironment: aws.environment,
    processEnvironment: process.env,
    workFolder,
    onProgress: (step: StackProgress) => steps.push(step),
    signal: end.signal,
  });
  const client = <T>(Client: new (settings: object) => T): T =>
    new Client({
      endpoint: aws.endpointUrl,
      region: 'eu-west-1',
      credentials: { accessKeyId: '111122223333', secretAccessKey: 'local' },
      forcePathStyle: true,
    });

  beforeAll(async () => {
    aws = await startLocalAws();
    console.log(`deployed in ${Math.round(await deployStacks(options()))} s`);
  }, 600_000);

  afterAll(async () => {
    end.abort();
    await aws.close();
    rmSync(workFolder, { recursive: true, force: true });
  });

  it('were all followed to their end', () => {
    expect(steps.filter(({ finished }) => finished).map(({ stack }) => stack)).toEqual(
      expect.arrayContaining([...LOCAL_STACKS]),
    );
    expect(steps.filter(({ finished }) => finished).every(({ done, planned }) => done === planned)).toBe(
      true,
    );
  });

  it('have private, encrypted, versioned buckets', async () => {
    const s3 = client(S3Client);
    const { Buckets = [] } = await s3.send(new ListBucketsCommand({}));
    expect(Buckets.map(({ Name }) => Name).sort()).toEqual(
      ['lambda-code', 'model-artifacts', 'processed-data', 'raw-logs'].map(
        (name) => `egress-local-${name}-local-111122223333`,
      ),
    );
    for (const { Name: Bucket } of Buckets) {
      const access = await s3.send(new GetPublicAccessBlockCommand({ Bucket }));
      expect(Object.values(access.PublicAccessBlockConfiguration!)).toEqual([true, true, true, true]);
      const encryption = await s3.send(new GetBucketEncryptionCommand({ Bucket }));
      expect(encryption.ServerSideEncryptionConfiguration!.Rules![0]).toMatchObject({
        ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' },
      });
      expect(await s3.send(new GetBucketVersioningCommand({ Bucket }))).toMatchObject({ Status: 'Enabled' });
    }
  });

  it('have the tables of traffic, of its cost and of findings', async () => {
    const { TableList } = await client(GlueClient).send(
      new GetTablesCommand({ DatabaseName: 'egress_local_processed_data' }),
    );
    expect(TableList!.map(({ Name }) => Name)).toEqual(
      expect.arrayContaining(['egress_hourly', 'egress_cost_daily']),
    );
    const dynamoDb = client(DynamoDBClient);
    const { TableNames } = await dynamoDb.send(new ListTablesCommand({}));
    const { Table } = await dynamoDb.send(new DescribeTableCommand({ TableName: TableNames![0] }));
    expect(Table).toMatchObject({ TableName: 'egress-local-findings', SSEDescription: { SSEType: 'KMS' } });
  });

  it('have the workflow that the library gives for these functions, table and topic', async () => {
    const { definition } = await client(SFNClient).send(
      new DescribeStateMachineCommand({
        stateMachineArn: ARN('states', 'stateMachine:egress-local-egress-remediation'),
      }),
    );
    expect(JSON.parse(definition!)).toEqual(
      remediationWorkflow({
        findingsTableName: 'egress-local-findings',
        notificationTopicArn: ARN('sns', 'egress-local-anomaly-alerts'),
        bedrockAnalyzerArn: ARN('lambda', 'function:egress-local-bedrock-analyzer'),
        remediationOrchestratorArn: ARN('lambda', 'function:egress-local-remediation-orchestrator'),
        mode: 'observe',
        approvalTimeoutSeconds: 24 * 3600,
      }),
    );
  });

  it('look for anomalies on the schedule of the function’s contract', async () => {
    const events = client(EventBridgeClient);
    const Name = 'egress-local-anomaly-detector-trigger';
    const { Rules } = await events.send(new ListRulesCommand({ NamePrefix: Name }));
    expect(Rules).toMatchObject([{ State: 'ENABLED', ScheduleExpression: schedule }]);
    const { Targets } = await events.send(new ListTargetsByRuleCommand({ Rule: Name }));
    expect(Targets).toMatchObject([{ Arn: ARN('lambda', `function:${Name}`) }]);
  });

  it('load the real bundle of every function', async () => {
    const lambda = client(LambdaClient);
    const { Functions = [] } = await lambda.send(new ListFunctionsCommand({}));
    expect(Functions).toHaveLength(5);
    for (const { FunctionName } of Functions) {
      const { Payload } = await lambda.send(new InvokeCommand({ FunctionName, Payload: '{}' }));
      // What none of them takes for an event, once it has been loaded.
      expect({ FunctionName, answer: Buffer.from(Payload!).toString() }).toMatchObject({
        answer: expect.not.stringMatching(/init failed|ImportModuleError/i) as unknown,
      });
    }
  });

  it('answer with their real bundles, which find the local AWS by themselves', async () => {
    const { Payload, FunctionError } = await client(LambdaClient).send(
      new InvokeCommand({
        FunctionName: 'egress-local-egress-cost-metric',
        Payload: JSON.stringify({ time: '2026-09-02T12:00:00Z' }),
      }),
    );
    expect({ FunctionError, answer: JSON.parse(Buffer.from(Payload!).toString()) as unknown }).toMatchObject({
      answer: { status: 'no_data', day: '2026-09-01' },
    });
  });

  it('are destroyed with all that they created', async () => {
    console.log(`destroyed in ${Math.round(await destroyStacks(options()))} s`);
    expect((await client(S3Client).send(new ListBucketsCommand({}))).Buckets ?? []).toEqual([]);
    expect((await client(LambdaClient).send(new ListFunctionsCommand({}))).Functions).toEqual([]);
    expect((await client(SFNClient).send(new ListStateMachinesCommand({}))).stateMachines).toEqual([]);
    expect((await client(DynamoDBClient).send(new ListTablesCommand({}))).TableNames).toEqual([]);
    expect((await client(EventBridgeClient).send(new ListRulesCommand({}))).Rules).toEqual([]);
    expect((await client(CloudWatchClient).send(new DescribeAlarmsCommand({}))).MetricAlarms).toEqual([]);
    expect((await client(GlueClient).send(new GetDatabasesCommand({}))).DatabaseList).toEqual([]);
  }, 300_000);
});
