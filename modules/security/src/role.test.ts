import { type EgressStack } from '@egress/module-foundation';
import {
  nextStack,
  problems,
  reference,
  resource,
  resources,
  statements,
  testStack,
} from '@egress/module-foundation/testing';
import type { App } from 'cdktf';
import { Construct } from 'constructs';
import { anyResource } from './policy-statement';
import { Role, type TrustedPrincipal } from './role';

const READ = { actions: ['s3:GetObject'], resources: ['arn:aws:s3:::logs/*'] };
const TRACE = { actions: ['xray:PutTraceSegments'], resources: anyResource('X-Ray has no resources') };
const LIST = { actions: ['ce:GetCostAndUsage'], resources: anyResource('Cost Explorer has none') };

function roleIn(
  stack: EgressStack,
  assumedBy: TrustedPrincipal = { service: 'glue.amazonaws.com' },
  name = 'glue',
): Role {
  return new Role(stack, `Role-${name}`, { name, description: 'Makes tables', assumedBy });
}

function trustOf(assumedBy: TrustedPrincipal): unknown {
  const stack = testStack();
  roleIn(stack, assumedBy);
  return statements(resource(stack, 'aws_iam_role'), 'assume_role_policy');
}

describe('Role', () => {
  it('starts with no permission at all', () => {
    const stack = testStack();
    roleIn(stack);
    expect(resource(stack, 'aws_iam_role')).toMatchObject({
      name: 'egress-test-glue',
      description: 'Makes tables',
    });
    expect(resources(stack, 'aws_iam_role_policy')).toEqual({});
    expect(resources(stack, 'aws_iam_role_policy_attachment')).toEqual({});
  });

  it('fails when its full name has more than 64 characters', () => {
    const stack = testStack();
    roleIn(stack, undefined, 'x'.repeat(52));
    expect(problems(stack)).toEqual([]);
    roleIn(stack, undefined, 'y'.repeat(53));
    const path = `stack/Role-${'y'.repeat(53)}`;
    expect(problems(stack)).toEqual([
      `[${path}] a role name must have at most 64 characters, got "egress-test-${'y'.repeat(53)}"`,
    ]);
  });

  it('is assumed by a service for this account alone', () => {
    expect(trustOf({ service: 'glue.amazonaws.com' })).toEqual([
      {
        Effect: 'Allow',
        Action: 'sts:AssumeRole',
        Principal: { Service: 'glue.amazonaws.com' },
        Condition: { StringEquals: { 'aws:SourceAccount': '111122223333' } },
      },
    ]);
  });

  it('is assumed without that condition only for a reason', () => {
    const sourceAccount = { reason: 'Lambda does not say for which account it assumes a role' };
    expect(trustOf({ service: 'lambda.amazonaws.com', sourceAccount })).toEqual([
      { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'lambda.amazonaws.com' } },
    ]);
  });

  it('is assumed by one other role', () => {
    const stack = testStack();
    const analyzer = roleIn(stack, undefined, 'analyzer');
    roleIn(stack, { role: analyzer }, 'bedrock');
    const { 'Role-bedrock/Resource': bedrock } = resources(stack, 'aws_iam_role');
    expect(statements(bedrock, 'assume_role_policy')).toEqual([
      { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { AWS: reference(stack, analyzer.arn) } },
    ]);
  });
});

describe('Role.allow', () => {
  it('collects what a stack allows in one policy, each statement once', () => {
    const stack = testStack();
    const role = roleIn(stack);
    role.allow(stack, READ);
    role.allow(new Construct(stack, 'Inner'), TRACE);
    role.allow(stack, { ...READ });
    const policy = resource(stack, 'aws_iam_role_policy');
    expect(policy).toMatchObject({ name: 'stack', role: reference(stack, role.name) });
    expect(statements(policy).map(({ Action }) => Action)).toEqual([READ.actions, TRACE.actions]);
  });

  it('keeps the permissions of two roles apart', () => {
    const stack = testStack();
    roleIn(stack, undefined, 'reader').allow(stack, READ);
    roleIn(stack, undefined, 'tracer').allow(stack, TRACE);
    const policies = resources(stack, 'aws_iam_role_policy');
    expect(Object.values(policies).map((policy) => statements(policy).map(({ Action }) => Action))).toEqual([
      [READ.actions],
      [TRACE.actions],
    ]);
  });

  it('says beside the policy why statements are for any resource', () => {
    const stack = testStack();
    const role = roleIn(stack);
    for (const statement of [READ, TRACE, LIST]) role.allow(stack, statement);
    const policy = resource(stack, 'aws_iam_role_policy');
    expect(policy['//']).toMatchObject({
      anyResource: {
        'xray:PutTraceSegments': 'X-Ray has no resources',
        'ce:GetCostAndUsage': 'Cost Explorer has none',
      },
    });
  });

  it('returns the policy, for what has to wait until the role has the permission', () => {
    const stack = testStack();
    const role = roleIn(stack);
    const policy = role.allow(stack, READ);
    expect(policy).toBe(role.allow(stack, TRACE));
    expect(reference(stack, policy.fqn)).toMatch(/^\$\{aws_iam_role_policy\./);
  });

  it('writes no reasons where none are needed', () => {
    const stack = testStack();
    roleIn(stack).allow(stack, READ);
    expect(resource(stack, 'aws_iam_role_policy')['//']).not.toHaveProperty('anyResource');
  });

  it('fails for every action or, without a reason, for any resource', () => {
    const stack = testStack();
    const role = roleIn(stack);
    role.allow(stack, { actions: ['*'], resources: READ.resources });
    role.allow(stack, { actions: READ.actions, resources: ['*'] });
    expect(problems(stack)).toEqual([
      '[stack/stack-Role-glue-permissions] a statement must name its actions, got ["*"]',
      '[stack/stack-Role-glue-permissions] a statement for any resource must give the reason with anyResource(), got ["*"]',
    ]);
  });
});

describe('a permission between two stacks', () => {
  const earlier = testStack();
  const later = nextStack(earlier.node.root as App, 'later');
  const [earlyRole, lateRole] = [roleIn(earlier, undefined, 'early'), roleIn(later, undefined, 'late')];
  earlyRole.allow(later, READ);
  lateRole.allow(earlier, TRACE);

  it('lands in the one that was made later, whichever holds the role', () => {
    expect(resources(earlier, 'aws_iam_role_policy')).toEqual({});
    expect(Object.keys(resources(later, 'aws_iam_role_policy'))).toEqual([
      'stack-Role-early-permissions/Resource',
      'later-Role-late-permissions/Resource',
    ]);
  });

  it('is a policy called after that stack, so that two stacks never write the same one', () => {
    const names = Object.values(resources(later, 'aws_iam_role_policy')).map(({ name }) => name);
    expect(names).toEqual(['later', 'later']);
  });

  it('makes the later stack depend on the earlier, and not the other way', () => {
    expect(later.dependsOn(earlier)).toBe(true);
    expect(earlier.dependsOn(later)).toBe(false);
  });
});
