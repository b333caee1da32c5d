import {
  nextStack,
  problems,
  reference,
  resource,
  resources,
  statements,
  testStack,
} from '@egress/module-foundation/testing';
import type { EgressStack } from '@egress/module-foundation';
import { AlertTopic, LogGroup } from '@egress/module-observability';
import { EncryptionKey, Role } from '@egress/module-security';
import { Bucket } from '@egress/module-storage';
import type { App } from 'cdktf';
import { DeliveryStream, type DeliveryStreamProps } from './delivery-stream';

const STREAM = 'aws_kinesis_firehose_delivery_stream';
const HOUR = 'year=!{timestamp:yyyy}/month=!{timestamp:MM}/day=!{timestamp:dd}/hour=!{timestamp:HH}/';

function streamIn(stack: EgressStack, overrides: Partial<DeliveryStreamProps> = {}) {
  const encryptionKey = new EncryptionKey(stack, 'Key', { name: 'data', description: 'Data' });
  const role = new Role(stack, 'Role', {
    name: 'firehose',
    description: 'Delivers',
    assumedBy: { service: 'firehose.amazonaws.com' },
  });
  const bucket = new Bucket(stack, 'RawLogs', { name: 'raw-logs', lifecycle: [] });
  const logGroup = new LogGroup(stack, 'Logs', { name: '/aws/kinesisfirehose/test', encryptionKey });
  const stream = new DeliveryStream(stack, 'Stream', {
    name: 'flow-logs',
    role,
    bucket,
    prefix: 'flow-logs/',
    errorPrefix: 'errors/',
    logGroup,
    encryptionKey,
    ...overrides,
  });
  return { stream, role, bucket, logGroup, encryptionKey };
}

describe('DeliveryStream', () => {
  it('delivers GZIP files to folders by the hour, and failures to folders by their kind', () => {
    const stack = testStack();
    const { bucket, role } = streamIn(stack);
    expect(resource(stack, STREAM)).toMatchObject({
      name: 'egress-test-flow-logs',
      destination: 'extended_s3',
      extended_s3_configuration: {
        bucket_arn: reference(stack, bucket.arn),
        role_arn: reference(stack, role.arn),
        prefix: `flow-logs/${HOUR}`,
        error_output_prefix: `errors/!{firehose:error-output-type}/${HOUR}`,
        compression_format: 'GZIP',
        buffering_size: 128,
        buffering_interval: 300,
      },
    });
  });

  it('ends each record with a line end, which flow logs do not bring along', () => {
    const stack = testStack();
    streamIn(stack);
    expect(resource(stack, STREAM)).toHaveProperty('extended_s3_configuration.processing_configuration', {
      enabled: true,
      processors: [{ type: 'AppendDelimiterToRecord' }],
    });
  });

  it('encrypts with the customer-managed key', () => {
    const stack = testStack();
    const { encryptionKey } = streamIn(stack);
    expect(resource(stack, STREAM)['server_side_encryption']).toEqual({
      enabled: true,
      key_type: 'CUSTOMER_MANAGED_CMK',
      key_arn: reference(stack, encryptionKey.arn),
    });
  });

  it('logs why deliveries fail to a log stream of its own', () => {
    const stack = testStack();
    const { logGroup } = streamIn(stack);
    expect(resource(stack, 'aws_cloudwatch_log_stream')).toMatchObject({
      log_group_name: reference(stack, logGroup.name),
      name: 'egress-test-flow-logs',
    });
    expect(resource(stack, STREAM)).toHaveProperty(
      'extended_s3_configuration.cloudwatch_logging_options',
      expect.objectContaining({ enabled: true, log_group_name: reference(stack, logGroup.name) }),
    );
  });

  it('carries the tag without which AWS delivers no vended logs to it', () => {
    const stack = testStack();
    streamIn(stack);
    expect(resource(stack, STREAM)['tags']).toEqual({ LogDeliveryEnabled: 'true' });
  });

  it('takes smaller buffers', () => {
    const stack = testStack();
    streamIn(stack, { bufferMiB: 5, bufferSeconds: 60 });
    expect(resource(stack, STREAM)['extended_s3_configuration']).toMatchObject({
      buffering_size: 5,
      buffering_interval: 60,
    });
  });

  it('gives its role what the delivery needs: to write under both prefixes and to the log group', () => {
    const stack = testStack();
    const { bucket, logGroup } = streamIn(stack);
    const arn = reference(stack, bucket.arn);
    const granted = statements(resource(stack, 'aws_iam_role_policy'));
    const written = granted.filter(({ Action }) => Action.includes('s3:PutObject'));
    expect(written.map(({ Resource }) => Resource)).toEqual([[`${arn}/flow-logs/*`], [`${arn}/errors/*`]]);
    expect(granted.flatMap(({ Action }) => Action)).not.toContain('s3:GetObject');
    expect(granted).toContainEqual({
      Effect: 'Allow',
      Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      Resource: [`${reference(stack, logGroup.arn)}:*`],
    });
  });

  it('fails with every prop that is out of range', () => {
    const stack = testStack();
    streamIn(stack, { bufferMiB: 129, bufferSeconds: 30, prefix: 'logs', errorPrefix: 'errors' });
    expect(problems(stack)).toEqual([
      '[stack/Stream] bufferMiB must be 1 to 128, got 129',
      '[stack/Stream] bufferSeconds must be 60 to 900, got 30',
      '[stack/Stream] prefix must end with /, got "logs"',
      '[stack/Stream] errorPrefix must end with /, got "errors"',
    ]);
  });
});

describe('DeliveryStream.alarmOn', () => {
  it('tells a topic of a later stack when records are late or turned away', () => {
    const stack = testStack();
    const { stream, encryptionKey } = streamIn(stack, { bufferSeconds: 100 });
    const later = nextStack(stack.node.root as App, 'later');
    const topic = new AlertTopic(later, 'Topic', {
      name: 'alerts',
      encryptionKey,
      emailAddress: 'finops@example.com',
    });
    stream.alarmOn(later, topic);
    const alarms = resources(later, 'aws_cloudwatch_metric_alarm');
    expect(alarms['DeliveryLate/Resource']).toMatchObject({
      alarm_name: 'egress-test-delivery-late',
      namespace: 'AWS/Firehose',
      metric_name: 'DeliveryToS3.DataFreshness',
      statistic: 'Maximum',
      threshold: 300,
      alarm_actions: [reference(later, topic.arn)],
    });
    expect(alarms['DeliveryThrottled/Resource']).toMatchObject({
      metric_name: 'ThrottledRecords',
      statistic: 'Sum',
      threshold: 0,
    });
    expect(resources(stack, 'aws_cloudwatch_metric_alarm')).toEqual({});
  });
});
