import { reference, resource, synthesize, testStack } from '@egress/module-foundation/testing';
import { Bucket } from '@egress/module-storage';
import { Distribution } from './distribution';
import { DistributionLogs } from './distribution-logs';

function distributionLogs(region = 'eu-west-1') {
  const stack = testStack({ region });
  const bucket = new Bucket(stack, 'RawLogs', { name: 'raw-logs', lifecycle: [] });
  const distribution = new Distribution(stack, 'Distribution', {
    name: 'cloudfront',
    description: 'Site',
    origin: { domainName: 'www.example.com' },
    certificate: { reason: 'a test has no domain' },
  });
  new DistributionLogs(stack, 'Logs', { name: 'cloudfront', distribution, bucket, prefix: 'cloudfront/' });
  return { stack, bucket, distribution };
}

describe('DistributionLogs', () => {
  it('delivers access logs to the folder of the bucket as JSON, which is free and finds fields by name', () => {
    const { stack, bucket, distribution } = distributionLogs();
    expect(resource(stack, 'aws_cloudwatch_log_delivery_source')).toMatchObject({
      name: 'egress-test-cloudfront',
      log_type: 'ACCESS_LOGS',
      resource_arn: reference(stack, distribution.arn),
    });
    expect(resource(stack, 'aws_cloudwatch_log_delivery_destination')).toMatchObject({
      output_format: 'json',
      delivery_destination_configuration: [
        { destination_resource_arn: `${reference(stack, bucket.arn)}/cloudfront` },
      ],
    });
  });

  it('makes folders by distribution and hour', () => {
    const { stack } = distributionLogs();
    expect(resource(stack, 'aws_cloudwatch_log_delivery')).toMatchObject({
      s3_delivery_configuration: [
        { enable_hive_compatible_path: true, suffix_path: '{DistributionId}/{yyyy}/{MM}/{dd}/{HH}' },
      ],
      lifecycle: { ignore_changes: ['s3_delivery_configuration'] },
    });
  });

  it('leaves out what tells about people and is not read', () => {
    const fields = resource(distributionLogs().stack, 'aws_cloudwatch_log_delivery')['record_fields'];
    expect(fields).toEqual(expect.arrayContaining(['sc-bytes', 'x-edge-result-type', 'DistributionId']));
    for (const field of ['cs(Cookie)', 'cs(Referer)', 'cs(User-Agent)', 'cs-uri-query', 'x-forwarded-for']) {
      expect(fields).not.toContain(field);
    }
  });

  it.each(['source', 'destination'])('makes its %s in us-east-1, wherever the bucket is', (part) => {
    const { stack } = distributionLogs();
    expect(resource(stack, `aws_cloudwatch_log_delivery_${part}`)['provider']).toBe('aws.us-east-1');
    expect(resource(stack, 'aws_cloudwatch_log_delivery')['provider']).toBe('aws.us-east-1');
  });

  it('needs no second provider in us-east-1', () => {
    expect(synthesize(distributionLogs('us-east-1').stack).provider.aws).toHaveLength(1);
  });
});
