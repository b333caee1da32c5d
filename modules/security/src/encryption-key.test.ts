import { reference, resource, resources, statements, testStack } from '@egress/module-foundation/testing';
import { EncryptionKey } from './encryption-key';
import { Role } from './role';

const USE = ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:DescribeKey'];

function keyInStack() {
  const stack = testStack();
  return { stack, key: new EncryptionKey(stack, 'Key', { name: 'data', description: 'Logs' }) };
}

describe('EncryptionKey', () => {
  it('rotates yearly and is deleted only after 30 days', () => {
    expect(resource(keyInStack().stack, 'aws_kms_key')).toMatchObject({
      description: 'Logs',
      enable_key_rotation: true,
      deletion_window_in_days: 30,
    });
  });

  it('has an alias with the prefix of the environment', () => {
    expect(resource(keyInStack().stack, 'aws_kms_alias')).toMatchObject({ name: 'alias/egress-test-data' });
  });

  it('leaves its use to the IAM policies of the account', () => {
    expect(statements(resource(keyInStack().stack, 'aws_kms_key'))).toEqual([
      {
        Sid: 'AdministerByTheAccount',
        Effect: 'Allow',
        Principal: { AWS: 'arn:aws:iam::111122223333:root' },
        Action: ['kms:*'],
        Resource: '*',
      },
    ]);
  });

  it('says beside the policy why its statements are for any resource', () => {
    const { stack, key } = keyInStack();
    key.allowService('sns.amazonaws.com');
    expect(resource(stack, 'aws_kms_key')['//']).toMatchObject({
      anyResource: {
        'kms:*': 'in a key policy * is the key itself',
        [USE.join(' ')]: 'in a key policy * is the key itself',
      },
    });
  });

  it('lets a service use it for this account alone', () => {
    const { stack, key } = keyInStack();
    key.allowService('sns.amazonaws.com');
    expect(statements(resource(stack, 'aws_kms_key'))[1]).toEqual({
      Sid: 'Usesnsamazonawscom',
      Effect: 'Allow',
      Principal: { Service: 'sns.amazonaws.com' },
      Action: USE,
      Resource: '*',
      Condition: { StringEquals: { 'aws:SourceAccount': '111122223333' } },
    });
  });

  it('takes conditions instead from a service that does not say for which account it acts', () => {
    const { stack, key } = keyInStack();
    key.allowService('logs.eu-west-1.amazonaws.com', { ArnLike: { 'kms:EncryptionContext:arn': 'arn:x' } });
    expect(statements(resource(stack, 'aws_kms_key'))[1]?.Condition).toEqual({
      ArnLike: { 'kms:EncryptionContext:arn': 'arn:x' },
    });
  });

  it('grants its use, not its administration', () => {
    const { stack, key } = keyInStack();
    const role = new Role(stack, 'Role', {
      name: 'glue',
      description: 'Reads',
      assumedBy: { service: 'glue.amazonaws.com' },
    });
    expect(resources(stack, 'aws_iam_role_policy')).toEqual({});
    key.grantEncryptDecrypt(role);
    expect(statements(resource(stack, 'aws_iam_role_policy'))).toEqual([
      { Effect: 'Allow', Action: USE, Resource: [reference(stack, key.arn)] },
    ]);
  });

  it('can be handed on to AWS services, for what they make, and in no other way', () => {
    const { stack, key } = keyInStack();
    const role = new Role(stack, 'Role', {
      name: 'training',
      description: 'Trains',
      assumedBy: { service: 'states.amazonaws.com' },
    });
    key.grantToServices(role);
    expect(statements(resource(stack, 'aws_iam_role_policy'))).toEqual([
      {
        Effect: 'Allow',
        Action: ['kms:CreateGrant'],
        Resource: [reference(stack, key.arn)],
        Condition: { Bool: { 'kms:GrantIsForAWSResource': 'true' } },
      },
    ]);
  });
});
