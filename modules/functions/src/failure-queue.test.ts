import { reference, resource, resources, statements } from '@egress/module-foundation/testing';
import { functionStack } from '../testing/function-stack';
import { FailureQueue } from './failure-queue';

describe('FailureQueue', () => {
  const { stack, props } = functionStack();
  const { encryptionKey, alertTopic } = props.runtime;
  new FailureQueue(stack, 'Failures', { name: 'trigger', encryptionKey, alertTopic });

  it('keeps events for 14 days, encrypted with the key', () => {
    expect(resource(stack, 'aws_sqs_queue')).toMatchObject({
      name: 'egress-test-trigger-failures',
      message_retention_seconds: 1_209_600,
      kms_master_key_id: reference(stack, encryptionKey.arn),
    });
  });

  it('raises an alarm at the first event, which lasts until the queue is empty', () => {
    expect(resource(stack, 'aws_cloudwatch_metric_alarm')).toMatchObject({
      alarm_name: 'egress-test-trigger-failures',
      namespace: 'AWS/SQS',
      metric_name: 'ApproximateNumberOfMessagesVisible',
      statistic: 'Maximum',
      threshold: 0,
      alarm_actions: [reference(stack, alertTopic.arn)],
    });
  });

  it('denies whatever does not come by TLS', () => {
    expect(statements(resource(stack, 'aws_sqs_queue'))).toEqual([
      {
        Sid: 'TlsOnly',
        Effect: 'Deny',
        Principal: { AWS: '*' },
        Action: ['sqs:*'],
        Resource: ['arn:aws:sqs:eu-west-1:111122223333:egress-test-trigger-failures'],
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      },
    ]);
  });

  it('lets nobody send to it but whom it is granted', () => {
    expect(resources(stack, 'aws_iam_role_policy')).toEqual({});
  });
});
