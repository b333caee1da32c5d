import { EXEMPTION_TAG, type Mode, type PlaybookId } from '@egress/contracts';
import { permissions } from '@egress/lambda-remediation-orchestrator/contract';
import { anyResource, type PolicyStatement } from '@egress/module-security';

type PlaybookPermission = (typeof permissions.playbooks)[number];

interface Location {
  readonly account: string;
  readonly region: string;
}

const READS = /:(Get|Describe|List)/;

/**
 * What the playbooks need, by their own declarations and their modes: one that only observes may not change anything, even
 * if its code wanted to. Security groups with the exemption tag are out of reach; S3 does not know the tags of buckets in
 * conditions, so there the playbook itself looks.
 */
export function playbookAccess(
  modeOf: (playbook: PlaybookId) => Mode,
  location: Location,
): readonly PolicyStatement[] {
  return permissions.playbooks.flatMap((permission) => {
    const mayChange = modeOf(permission.playbook) !== 'observe';
    const actions = permission.actions.filter((action) => mayChange || READS.test(action));
    return actions.length > 0 ? [statementOf(permission, actions, location)] : [];
  });
}

function statementOf(
  { resource, reason }: PlaybookPermission,
  actions: readonly string[],
  { account, region }: Location,
): PolicyStatement {
  const notExempt = { Null: { [`aws:ResourceTag/${EXEMPTION_TAG}`]: 'true' } };
  switch (resource) {
    case 'any':
      return { actions, resources: anyResource(reason) };
    case 'bucket':
      return {
        actions,
        resources: ['arn:aws:s3:::*'],
        conditions: { StringEquals: { 'aws:ResourceAccount': account } },
      };
    case 'securityGroup':
      return {
        actions,
        resources: [`arn:aws:ec2:${region}:${account}:security-group/*`],
        conditions: notExempt,
      };
    case 'securityGroupRule':
      return {
        actions,
        resources: [`arn:aws:ec2:${region}:${account}:security-group-rule/*`],
        conditions: notExempt,
      };
  }
}
