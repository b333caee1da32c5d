import type { IngestionSettings } from '@egress/configuration';
import { BillExport, BucketAccessLogs, DeliveryStream, FlowLog, RAW_PREFIXES } from '@egress/module-delivery';
import { EgressStack, type EgressStackProps } from '@egress/module-foundation';
import type { LogGroup } from '@egress/module-observability';
import type { EncryptionKey, Role } from '@egress/module-security';
import type { Bucket } from '@egress/module-storage';
import type { Construct } from 'constructs';
import { createDistribution } from './distribution';

export interface IngestionStackProps extends EgressStackProps {
  readonly settings: IngestionSettings;
  /** VPCs to record flow logs of. */
  readonly vpcIds: readonly string[];
  readonly encryptionKey: EncryptionKey;
  readonly firehoseRole: Role;
  readonly firehoseLogs: LogGroup;
  /** Where everything goes to. */
  readonly rawLogs: Bucket;
  /** The other buckets whose requests are logged. */
  readonly processedData: Bucket;
  readonly modelArtifacts: Bucket;
  readonly lambdaCode: Bucket;
}

/** Has AWS deliver to the raw bucket: flow logs, access logs of buckets and of CloudFront, and bills. */
export class IngestionStack extends EgressStack {
  /** There in any case, and free while nothing comes in; flow logs take it if the settings say so. */
  readonly deliveryStream: DeliveryStream;

  constructor(scope: Construct, id: string, props: IngestionStackProps) {
    super(scope, id, props);
    this.deliveryStream = new DeliveryStream(this, 'VpcFlowLogsStream', {
      name: 'flow-logs',
      role: props.firehoseRole,
      bucket: props.rawLogs,
      prefix: `${RAW_PREFIXES.flowLogs}firehose/`,
      errorPrefix: RAW_PREFIXES.flowLogErrors,
      logGroup: props.firehoseLogs,
      encryptionKey: props.encryptionKey,
    });
    this.createFlowLogs(props);
    this.createBucketAccessLogs(props);
    this.createBillExports(props);
    if (props.settings.cloudFront.enabled) {
      createDistribution(this, { ...props, settings: props.settings.cloudFront });
    }
  }

  private createFlowLogs({ settings, vpcIds, rawLogs }: IngestionStackProps): void {
    const destination =
      settings.flowLogDestination === 's3'
        ? { bucket: rawLogs, prefix: RAW_PREFIXES.flowLogs }
        : { deliveryStream: this.deliveryStream };
    for (const vpcId of vpcIds) {
      new FlowLog(this, `VpcFlowLogs-${vpcId}`, {
        vpcId,
        destination,
        aggregationSeconds: settings.flowLogAggregationSeconds,
      });
    }
  }

  private createBucketAccessLogs(props: IngestionStackProps): void {
    const { rawLogs, processedData, modelArtifacts, lambdaCode } = props;
    const shared = { target: rawLogs, prefix: RAW_PREFIXES.accessLogs };
    new BucketAccessLogs(this, 'RawLogsAccessLogging', { ...shared, bucket: rawLogs });
    new BucketAccessLogs(this, 'ProcessedDataAccessLogging', { ...shared, bucket: processedData });
    new BucketAccessLogs(this, 'ModelArtifactsAccessLogging', { ...shared, bucket: modelArtifacts });
    new BucketAccessLogs(this, 'LambdaCodeAccessLogging', { ...shared, bucket: lambdaCode });
  }

  private createBillExports({ settings, rawLogs: bucket }: IngestionStackProps): void {
    for (const schema of settings.billExports) {
      new BillExport(this, `BillExport-${schema}`, { schema, bucket, prefix: RAW_PREFIXES.bills });
    }
  }
}
