import { LambdaFunction } from '@cdktf/provider-aws/lib/lambda-function';
import { LambdaFunctionEventInvokeConfig } from '@cdktf/provider-aws/lib/lambda-function-event-invoke-config';
import { S3Object } from '@cdktf/provider-aws/lib/s3-object';
import { exempt, nameOf, reportProblems } from '@egress/module-foundation';
import { Alarm, type Metric } from '@egress/module-observability';
import { anyResource, type Role } from '@egress/module-security';
import { AssetType, TerraformAsset } from 'cdktf';
import { Construct } from 'constructs';
import { FailureQueue } from './failure-queue';
import { functionCode } from './function-code';
import type { FunctionRuntime } from './function-runtime';

export interface BundledFunctionProps {
  /** Name of the folder in `lambdas`, and of the function after the environment's prefix. */
  readonly name: string;
  readonly description: string;
  readonly role: Role;
  readonly runtime: FunctionRuntime;
  readonly environment: Readonly<Record<string, string>>;
  readonly memoryMiB: number;
  readonly timeoutSeconds: number;
}

/** Attempts that AWS makes by itself when an asynchronous event fails, beside the first. */
const ASYNC_RETRIES = 2;
/** An event that could not be handled for this long is stale: the next hour's run covers it. */
const ASYNC_EVENT_AGE_SECONDS = 3600;
/** Part of the time-out that a run may take before someone should look. */
const SLOW_SHARE = 0.8;

const EXEMPTIONS = {
  CKV_AWS_115:
    'accounts start with 10 concurrent executions, of which none can be reserved; see the alarm on throttles',
  CKV_AWS_116: 'failed events go to an on-failure destination, which keeps the error as well',
  CKV_AWS_117: 'it calls AWS APIs only, which from a VPC would take endpoints or a NAT gateway by the hour',
  CKV_AWS_272: 'the function is bound to the SHA-256 of its bundle',
};

/**
 * A Lambda function from a bundle of this repository: Node 22 on arm64, traced, logging JSON to the shared log group, its
 * environment encrypted; alarms for errors, throttles and slowness; events that fail for good kept in a queue.
 */
export class BundledFunction extends Construct {
  readonly arn: string;
  readonly name: string;
  readonly failureQueue: FailureQueue;
  private readonly props: BundledFunctionProps;

  constructor(scope: Construct, id: string, props: BundledFunctionProps) {
    super(scope, id);
    this.props = props;
    reportProblems(this, [
      {
        value: props.timeoutSeconds,
        isValid: props.timeoutSeconds >= 1 && props.timeoutSeconds <= 900,
        message: 'timeoutSeconds must be 1 to 900',
      },
      {
        value: props.memoryMiB,
        isValid: props.memoryMiB >= 128 && props.memoryMiB <= 10_240,
        message: 'memoryMiB must be 128 to 10240',
      },
    ]);
    this.failureQueue = new FailureQueue(this, 'Failures', {
      name: props.name,
      encryptionKey: props.runtime.encryptionKey,
      alertTopic: props.runtime.alertTopic,
    });
    const lambda = this.createFunction();
    exempt(lambda, EXEMPTIONS);
    this.arn = lambda.arn;
    this.name = lambda.functionName;
    this.grantBasics();
    this.keepFailedEvents();
    this.createAlarms();
  }

  grantInvoke(role: Role): void {
    role.allow(this, { actions: ['lambda:InvokeFunction'], resources: [this.arn] });
  }

  private createFunction(): LambdaFunction {
    const { name, description, role, runtime, environment, memoryMiB, timeoutSeconds } = this.props;
    const { zipFile, sha256 } = functionCode(this, name);
    const asset = new TerraformAsset(this, 'Code', {
      path: zipFile,
      type: AssetType.FILE,
      assetHash: sha256.toString('hex'),
    });
    const object = new S3Object(this, 'CodeObject', {
      bucket: runtime.codeBucket.name,
      key: `${name}/${sha256.toString('hex')}.zip`,
      source: asset.path,
    });
    return new LambdaFunction(this, 'Resource', {
      functionName: nameOf(this, name),
      description,
      role: role.arn,
      runtime: 'nodejs22.x',
      architectures: ['arm64'],
      handler: 'index.handler',
      s3Bucket: object.bucket,
      s3Key: object.key,
      sourceCodeHash: sha256.toString('base64'),
      memorySize: memoryMiB,
      timeout: timeoutSeconds,
      kmsKeyArn: runtime.encryptionKey.arn,
      environment: { variables: { ...environment, POWERTOOLS_SERVICE_NAME: name } },
      tracingConfig: { mode: 'Active' },
      loggingConfig: { logFormat: 'JSON', logGroup: runtime.logGroup.name },
    });
  }

  private grantBasics(): void {
    const { role, runtime } = this.props;
    runtime.logGroup.grantWrite(role);
    runtime.encryptionKey.grantEncryptDecrypt(role);
    role.allow(this, {
      actions: ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'],
      resources: anyResource('X-Ray has no resources to name when segments are written'),
    });
  }

  private keepFailedEvents(): void {
    new LambdaFunctionEventInvokeConfig(this, 'AsyncEvents', {
      functionName: this.name,
      maximumRetryAttempts: ASYNC_RETRIES,
      maximumEventAgeInSeconds: ASYNC_EVENT_AGE_SECONDS,
      destinationConfig: { onFailure: { destination: this.failureQueue.arn } },
      dependsOn: [this.failureQueue.grantSend(this.props.role)],
    });
  }

  private createAlarms(): void {
    const { name, runtime, timeoutSeconds } = this.props;
    const topic = runtime.alertTopic;
    new Alarm(this, 'Errors', {
      name: `${name}-errors`,
      description: `${name} failed; its log is in ${runtime.logGroup.name}, its events in the queue of failures`,
      metric: this.metric('Errors', 'Sum'),
      topic,
    });
    new Alarm(this, 'Throttles', {
      name: `${name}-throttles`,
      description: `${name} was throttled; see the account's concurrent executions`,
      metric: this.metric('Throttles', 'Sum'),
      topic,
    });
    new Alarm(this, 'Slow', {
      name: `${name}-slow`,
      description: `${name} took more than ${SLOW_SHARE * 100} % of its time-out of ${timeoutSeconds} s`,
      metric: this.metric('Duration', 'Maximum'),
      threshold: timeoutSeconds * 1000 * SLOW_SHARE,
      topic,
    });
  }

  private metric(name: string, statistic: Metric['statistic']): Metric {
    return { namespace: 'AWS/Lambda', name, statistic, dimensions: { FunctionName: this.name } };
  }
}
