import { isAnyResource, type PolicyStatement } from './policy-statement';

/** A statement of a policy that is attached to a resource, and so says whom it is about. */
export interface ResourcePolicyStatement extends PolicyStatement {
  readonly sid: string;
  readonly effect?: 'Allow' | 'Deny';
  /** `*`, or kind and ids, such as `{ Service: 'delivery.logs.amazonaws.com' }`. */
  readonly principal: '*' | Readonly<Record<string, string | readonly string[]>>;
}

/** The JSON text of an IAM policy; ARNs in it may be Terraform references. */
export function policyDocument(statements: readonly (PolicyStatement | ResourcePolicyStatement)[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: statements.map(statementOf) });
}

/** Why each statement with `Resource: "*"` has it; empty if there is none. */
export function reasonsForAnyResource(statements: readonly PolicyStatement[]): Record<string, string> {
  return Object.fromEntries(
    statements.flatMap(({ actions, resources }) =>
      isAnyResource(resources) ? [[actions.join(' '), resources.reason]] : [],
    ),
  );
}

function statementOf(statement: PolicyStatement | ResourcePolicyStatement): Record<string, unknown> {
  const { actions, resources, conditions } = statement;
  const isForResource = 'principal' in statement;
  return {
    ...(isForResource ? { Sid: statement.sid } : {}),
    Effect: (isForResource && statement.effect) || 'Allow',
    ...(isForResource ? { Principal: principalOf(statement.principal) } : {}),
    Action: actions,
    Resource: isAnyResource(resources) ? '*' : resources,
    ...(conditions ? { Condition: conditions } : {}),
  };
}

function principalOf(principal: ResourcePolicyStatement['principal']): unknown {
  return principal === '*' ? { AWS: '*' } : principal;
}
