import { CloudwatchLogDelivery } from '@cdktf/provider-aws/lib/cloudwatch-log-delivery';
import { CloudwatchLogDeliveryDestination } from '@cdktf/provider-aws/lib/cloudwatch-log-delivery-destination';
import { CloudwatchLogDeliverySource } from '@cdktf/provider-aws/lib/cloudwatch-log-delivery-source';
import { EgressStack, nameOf } from '@egress/module-foundation';
import type { Bucket } from '@egress/module-storage';
import { Construct } from 'constructs';
import type { Distribution } from './distribution';

export interface DistributionLogsProps {
  /** Name after the environment's prefix. */
  readonly name: string;
  readonly distribution: Distribution;
  /** Its policy lets `delivery.logs.amazonaws.com` write under the prefix. */
  readonly bucket: Bucket;
  readonly prefix: string;
}

/** CloudFront gives its logs away in this region alone, wherever the bucket is. */
const CLOUDFRONT_REGION = 'us-east-1';

/** What the analysis reads; no cookies, referrers or query strings. Names as in "Standard logging reference". */
const RECORD_FIELDS =
  'date time DistributionId x-edge-location c-ip x-host-header cs(Host) cs-uri-stem x-edge-result-type sc-content-type x-edge-request-id c-country sc-status sc-bytes cs-bytes'.split(
    ' ',
  );

/**
 * Access logs of a distribution (standard logging v2): JSON lines, GZIP, free of charge, in folders
 * `DistributionId=/year=/month=/day=/hour=`. The older logging_config would need a bucket that takes ACLs.
 */
export class DistributionLogs extends Construct {
  constructor(scope: Construct, id: string, props: DistributionLogsProps) {
    super(scope, id);
    const provider = EgressStack.of(this).providerIn(CLOUDFRONT_REGION);
    const name = nameOf(this, props.name);
    const source = new CloudwatchLogDeliverySource(this, 'Source', {
      provider,
      name,
      logType: 'ACCESS_LOGS',
      resourceArn: props.distribution.arn,
    });
    const destination = new CloudwatchLogDeliveryDestination(this, 'Destination', {
      provider,
      name,
      outputFormat: 'json',
      deliveryDestinationConfiguration: [
        { destinationResourceArn: `${props.bucket.arn}/${props.prefix.replace(/\/$/, '')}` },
      ],
    });
    new CloudwatchLogDelivery(this, 'Resource', {
      provider,
      deliverySourceName: source.name,
      deliveryDestinationArn: destination.arn,
      recordFields: RECORD_FIELDS,
      s3DeliveryConfiguration: [
        { enableHiveCompatiblePath: true, suffixPath: '{DistributionId}/{yyyy}/{MM}/{dd}/{HH}' },
      ],
      // AWS may put a folder of its own before the suffix, which providers before 6.32 take for a change.
      lifecycle: { ignoreChanges: ['s3_delivery_configuration'] },
    });
  }
}
