import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';
import { CostExplorerClient, GetCostAndUsageCommand } from '@aws-sdk/client-cost-explorer';
import {
  CreateFunctionCommand,
  InvokeCommand,
  LambdaClient,
  PutFunctionConcurrencyCommand,
} from '@aws-sdk/client-lambda';
import { CreateBucketCommand, ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import { ListModelsCommand, SageMakerClient } from '@aws-sdk/client-sagemaker';
import { InvokeEndpointCommand, SageMakerRuntimeClient } from '@aws-sdk/client-sagemaker-runtime';
import {
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { strToU8, zipSync } from 'fflate';
import { OFFLINE_NOTICE } from './services/bedrock/offline-model';
import { type LocalAws, startLocalAws } from './start-local-aws';
import { addressesListenedOn, processesBelow } from './testing/processes';
import { describeOnLocalAws } from './testing/describe-on-local-aws';

const ACCOUNT = '444455556666';
const ROLE = `arn:aws:iam::${ACCOUNT}:role/r`;

describeOnLocalAws('the local AWS', () => {
  describe('while it runs', () => {
    let aws: LocalAws;
    beforeAll(async () => (aws = await startLocalAws({ account: ACCOUNT, region: 'eu-central-1' })));
    afterAll(() => aws.close());
    afterEach(() => aws.faults.clear());

    const client = () => ({
      endpoint: aws.endpointUrl,
      region: aws.environment.AWS_REGION,
      credentials: {
        accessKeyId: aws.environment.AWS_ACCESS_KEY_ID,
        secretAccessKey: aws.environment.AWS_SECRET_ACCESS_KEY,
      },
      maxAttempts: 1,
    });

    it('is the account and region that were asked for', async () => {
      expect(await new STSClient(client()).send(new GetCallerIdentityCommand())).toMatchObject({
        Account: ACCOUNT,
      });
      expect(aws.requests.at(-1)).toMatchObject({ service: 'sts', region: 'eu-central-1' });
    });

    it('has each service answered by who has it', async () => {
      const s3 = new S3Client(client());
      await s3.send(new CreateBucketCommand({ Bucket: 'photos' }));
      expect((await s3.send(new ListBucketsCommand())).Buckets?.map(({ Name }) => Name)).toEqual(['photos']);
      expect((await new SageMakerClient(client()).send(new ListModelsCommand())).Models).toEqual([]);
      const { Body } = await new SageMakerRuntimeClient(client()).send(
        new InvokeEndpointCommand({ EndpointName: 'egress', ContentType: 'text/csv', Body: '1,2\n3,4' }),
      );
      expect(JSON.parse(Body.transformToString())).toEqual({ scores: [{ score: 0 }, { score: 0 }] });
      const bedrock = new BedrockRuntimeClient({ ...client(), requestHandler: new NodeHttpHandler() });
      const { output } = await bedrock.send(
        new ConverseCommand({ modelId: 'm', messages: [{ role: 'user', content: [{ text: 'hello' }] }] }),
      );
      expect(output?.message?.content?.[0]?.text).toContain(OFFLINE_NOTICE);
      const costs = new CostExplorerClient(client()).send(
        new GetCostAndUsageCommand({
          TimePeriod: { Start: '2026-11-20', End: '2026-11-21' },
          Granularity: 'DAILY',
          Metrics: ['UnblendedCost'],
        }),
      );
      await expect(costs).rejects.toMatchObject({ name: 'DataUnavailableException' });
    });

    const createFunction = (FunctionName: string, code: string) =>
      new LambdaClient(client()).send(
        new CreateFunctionCommand({
          FunctionName,
          Runtime: 'nodejs22.x',
          Handler: 'index.handler',
          Role: ROLE,
          Code: { ZipFile: zipSync({ 'index.js': strToU8(code) }) },
        }),
      );

    it('lets faults hit what a function asks, and has its requests', async () => {
      await createFunction('lists-tables', LISTS_TABLES);
      const invoke = async () => {
        const { Payload } = await new LambdaClient(client()).send(
          new InvokeCommand({ FunctionName: 'lists-tables' }),
        );
        return JSON.parse(Payload?.transformToString() ?? '') as unknown;
      };
      expect(await invoke()).toEqual([200, { TableNames: [] }]);
      aws.faults.set({ service: 'dynamodb', action: 'ListTables', fault: { kind: 'throttle' } });
      expect(await invoke()).toEqual([400, { __type: 'ThrottlingException', message: 'Rate exceeded' }]);
      expect(aws.requests.filter(({ service }) => service === 'dynamodb')).toMatchObject([
        { action: 'ListTables', region: 'eu-central-1' },
        { action: 'ListTables', fault: 'throttle' },
      ]);
    });

    it('names a throttled function to a state machine as Step Functions does', async () => {
      const { FunctionArn } = await createFunction('throttled', 'exports.handler = async () => 1');
      await new LambdaClient(client()).send(
        new PutFunctionConcurrencyCommand({ FunctionName: 'throttled', ReservedConcurrentExecutions: 0 }),
      );
      const task = { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', End: true };
      const definition = {
        StartAt: 'Call',
        States: { Call: { ...task, Parameters: { FunctionName: FunctionArn } } },
      };
      const stepFunctions = new SFNClient(client());
      const { stateMachineArn } = await stepFunctions.send(
        new CreateStateMachineCommand({ name: 'm', roleArn: ROLE, definition: JSON.stringify(definition) }),
      );
      const { executionArn } = await stepFunctions.send(new StartExecutionCommand({ stateMachineArn }));
      const describe = new DescribeExecutionCommand({ executionArn });
      let execution = await stepFunctions.send(describe);
      for (; execution.status === 'RUNNING'; execution = await stepFunctions.send(describe)) await sleep(50);
      expect(execution).toMatchObject({ status: 'FAILED', error: 'Lambda.TooManyRequestsException' });
    });
  });

  // What is looked at is in /proc.
  (process.platform === 'linux' ? describe : describe.skip)('in a process of its own', () => {
    let folder: string;
    let parent: ChildProcessWithoutNullStreams;
    let ended: Promise<number | null>;
    beforeAll(() => {
      folder = mkdtempSync(path.join(os.tmpdir(), 'local-aws-test-'));
    });
    afterAll(() => rmSync(folder, { recursive: true }));
    beforeEach(async () => {
      const script = path.join(__dirname, 'testing/run-until-told.ts');
      parent = spawn(process.execPath, ['--require', require.resolve('tsx/cjs'), script], {
        env: { ...process.env, TMPDIR: folder },
      });
      ended = new Promise((resolve) => parent.once('close', resolve));
      await new Promise((resolve) => parent.stdout.once('data', resolve));
      // Two emulators, and a supervisor of each.
      expect(processesBelow(folder)).toHaveLength(4);
    });

    it('listens on loopback alone, and leaves nothing when it is closed', async () => {
      const addresses = addressesListenedOn([...processesBelow(folder), String(parent.pid)]);
      // Both emulators, the edge and the SageMaker runtime.
      expect(addresses).toEqual(Array(4).fill('0100007F'));
      parent.stdin.end();
      expect(await ended).toBe(0);
      expect(processesBelow(folder)).toEqual([]);
      expect(egressFolders(folder)).toEqual([]);
    });

    it.each(['SIGINT', 'SIGKILL'] as const)('leaves nothing after %s', async (signal) => {
      parent.kill(signal);
      await ended;
      for (let wait = 0; wait < 50 && egressFolders(folder).length > 0; wait++) await sleep(100);
      expect(processesBelow(folder)).toEqual([]);
      expect(egressFolders(folder)).toEqual([]);
    });
  });
});

/** tsx keeps a cache there too. */
function egressFolders(folder: string): readonly string[] {
  return readdirSync(folder).filter((name) => name.startsWith('egress-'));
}

/** A function without an SDK, which needs no bundling. */
const LISTS_TABLES = `
exports.handler = async () => {
  const { AWS_ENDPOINT_URL, AWS_ACCESS_KEY_ID, AWS_REGION } = process.env;
  const answer = await fetch(AWS_ENDPOINT_URL, {
    method: 'POST',
    headers: {
      authorization: \`AWS4-HMAC-SHA256 Credential=\${AWS_ACCESS_KEY_ID}/20261121/\${AWS_REGION}/dynamodb/aws4_request, SignedHeaders=host, Signature=0\`,
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': 'DynamoDB_20120810.ListTables',
    },
    body: '{}',
  });
  return [answer.status, await answer.json()];
};`;
