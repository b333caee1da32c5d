import { problems, reference, resource, statements, testStack } from '@egress/module-foundation/testing';
import { EncryptionKey, Role } from '@egress/module-security';
import { LogGroup } from './log-group';

function groupInStack(retentionDays?: number) {
  const stack = testStack();
  const encryptionKey = new EncryptionKey(stack, 'Key', { name: 'data', description: 'Logs' });
  const group = new LogGroup(stack, 'Logs', { name: '/aws-glue/jobs/test', encryptionKey, retentionDays });
  return { stack, group, encryptionKey };
}

describe('LogGroup', () => {
  it('is encrypted with the key and forgets after a year', () => {
    const { stack, encryptionKey } = groupInStack();
    expect(resource(stack, 'aws_cloudwatch_log_group')).toMatchObject({
      name: '/aws-glue/jobs/test',
      kms_key_id: reference(stack, encryptionKey.arn),
      retention_in_days: 365,
    });
  });

  it('forgets sooner or later if told so', () => {
    expect(resource(groupInStack(30).stack, 'aws_cloudwatch_log_group')).toMatchObject({
      retention_in_days: 30,
    });
  });

  it('fails for days that CloudWatch Logs does not offer', () => {
    expect(problems(groupInStack(31).stack)).toEqual([
      '[stack/Logs] retentionDays must be one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, ' +
        '1096, 1827, 2192, 2557, 2922, 3288, 3653, got 31',
    ]);
  });

  it('lets a role write streams of its own, and not read', () => {
    const { stack, group } = groupInStack();
    const assumedBy = { service: 'glue.amazonaws.com' };
    group.grantWrite(new Role(stack, 'Role', { name: 'glue', description: 'Logs', assumedBy }));
    expect(statements(resource(stack, 'aws_iam_role_policy'))).toEqual([
      {
        Effect: 'Allow',
        Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        Resource: [`${reference(stack, group.arn)}:*`],
      },
    ]);
  });

  it('has a pattern for all groups of the account and region', () => {
    expect(LogGroup.anyArn(testStack())).toBe('arn:aws:logs:eu-west-1:111122223333:log-group:*');
  });
});
