import { S3BucketLoggingA } from '@cdktf/provider-aws/lib/s3-bucket-logging';
import type { Bucket } from '@egress/module-storage';
import { Construct } from 'constructs';

export interface BucketAccessLogsProps {
  /** Bucket whose requests are logged. */
  readonly bucket: Bucket;
  /** Bucket that holds the logs; its policy lets `logging.s3.amazonaws.com` write under the prefix. */
  readonly target: Bucket;
  readonly prefix: string;
}

/**
 * Logs the requests to a bucket, for S3's price of storage alone. Files go to folders
 * `<account>/<region>/<bucket>/<yyyy>/<mm>/<dd>/` of the time of the requests, below the prefix.
 */
export class BucketAccessLogs extends Construct {
  constructor(scope: Construct, id: string, props: BucketAccessLogsProps) {
    super(scope, id);
    new S3BucketLoggingA(this, 'Resource', {
      bucket: props.bucket.name,
      targetBucket: props.target.name,
      targetPrefix: props.prefix,
      targetObjectKeyFormat: { partitionedPrefix: { partitionDateSource: 'EventTime' } },
    });
  }
}
