import { CreateFunctionCommand, InvokeCommand } from '@aws-sdk/client-lambda';
import { CreateStateMachineCommand } from '@aws-sdk/client-sfn';
import type { Mode } from '@egress/contracts';
import * as detection from '@egress/lambda-anomaly-detector-trigger/contract';
import * as analysis from '@egress/lambda-bedrock-analyzer/contract';
import * as remediation from '@egress/lambda-remediation-orchestrator/contract';
import { remediationWorkflow } from '@egress/workflow';
import type { z } from 'zod';
import { type Account, ACCOUNT, MODEL_ARTIFACTS, PROCESSED_DATA, TABLE } from './account';
import { functionBundle } from './function-bundle';

/** Its list price is known, so that an analysis costs what it would on AWS; the offline stand-in answers in its place. */
const MODEL = 'eu.amazon.nova-lite-v1:0';
const ROLE = `arn:aws:iam::${ACCOUNT}:role/any`;

export interface WorkflowOptions {
  readonly mode: Mode;
  /** @default as many as there are */
  readonly maxChangesPerHour?: number;
  /** @default a day */
  readonly approvalTimeoutSeconds?: number;
  /** @default the account's */
  readonly topicArn?: string;
  /** Time-out of the function that makes changes. @default its contract's */
  readonly orchestratorTimeoutSeconds?: number;
}

/** The real state machine with the real functions that it calls, under names of their own. Returns its ARN. */
export async function deployWorkflow(
  account: Account,
  name: string,
  options: WorkflowOptions,
): Promise<string> {
  const { timeoutSeconds } = remediation.functionSettings;
  const definition = remediationWorkflow({
    findingsTableName: TABLE,
    notificationTopicArn: options.topicArn ?? account.topicArn,
    bedrockAnalyzerArn: await createFunction(account, 'bedrock-analyzer', name, {
      ...analysis.functionSettings,
      environment: {
        PROCESSED_BUCKET: PROCESSED_DATA,
        BEDROCK_MODEL_ID: MODEL,
      } satisfies z.input<typeof analysis.environment>,
    }),
    remediationOrchestratorArn: await createFunction(account, 'remediation-orchestrator', name, {
      ...remediation.functionSettings,
      timeoutSeconds: options.orchestratorTimeoutSeconds ?? timeoutSeconds,
      environment: {
        FINDINGS_TABLE_NAME: TABLE,
        REMEDIATION_MODE: options.mode,
        MAX_CHANGES_PER_HOUR: String(options.maxChangesPerHour ?? 100_000),
        RECORDING_DESTINATION: 'arn:aws:s3:::raw-logs',
        RECORDING_FIELDS: 'version interface-id srcaddr dstaddr bytes',
        RECORDING_USD_PER_GB: '0.28',
      } satisfies z.input<typeof remediation.environment>,
    }),
    mode: options.mode,
    approvalTimeoutSeconds: options.approvalTimeoutSeconds,
  });
  const { stateMachineArn = '' } = await account.sfn.send(
    new CreateStateMachineCommand({ name, definition: JSON.stringify(definition), roleArn: ROLE }),
  );
  return stateMachineArn;
}

/** What {@link detect} invokes. Returns its name. */
export async function deployDetection(account: Account, stateMachineArn: string): Promise<string> {
  const arn = await createFunction(account, 'anomaly-detector-trigger', 'any', {
    ...detection.functionSettings,
    environment: {
      PROCESSED_BUCKET: PROCESSED_DATA,
      MODEL_BUCKET: MODEL_ARTIFACTS,
      ENDPOINT_NAME: 'egress',
      THRESHOLD: '1',
      STATE_MACHINE_ARN: stateMachineArn,
    } satisfies z.input<typeof detection.environment>,
  });
  return arn;
}

/** A run of detection, as the schedule starts it: its result, or what it threw. */
export async function detect(
  { lambda }: Account,
  detectionArn: string,
): Promise<detection.Result | { readonly status: 'failed'; readonly reason: string }> {
  const { Payload, FunctionError } = await lambda.send(
    new InvokeCommand({
      FunctionName: detectionArn,
      Payload: JSON.stringify({ time: '2026-11-21T08:40:00Z' }),
    }),
  );
  const answer = JSON.parse(Payload?.transformToString() ?? '') as detection.Result & {
    errorMessage: string;
  };
  return FunctionError === undefined ? answer : { status: 'failed', reason: answer.errorMessage };
}

interface FunctionSettings {
  readonly memoryMiB: number;
  readonly timeoutSeconds: number;
  readonly environment: Record<string, string>;
}

const bundles = new Map<string, Buffer>();

async function createFunction(
  account: Account,
  lambda: string,
  workflow: string,
  { memoryMiB, timeoutSeconds, environment }: FunctionSettings,
): Promise<string> {
  const ZipFile = bundles.get(lambda) ?? functionBundle(lambda);
  bundles.set(lambda, ZipFile);
  const { FunctionArn = '' } = await account.lambda.send(
    new CreateFunctionCommand({
      FunctionName: `${workflow}-${lambda}`,
      Runtime: 'nodejs22.x',
      Handler: 'index.handler',
      Role: ROLE,
      MemorySize: memoryMiB,
      Timeout: timeoutSeconds,
      Environment: { Variables: environment },
      Code: { ZipFile },
    }),
  );
  return FunctionArn;
}
