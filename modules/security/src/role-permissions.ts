import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { type EgressStack, reportProblems } from '@egress/module-foundation';
import { type ITerraformDependable, Lazy } from 'cdktf';
import { Construct } from 'constructs';
import { policyDocument, reasonsForAnyResource } from './policy-document';
import { isAnyResource, type PolicyStatement } from './policy-statement';
import type { Role } from './role';

/**
 * What one stack lets a role do: one inline policy, made with the first statement. The reason for each `Resource: "*"` is
 * written beside the policy, as the comment (`//`) of its resource block.
 */
export class RolePermissions extends Construct {
  /** By their JSON, so that each is there once. */
  private readonly statements = new Map<string, PolicyStatement>();
  private readonly policy: IamRolePolicy;

  private constructor(stack: EgressStack, id: string, role: Role) {
    super(stack, id);
    this.policy = new IamRolePolicy(this, 'Resource', {
      name: stack.node.id,
      role: role.name,
      policy: Lazy.stringValue({ produce: () => policyDocument([...this.statements.values()]) }),
    });
  }

  /** The permissions that a stack gives a role. */
  static of(stack: EgressStack, role: Role): RolePermissions {
    const id = `${role.node.path.replaceAll('/', '-')}-permissions`;
    const existing = stack.node.tryFindChild(id);
    return existing instanceof RolePermissions ? existing : new RolePermissions(stack, id, role);
  }

  /** Adds the statement and returns the policy that holds it. */
  add(statement: PolicyStatement): ITerraformDependable {
    reportProblems(this, [
      {
        value: statement.actions,
        isValid: !statement.actions.includes('*'),
        message: 'a statement must name its actions',
      },
      {
        value: statement.resources,
        isValid: isAnyResource(statement.resources) || !statement.resources.includes('*'),
        message: 'a statement for any resource must give the reason with anyResource()',
      },
    ]);
    this.statements.set(JSON.stringify(statement), statement);
    if (isAnyResource(statement.resources)) {
      this.policy.addOverride('//.anyResource', reasonsForAnyResource([...this.statements.values()]));
    }
    return this.policy;
  }
}
