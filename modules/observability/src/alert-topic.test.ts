import { reference, resource, statements, testStack } from '@egress/module-foundation/testing';
import { EncryptionKey, Role } from '@egress/module-security';
import { AlertTopic } from './alert-topic';

function topicInStack() {
  const stack = testStack();
  const encryptionKey = new EncryptionKey(stack, 'Key', { name: 'data', description: 'Alerts' });
  const topic = new AlertTopic(stack, 'Topic', {
    name: 'alerts',
    encryptionKey,
    emailAddress: 'finops@example.com',
  });
  return { stack, topic, encryptionKey, arn: reference(stack, topic.arn) };
}

describe('AlertTopic', () => {
  const { stack, encryptionKey, arn } = topicInStack();

  it('is encrypted with the key', () => {
    expect(resource(stack, 'aws_sns_topic')).toMatchObject({
      name: 'egress-test-alerts',
      kms_master_key_id: reference(stack, encryptionKey.arn),
    });
  });

  it('tells one address by e-mail', () => {
    expect(resource(stack, 'aws_sns_topic_subscription')).toMatchObject({
      topic_arn: arn,
      protocol: 'email',
      endpoint: 'finops@example.com',
    });
  });

  it('gives its ARN away only after its policy, which decides who may publish', () => {
    expect(arn).toMatch(/^\$\{aws_sns_topic_policy\./);
  });

  it('denies what does not come by TLS, and lets services publish for this account alone', () => {
    const policy = resource(stack, 'aws_sns_topic_policy');
    expect(policy.arn).toMatch(/^\$\{aws_sns_topic\.Topic_\w+\.arn\}$/);
    expect(statements(policy)).toEqual([
      {
        Sid: 'TlsOnly',
        Effect: 'Deny',
        Principal: { AWS: '*' },
        Action: ['sns:Publish'],
        Resource: [policy.arn],
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      },
      {
        Sid: 'PublishForThisAccount',
        Effect: 'Allow',
        Principal: {
          Service: expect.arrayContaining(['cloudwatch.amazonaws.com', 'budgets.amazonaws.com']),
        },
        Action: ['sns:Publish'],
        Resource: [policy.arn],
        Condition: { StringEquals: { 'aws:SourceAccount': '111122223333' } },
      },
      {
        Sid: 'PublishEvents',
        Effect: 'Allow',
        Principal: { Service: 'events.amazonaws.com' },
        Action: ['sns:Publish'],
        Resource: [policy.arn],
        Condition: {
          ArnLike: { 'aws:SourceArn': 'arn:aws:events:eu-west-1:111122223333:rule/egress-test-*' },
        },
      },
    ]);
  });

  it('lets a role publish, and use the key for it', () => {
    const { stack, topic, encryptionKey, arn } = topicInStack();
    const assumedBy = { service: 'states.amazonaws.com' };
    topic.grantPublish(new Role(stack, 'Role', { name: 'workflow', description: 'Notifies', assumedBy }));
    expect(statements(resource(stack, 'aws_iam_role_policy'))).toEqual([
      { Effect: 'Allow', Action: ['sns:Publish'], Resource: [arn] },
      expect.objectContaining({
        Action: expect.arrayContaining(['kms:GenerateDataKey*']),
        Resource: [reference(stack, encryptionKey.arn)],
      }),
    ]);
  });
});
