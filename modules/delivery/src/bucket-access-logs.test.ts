import { reference, resource, testStack } from '@egress/module-foundation/testing';
import { Bucket } from '@egress/module-storage';
import { BucketAccessLogs } from './bucket-access-logs';

describe('BucketAccessLogs', () => {
  it('logs requests to another bucket, in folders by the day of the request', () => {
    const stack = testStack();
    const bucket = new Bucket(stack, 'Data', { name: 'data', lifecycle: [] });
    const target = new Bucket(stack, 'RawLogs', { name: 'raw-logs', lifecycle: [] });
    new BucketAccessLogs(stack, 'AccessLogs', { bucket, target, prefix: 's3-access-logs/' });
    expect(resource(stack, 'aws_s3_bucket_logging')).toMatchObject({
      bucket: reference(stack, bucket.name),
      target_bucket: reference(stack, target.name),
      target_prefix: 's3-access-logs/',
      target_object_key_format: { partitioned_prefix: { partition_date_source: 'EventTime' } },
    });
  });
});
