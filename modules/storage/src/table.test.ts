import { reference, resource, statements, testStack } from '@egress/module-foundation/testing';
import { EncryptionKey, Role } from '@egress/module-security';
import { Table, type TableProps } from './table';

const ID = { name: 'id', type: 'S' } as const;
const HOUR = { name: 'hour', type: 'N' } as const;

function tableInStack(props: Partial<TableProps> = {}, stack = testStack()) {
  const encryptionKey = new EncryptionKey(stack, 'Key', { name: 'data', description: 'Findings' });
  const table = new Table(stack, 'Findings', {
    name: 'findings',
    encryptionKey,
    partitionKey: ID,
    ...props,
  });
  return { stack, table, encryptionKey };
}

describe('Table', () => {
  it('is paid per request, encrypted with the key, restorable, and protected against deletion', () => {
    const { stack, encryptionKey } = tableInStack();
    expect(resource(stack, 'aws_dynamodb_table')).toMatchObject({
      name: 'egress-test-findings',
      billing_mode: 'PAY_PER_REQUEST',
      hash_key: 'id',
      server_side_encryption: { enabled: true, kms_key_arn: reference(stack, encryptionKey.arn) },
      point_in_time_recovery: { enabled: true },
      deletion_protection_enabled: true,
    });
  });

  it('can be deleted in an environment without deletion protection', () => {
    const { stack } = tableInStack({}, testStack({ deletionProtection: false }));
    expect(resource(stack, 'aws_dynamodb_table')).toHaveProperty('deletion_protection_enabled', false);
  });

  it('has no sort key, no index and no expiry unless asked for', () => {
    const table = resource(tableInStack().stack, 'aws_dynamodb_table');
    expect(table).toMatchObject({ attribute: [ID], global_secondary_index: [] });
    expect(table).not.toHaveProperty('range_key');
    expect(table).not.toHaveProperty('ttl');
  });

  it('lets items expire by an attribute', () => {
    const { stack } = tableInStack({ timeToLiveAttribute: 'expiresAt' });
    expect(resource(stack, 'aws_dynamodb_table')).toMatchObject({
      ttl: { enabled: true, attribute_name: 'expiresAt' },
    });
  });

  it('declares each key attribute once, also when an index uses it again', () => {
    const status = { name: 'status', type: 'S' } as const;
    const { stack } = tableInStack({
      sortKey: HOUR,
      indexes: [{ name: 'by-status', partitionKey: status, sortKey: HOUR }],
    });
    expect(resource(stack, 'aws_dynamodb_table')).toMatchObject({
      range_key: 'hour',
      attribute: [ID, HOUR, status],
      global_secondary_index: [
        { name: 'by-status', hash_key: 'status', range_key: 'hour', projection_type: 'ALL' },
      ],
    });
  });

  it('grants the given actions on itself and its indexes, and the use of its key', () => {
    const { stack, table, encryptionKey } = tableInStack();
    const assumedBy = { service: 'states.amazonaws.com' };
    const role = new Role(stack, 'Role', { name: 'workflow', description: 'Writes', assumedBy });
    table.grant(role, 'dynamodb:PutItem', 'dynamodb:Query');
    const arn = reference(stack, table.arn);
    expect(statements(resource(stack, 'aws_iam_role_policy'))).toEqual([
      { Effect: 'Allow', Action: ['dynamodb:PutItem', 'dynamodb:Query'], Resource: [arn, `${arn}/index/*`] },
      expect.objectContaining({
        Action: expect.arrayContaining(['kms:Decrypt']),
        Resource: [reference(stack, encryptionKey.arn)],
      }),
    ]);
  });
});
