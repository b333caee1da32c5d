import { ANOMALY_TAG, EXEMPTION_TAG, type Mode, type PlaybookId } from '@egress/contracts';
import { permissions } from '@egress/lambda-remediation-orchestrator/contract';
import { anyResource, type PolicyStatement } from '@egress/module-security';

type PlaybookPermission = (typeof permissions.playbooks)[number];
type Ec2Resource = Exclude<PlaybookPermission['resource'], 'any' | 'bucket'>;
type Conditions = PolicyStatement['conditions'];

interface Location {
  readonly account: string;
  readonly region: string;
}

const READS = /:(Get|Describe|List)/;

const NOT_EXEMPT: Conditions = { Null: { [`aws:ResourceTag/${EXEMPTION_TAG}`]: 'true' } };
const CREATED_BY_A_PLAYBOOK: Conditions = { Null: { [`aws:ResourceTag/${ANOMALY_TAG}`]: 'false' } };
/** Only the call that creates a resource may tag it: nobody else's becomes ours, or exempt, by a tag. */
const beingCreatedBy = (...actions: readonly string[]): Conditions => ({
  StringEquals: { 'ec2:CreateAction': actions },
});

/** Revoking a rule is checked against the rule and against its group: neither may be exempt. */
const EC2_RESOURCES: Readonly<
  Record<Ec2Resource, { readonly type: string; readonly conditions: Conditions }>
> = {
  securityGroup: { type: 'security-group', conditions: NOT_EXEMPT },
  securityGroupRule: { type: 'security-group-rule', conditions: NOT_EXEMPT },
  newSecurityGroupRule: {
    type: 'security-group-rule',
    conditions: beingCreatedBy('AuthorizeSecurityGroupIngress', 'AuthorizeSecurityGroupEgress'),
  },
  vpc: { type: 'vpc', conditions: NOT_EXEMPT },
  routeTable: { type: 'route-table', conditions: NOT_EXEMPT },
  vpcEndpoint: { type: 'vpc-endpoint', conditions: NOT_EXEMPT },
  newVpcEndpoint: { type: 'vpc-endpoint', conditions: beingCreatedBy('CreateVpcEndpoint') },
  ownVpcEndpoint: { type: 'vpc-endpoint', conditions: CREATED_BY_A_PLAYBOOK },
  networkInterface: { type: 'network-interface', conditions: NOT_EXEMPT },
  natGateway: { type: 'natgateway', conditions: NOT_EXEMPT },
  flowLog: { type: 'vpc-flow-log', conditions: NOT_EXEMPT },
  newFlowLog: { type: 'vpc-flow-log', conditions: beingCreatedBy('CreateFlowLogs') },
  ownFlowLog: { type: 'vpc-flow-log', conditions: CREATED_BY_A_PLAYBOOK },
};

/**
 * What the playbooks need, by their own declarations and their modes: one that only observes may not change anything, even
 * if its code wanted to. What bears the exemption tag cannot be changed, except to take a change back, and only what a
 * playbook created can be deleted; S3 does not know the tags of buckets in conditions, so there the playbook itself looks.
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
  { resource, reason, forUndo }: PlaybookPermission,
  actions: readonly string[],
  { account, region }: Location,
): PolicyStatement {
  if (resource === 'any') return { actions, resources: anyResource(reason) };
  if (resource === 'bucket') {
    const conditions = { StringEquals: { 'aws:ResourceAccount': account } };
    return { actions, resources: ['arn:aws:s3:::*'], conditions };
  }
  const { type, conditions } = EC2_RESOURCES[resource];
  return {
    actions,
    resources: [`arn:aws:ec2:${region}:${account}:${type}/*`],
    // A tag that was added after a change must not keep anybody from taking it back. Where such an action makes a change,
    // too, the playbook alone looks for the tag.
    conditions: forUndo && conditions === NOT_EXEMPT ? undefined : conditions,
  };
}
