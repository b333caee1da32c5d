import { CloudwatchLogStream } from '@cdktf/provider-aws/lib/cloudwatch-log-stream';
import { KinesisFirehoseDeliveryStream } from '@cdktf/provider-aws/lib/kinesis-firehose-delivery-stream';
import { nameOf, reportProblems } from '@egress/module-foundation';
import { Alarm, type AlertTopic, type LogGroup, type Metric } from '@egress/module-observability';
import type { EncryptionKey, Role } from '@egress/module-security';
import type { Bucket } from '@egress/module-storage';
import { Construct } from 'constructs';

export interface DeliveryStreamProps {
  /** Name after the environment's prefix. */
  readonly name: string;
  /** Assumed by Firehose; gets the permissions that the delivery needs. */
  readonly role: Role;
  readonly bucket: Bucket;
  /** Folder for what is delivered; below it folders `year=/month=/day=/hour=` of the time of arrival, in UTC. */
  readonly prefix: string;
  /** Folder for what could not be delivered; below it the kind of error and the same folders. */
  readonly errorPrefix: string;
  /** Where Firehose writes why a delivery failed. */
  readonly logGroup: LogGroup;
  /** Encrypts records while the stream holds them. */
  readonly encryptionKey: EncryptionKey;
  /** A file is written as soon as this much has come in, before compression. @default 128, the most */
  readonly bufferMiB?: number;
  /** A file is written at the latest after this time. @default 300 */
  readonly bufferSeconds?: number;
}

const HOUR_FOLDERS = 'year=!{timestamp:yyyy}/month=!{timestamp:MM}/day=!{timestamp:dd}/hour=!{timestamp:HH}/';
/** Firehose tries again by itself; someone should look when records are this many buffer times old. */
const LATE_BUFFERS = 3;

/**
 * A Firehose stream that takes records of AWS services and delivers them to S3: one record a line, GZIP, in folders by the
 * hour, encrypted with a customer-managed key on the way and by the bucket at rest, errors logged. It costs nothing while
 * nothing comes in.
 */
export class DeliveryStream extends Construct {
  readonly arn: string;
  readonly name: string;
  /** Age of the oldest record that is not in S3 yet, in seconds; without data as long as nothing comes in. */
  readonly freshness: Metric;
  private readonly bufferSeconds: number;

  constructor(scope: Construct, id: string, props: DeliveryStreamProps) {
    super(scope, id);
    const { bufferMiB = 128, bufferSeconds = 300 } = props;
    this.reportProblems(props, bufferMiB, bufferSeconds);
    this.bufferSeconds = bufferSeconds;
    const stream = this.createStream(props, bufferMiB, bufferSeconds);
    this.arn = stream.arn;
    this.name = stream.name;
    this.freshness = this.metric('DeliveryToS3.DataFreshness', 'Maximum');
    props.bucket.grantWrite(props.role, props.prefix);
    props.bucket.grantWrite(props.role, props.errorPrefix);
    props.logGroup.grantWrite(props.role);
  }

  /** Tells the topic when records arrive late or are turned away. `scope` is in the stack of the topic. */
  alarmOn(scope: Construct, topic: AlertTopic): void {
    new Alarm(scope, 'DeliveryLate', {
      name: 'delivery-late',
      description: `${this.name} has not delivered records for ${LATE_BUFFERS} times its buffer; see its log group`,
      metric: this.freshness,
      threshold: LATE_BUFFERS * this.bufferSeconds,
      topic,
    });
    new Alarm(scope, 'DeliveryThrottled', {
      name: 'delivery-throttled',
      description: `${this.name} turned records away; ask AWS for more throughput (Service Quotas, Firehose)`,
      metric: this.metric('ThrottledRecords', 'Sum'),
      topic,
    });
  }

  private createStream(
    props: DeliveryStreamProps,
    bufferMiB: number,
    bufferSeconds: number,
  ): KinesisFirehoseDeliveryStream {
    const { role, bucket, prefix, errorPrefix, logGroup, encryptionKey } = props;
    const errors = new CloudwatchLogStream(this, 'Errors', {
      name: nameOf(this, props.name),
      logGroupName: logGroup.name,
    });
    return new KinesisFirehoseDeliveryStream(this, 'Resource', {
      name: nameOf(this, props.name),
      destination: 'extended_s3',
      serverSideEncryption: { enabled: true, keyType: 'CUSTOMER_MANAGED_CMK', keyArn: encryptionKey.arn },
      extendedS3Configuration: {
        roleArn: role.arn,
        bucketArn: bucket.arn,
        prefix: `${prefix}${HOUR_FOLDERS}`,
        errorOutputPrefix: `${errorPrefix}!{firehose:error-output-type}/${HOUR_FOLDERS}`,
        compressionFormat: 'GZIP',
        bufferingSize: bufferMiB,
        bufferingInterval: bufferSeconds,
        // Flow logs send records without an end of line.
        processingConfiguration: { enabled: true, processors: [{ type: 'AppendDelimiterToRecord' }] },
        cloudwatchLoggingOptions: {
          enabled: true,
          logGroupName: logGroup.name,
          logStreamName: errors.name,
        },
      },
      // AWS sets this tag itself, and lets its log delivery write only to streams that have it.
      tags: { LogDeliveryEnabled: 'true' },
    });
  }

  private metric(name: string, statistic: Metric['statistic']): Metric {
    return { namespace: 'AWS/Firehose', name, statistic, dimensions: { DeliveryStreamName: this.name } };
  }

  private reportProblems(props: DeliveryStreamProps, bufferMiB: number, bufferSeconds: number): void {
    reportProblems(this, [
      {
        value: bufferMiB,
        isValid: bufferMiB >= 1 && bufferMiB <= 128,
        message: 'bufferMiB must be 1 to 128',
      },
      {
        value: bufferSeconds,
        isValid: bufferSeconds >= 60 && bufferSeconds <= 900,
        message: 'bufferSeconds must be 60 to 900',
      },
      { value: props.prefix, isValid: props.prefix.endsWith('/'), message: 'prefix must end with /' },
      {
        value: props.errorPrefix,
        isValid: props.errorPrefix.endsWith('/'),
        message: 'errorPrefix must end with /',
      },
    ]);
  }
}
