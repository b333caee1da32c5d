import { FlowLog as AwsFlowLog, type FlowLogConfig } from '@cdktf/provider-aws/lib/flow-log';
import { nameOf, reportProblems } from '@egress/module-foundation';
import type { Bucket } from '@egress/module-storage';
import { Construct } from 'constructs';
import type { DeliveryStream } from './delivery-stream';
import { terraformLogFormat } from './flow-log-format';

/**
 * Straight to S3, as Parquet in folders `AWSLogs/aws-account-id=/aws-service=vpcflowlogs/aws-region=/year=/month=/day=/hour=`
 * below the prefix; or through a delivery stream, as lines without a header, each the record or `{"message":"<record>"}`.
 */
export type FlowLogDestination =
  { readonly bucket: Bucket; readonly prefix: string } | { readonly deliveryStream: DeliveryStream };

export interface FlowLogProps {
  /** VPC whose interfaces are recorded; it must be in the environment's account and region. */
  readonly vpcId: string;
  readonly destination: FlowLogDestination;
  /** Interval over which AWS adds packets up to one record; Nitro instances never take more than 60. @default 600 */
  readonly aggregationSeconds?: 60 | 600;
}

/**
 * Records the traffic of a VPC, accepted and rejected, with every field that the analysis reads. AWS cannot change a flow
 * log: another destination or format makes a new one.
 */
export class FlowLog extends Construct {
  constructor(scope: Construct, id: string, props: FlowLogProps) {
    super(scope, id);
    reportProblems(this, [
      {
        value: props.vpcId,
        isValid: /^vpc-[0-9a-f]+$/.test(props.vpcId),
        message: 'vpcId must be the id of a VPC',
      },
    ]);
    new AwsFlowLog(this, 'Resource', {
      vpcId: props.vpcId,
      trafficType: 'ALL',
      logFormat: terraformLogFormat(),
      maxAggregationInterval: props.aggregationSeconds ?? 600,
      tags: { Name: nameOf(this, props.vpcId) },
      ...destinationOf(props.destination),
    });
  }
}

function destinationOf(destination: FlowLogDestination): FlowLogConfig {
  if ('deliveryStream' in destination) {
    return { logDestinationType: 'kinesis-data-firehose', logDestination: destination.deliveryStream.arn };
  }
  return {
    logDestinationType: 's3',
    logDestination: `${destination.bucket.arn}/${destination.prefix}`,
    destinationOptions: {
      fileFormat: 'parquet',
      hiveCompatiblePartitions: true,
      perHourPartition: true,
    },
  };
}
