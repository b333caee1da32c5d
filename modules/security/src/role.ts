import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { EgressStack, nameOf, type ReasonedOptOut, reportProblems } from '@egress/module-foundation';
import type { ITerraformDependable } from 'cdktf';
import { Construct, type IConstruct } from 'constructs';
import type { PolicyStatement } from './policy-statement';
import { RolePermissions } from './role-permissions';

/** An AWS service, which may act for this account only, or another role of this account. */
export type TrustedPrincipal =
  { readonly service: string; readonly sourceAccount?: ReasonedOptOut } | { readonly role: Role };

export interface RoleProps {
  /** Name after the environment's prefix, such as `glue`. */
  readonly name: string;
  /** What the role is for, in words. */
  readonly description: string;
  /**
   * Who assumes the role. A service is trusted on behalf of this account alone (`aws:SourceAccount`, against the confused
   * deputy), unless `sourceAccount` gives the reason why the service cannot say for whom it acts.
   */
  readonly assumedBy: TrustedPrincipal;
}

/**
 * An IAM role that starts with no permission at all. Permissions come from the grants of other constructs, or from
 * {@link Role.allow}, and end up in one inline policy for each stack that gives any.
 */
export class Role extends Construct {
  readonly arn: string;
  readonly name: string;

  constructor(scope: Construct, id: string, props: RoleProps) {
    super(scope, id);
    const fullName = nameOf(this, props.name);
    reportProblems(this, [
      {
        value: fullName,
        isValid: fullName.length <= 64,
        message: 'a role name must have at most 64 characters',
      },
    ]);
    const role = new IamRole(this, 'Resource', {
      name: fullName,
      description: props.description,
      assumeRolePolicy: this.trustPolicy(props.assumedBy),
    });
    this.arn = role.arn;
    this.name = role.name;
  }

  /**
   * Lets the role do what the statement says. `about` is the construct that the permission is about: the statement goes to
   * its stack or to the role's, whichever was made later, so that stacks never depend on each other in a circle. Returns
   * the policy that holds it, for the `dependsOn` of what AWS refuses to make before the role has the permission.
   */
  allow(about: IConstruct, statement: PolicyStatement): ITerraformDependable {
    const stacks = this.node.root.node.children;
    const [theirs, own] = [EgressStack.of(about), EgressStack.of(this)];
    const later = stacks.indexOf(theirs) > stacks.indexOf(own) ? theirs : own;
    return RolePermissions.of(later, this).add(statement);
  }

  private trustPolicy(principal: TrustedPrincipal): string {
    const { account } = EgressStack.of(this).deployment;
    const isRole = 'role' in principal;
    const limitsAccount = !isRole && !principal.sourceAccount;
    return JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Action: 'sts:AssumeRole',
          Principal: isRole ? { AWS: principal.role.arn } : { Service: principal.service },
          ...(limitsAccount ? { Condition: { StringEquals: { 'aws:SourceAccount': account } } } : {}),
        },
      ],
    });
  }
}
