import { EgressStack, type EgressStackProps, nameOf } from '@egress/module-foundation';
import { AlertTopic, LogGroup } from '@egress/module-observability';
import { EncryptionKey, type Role } from '@egress/module-security';
import { Bucket } from '@egress/module-storage';
import type { Construct } from 'constructs';
import { createFunctionRoles, type FunctionRoles } from './function-roles';
import { allowDeliveries } from './raw-log-deliveries';
import { bedrockAccessRole } from './bedrock-access-role';
import { createServiceRoles, type ServiceRoles } from './service-roles';

/** Log groups of the services whose names of log groups are free to choose. */
export interface LogGroups {
  readonly firehose: LogGroup;
  readonly sageMaker: LogGroup;
  readonly glue: LogGroup;
  readonly lambda: LogGroup;
}

/** What all other stacks stand on: four buckets, the encryption key, the roles and the log groups. */
export class CoreStack extends EgressStack {
  readonly encryptionKey: EncryptionKey;
  /** Logs and bills as AWS delivers them, never rewritten. */
  readonly rawLogs: Bucket;
  /** Tables in Parquet. */
  readonly processedData: Bucket;
  /** Models, and the scripts and SQL of the Glue jobs. */
  readonly modelArtifacts: Bucket;
  /** Zip files of the Lambda functions. */
  readonly lambdaCode: Bucket;
  readonly logGroups: LogGroups;
  readonly roles: ServiceRoles;
  readonly functionRoles: FunctionRoles;
  /** Calls Bedrock models; assumed by the analyzer alone. */
  readonly bedrockAccess: Role;

  constructor(scope: Construct, id: string, props: EgressStackProps) {
    super(scope, id, props);
    this.encryptionKey = this.createEncryptionKey();
    this.rawLogs = new Bucket(this, 'RawLogs', {
      name: 'raw-logs',
      lifecycle: [{ infrequentAccessAfterDays: 30, glacierAfterDays: 90, expireAfterDays: 400 }],
    });
    allowDeliveries(this.rawLogs);
    this.processedData = new Bucket(this, 'ProcessedData', {
      name: 'processed-data',
      lifecycle: [
        { prefix: 'athena-results/', expireAfterDays: 30 },
        { prefix: 'quarantine/', expireAfterDays: 90 },
        // What a killed job left half-written.
        { prefix: 'staging/', expireAfterDays: 7 },
      ],
    });
    this.modelArtifacts = new Bucket(this, 'ModelArtifacts', {
      name: 'model-artifacts',
      lifecycle: [{ prefix: 'training-output/', infrequentAccessAfterDays: 90, expireAfterDays: 365 }],
      keepOldVersionsDays: 90,
    });
    this.lambdaCode = new Bucket(this, 'LambdaCode', {
      name: 'lambda-code',
      lifecycle: [],
      keepOldVersionsDays: 90,
    });
    this.logGroups = this.createLogGroups();
    this.roles = createServiceRoles(this);
    this.functionRoles = createFunctionRoles(this);
    this.bedrockAccess = bedrockAccessRole(this);
  }

  private createEncryptionKey(): EncryptionKey {
    const key = new EncryptionKey(this, 'EncryptionKey', {
      name: 'data',
      description: 'Logs, notifications, queues, findings and notebooks of the egress cost optimizer',
    });
    key.allowService(`logs.${this.deployment.region}.amazonaws.com`, {
      ArnLike: { 'kms:EncryptionContext:aws:logs:arn': LogGroup.anyArn(this) },
    });
    for (const publisher of ['cloudwatch', 'budgets', 'costalerts']) {
      key.allowService(`${publisher}.amazonaws.com`);
    }
    // SNS does not support conditions on the source for EventBridge: see "Enable compatibility between event sources from
    // AWS services and encrypted topics" in its guide.
    key.allowService('events.amazonaws.com', {
      ArnLike: { 'kms:EncryptionContext:aws:sns:topicArn': AlertTopic.anyArn(this) },
    });
    return key;
  }

  private createLogGroups(): LogGroups {
    const { encryptionKey } = this;
    const group = (id: string, name: string) => new LogGroup(this, id, { name, encryptionKey });
    return {
      firehose: group('FirehoseLogs', `/aws/kinesisfirehose/${nameOf(this, 'flow-logs')}`),
      sageMaker: group('SageMakerLogs', `/aws/sagemaker/Endpoints/${nameOf(this, 'anomaly-detector')}`),
      glue: group('GlueLogs', `/aws-glue/jobs/${nameOf(this, 'jobs')}`),
      lambda: group('LambdaLogs', `/aws/lambda/${nameOf(this, 'functions')}`),
    };
  }
}
